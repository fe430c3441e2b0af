using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>Which steps of a plan its run leaves to people.</summary>
public static class OpenSteps
{
    /// <summary>
    /// Steps that are due once the stack has the new version; none while it has not. Where the notes do not tell when, it may be after. A
    /// run that a person gave up leaves its migrations too, for the next upgrade begins from the new version and would never run them.
    /// </summary>
    /// <param name="plan">What was approved.</param>
    /// <param name="run">The run as it ended.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="profile">How a migration is typed.</param>
    public static IReadOnlyList<PlannedManualStep> LeftBy(Plan plan, Run run, IReadOnlyList<JournalEntry> journal, VendorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return !MayHaveNewVersion(run, journal) ? [] :
        [
            .. ByHand(MigrationsLeft(plan, run, journal), plan, profile),
            .. plan.ManualSteps.Where(step => step.When != "before"),
        ];
    }

    /// <summary>Migrations that a run which a person gave up did not run, although the stack has the new version or may get it; in order.</summary>
    /// <param name="plan">What was approved.</param>
    /// <param name="run">The run as it ended.</param>
    /// <param name="journal">Its journal.</param>
    public static IReadOnlyList<PlannedMigration> MigrationsLeft(Plan plan, Run run, IReadOnlyList<JournalEntry> journal)
    {
        // Whoever skipped Migrate did them by hand.
        var updated = journal.LastOrDefault(entry => entry.Evidence.Any(fact => fact is Evidence.StackUpdated));
        var passed = updated is not null && journal.Any(entry => entry.Seq > updated.Seq && (entry.Step is RunStep.StartService or RunStep.Verify));
        var done = journal.SelectMany(entry => entry.Evidence).OfType<Evidence.MigrationDone>().Select(one => one.Command).ToHashSet(StringComparer.Ordinal);
        return passed || run.Ending != RunEnding.Abandoned || !MayHaveNewVersion(run, journal) ? []
            : [.. plan.Migrations.Where(migration => !done.Contains(migration.Command))];
    }

    private static bool MayHaveNewVersion(Run run, IReadOnlyList<JournalEntry> journal) =>
        journal.Any(entry => entry.Evidence.Any(fact => fact is Evidence.StackUpdated))
        // Given up before anybody saw the end of the update: it may still get there.
        || (run.Ending == RunEnding.Abandoned && RunCommands.MayHaveExecuted(run, journal)
            && !journal.Any(entry => entry is { Step: RunStep.AwaitRollback, Kind: JournalKind.Done }));

    private static IEnumerable<PlannedManualStep> ByHand(IReadOnlyList<PlannedMigration> left, Plan plan, VendorProfile profile) =>
        left.Select((migration, index) => new PlannedManualStep(
            $"D{index + 1}", plan.TargetVersion, "after",
            $"On the instance, if the stack has the new version, run: {profile.MigrationByHand(migration.Command)}"
            + (index == left.Count - 1 ? $" and then {profile.RestartByHand}" : "")
            + (migration.DataLossWarning is { } warning ? $" ({warning})" : "")));

    /// <summary>What blocks the next upgrade; null when no step is open.</summary>
    /// <param name="run">The run that left the first of them.</param>
    /// <param name="open">Ids and versions of the steps that are open.</param>
    public static Finding? Block(RunId run, IReadOnlyList<PlannedManualStep> open) => open.Count == 0 ? null : new Finding(
        "StepsOpen",
        $"Steps of the last upgrade are open: {string.Join(", ", open.Select(step => $"{step.Id} of {step.Version}"))}. "
        + $"Do them, then close each one: UpgradeWorker steps done {run} {open[0].Id}. The steps command shows what they ask for.");
}
