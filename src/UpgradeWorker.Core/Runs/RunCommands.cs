namespace UpgradeWorker.Core.Runs;

/// <summary>What a local operator may decide about a run that ended in <see cref="RunEnding.NeedsAttention"/>.</summary>
public static class RunCommands
{
    /// <summary>Steps that a person may skip: they only look, or do what a person can do by hand.</summary>
    public static IReadOnlyList<RunStep> Skippable { get; } = [RunStep.AwaitInstance, RunStep.Migrate, RunStep.StartService, RunStep.Verify];

    /// <summary>Applies a command.</summary>
    /// <param name="run">The run; null when the id is unknown.</param>
    /// <param name="journal">Its journal, oldest first.</param>
    /// <param name="verb"><c>run-retry</c>, <c>run-skip</c> or <c>run-abandon</c>.</param>
    /// <param name="user">Who.</param>
    /// <param name="reason">Why; null when not told.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>The run after it, null when the command does not apply; and the result in words.</returns>
    public static (Run? After, string Result) Apply(
        Run? run, IReadOnlyList<JournalEntry> journal, string verb, string user, string? reason, DateTimeOffset now)
    {
        if (run is null)
        {
            return (null, "There is no such run.");
        }

        if (run.Ending != RunEnding.NeedsAttention || run.EndedAt is null)
        {
            return (null, $"Run {run.Id} does not need a decision: it is {(run.EndedAt is null ? "under way" : run.Ending.ToString())}.");
        }

        var stuck = journal.LastOrDefault(entry => entry.Kind is JournalKind.Faulted or JournalKind.Refused)?.Step ?? RunStep.Preflight;
        var why = string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";
        return verb switch
        {
            "run-abandon" => (run with { Ending = RunEnding.Abandoned }, $"Abandoned by {user}{why}."),
            "run-retry" when !RunScript.MayHaveExecuted(stuck) => (
                Enter(run, RunScript.First, now) with { Generation = run.Generation + 1 }, $"Tried again from the start by {user}{why}."),
            "run-retry" => (Enter(run, stuck, now), $"{stuck} tried again by {user}{why}."),
            "run-skip" when Skippable.Contains(stuck) && RunScript.After(stuck, null) is { } next => (
                Enter(run, next, now), $"{stuck} skipped by {user}{why}."),
            "run-skip" => (null, $"{stuck} cannot be skipped: retry or abandon run {run.Id}."),
            _ => (null, $"Unknown command {verb}."),
        };
    }

    private static Run Enter(Run run, RunStep step, DateTimeOffset now) => run with
    {
        Step = step,
        Attempt = 1,
        StepBegan = now,
        Due = now,
        Ending = null,
        Why = null,
        EndedAt = null,
    };
}
