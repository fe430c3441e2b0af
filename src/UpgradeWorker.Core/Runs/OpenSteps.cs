using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Runs;

/// <summary>Which steps of a plan its run leaves to people.</summary>
public static class OpenSteps
{
    /// <summary>
    /// Steps that are due once the stack has the new version; none while it has not. Where the notes do not tell when, it may be after.
    /// </summary>
    public static IReadOnlyList<PlannedManualStep> LeftBy(Plan plan, IEnumerable<JournalEntry> journal)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return journal.Any(entry => entry.Evidence.Any(fact => fact is Evidence.StackUpdated)) ? [.. plan.ManualSteps.Where(step => step.When != "before")] : [];
    }

    /// <summary>What blocks the next upgrade; null when no step is open.</summary>
    /// <param name="run">The run that left the first of them.</param>
    /// <param name="open">Ids and versions of the steps that are open.</param>
    public static Finding? Block(RunId run, IReadOnlyList<PlannedManualStep> open) => open.Count == 0 ? null : new Finding(
        "StepsOpen",
        $"Steps of the last upgrade are open: {string.Join(", ", open.Select(step => $"{step.Id} of {step.Version}"))}. "
        + $"Do them, then close each one: UpgradeWorker steps done {run} {open[0].Id}. The steps command shows what they ask for.");
}
