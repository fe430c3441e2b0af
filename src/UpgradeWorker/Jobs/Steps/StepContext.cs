using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>What a step works with: the run as it stands, what was approved, and what its journal proves.</summary>
/// <param name="Run">Where the run stands.</param>
/// <param name="RequestId">The approval that it rests on.</param>
/// <param name="Plan">What was approved.</param>
/// <param name="Stack">Settings of the stack.</param>
/// <param name="Clients">AWS.</param>
/// <param name="Journal">The run's journal so far, the line of this attempt's beginning included.</param>
/// <param name="Now">The present instant.</param>
public sealed record StepContext(
    Run Run, string RequestId, Plan Plan, StackSettings Stack, StackClients Clients, IReadOnlyList<JournalEntry> Journal, DateTimeOffset Now)
{
    /// <summary>How long the whole run is expected to take.</summary>
    public required TimeSpan Expected { get; init; }

    /// <summary>
    /// Journals what is about to be done, in a transaction of its own, so that a worker killed right after the act knows that it may have
    /// acted. Throws when the lease was lost.
    /// </summary>
    public required Func<string, Evidence, Task> IntendAsync { get; init; }

    /// <summary>The latest evidence of a kind in this generation; null when there is none.</summary>
    public TEvidence? Latest<TEvidence>()
        where TEvidence : Evidence => Core.Runs.Journal.Latest<TEvidence>(Journal, Run.Generation);

    /// <summary>All evidence of a kind in this generation, oldest first.</summary>
    public IEnumerable<TEvidence> All<TEvidence>()
        where TEvidence : Evidence => Core.Runs.Journal.All<TEvidence>(Journal, Run.Generation);

    /// <summary>Evidence that this very attempt left, oldest first.</summary>
    public IEnumerable<TEvidence> OfAttempt<TEvidence>()
        where TEvidence : Evidence => Core.Runs.Journal.All<TEvidence>(Core.Runs.Journal.OfAttempt(Journal, Run), Run.Generation);

    /// <summary>When the present step was first begun since it was entered.</summary>
    public DateTimeOffset Begun => Core.Runs.Journal.SinceEntered(Journal, Run) is [var first, ..] ? first.At : Run.StepBegan;

    /// <summary>Evidence that is there, or a defect: the table puts the step that makes it before this one.</summary>
    public TEvidence Required<TEvidence>()
        where TEvidence : Evidence => Latest<TEvidence>()
        ?? throw new InvalidOperationException($"The journal of run {Run.Id} has no {typeof(TEvidence).Name} before {Run.Step}.");

    /// <summary>The instances that serve now, as far as the journal knows.</summary>
    public IReadOnlyList<string> InstanceIds => Latest<Evidence.StackUpdated>()?.InstanceIds ?? Latest<Evidence.BeforeUpdate>()?.InstanceIds ?? [];
}
