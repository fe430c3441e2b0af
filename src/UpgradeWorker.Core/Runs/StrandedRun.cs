using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>What people are told of a run whose stack the settings no longer name, so that nobody may touch it.</summary>
public static class StrandedRun
{
    /// <summary>How it stands, and what to do.</summary>
    /// <param name="run">The run, where it stands.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="calledNow">The key that the settings have the stack under now; null = under none.</param>
    /// <param name="profile">The vendor's names.</param>
    public static Finding Why(Run run, IReadOnlyList<JournalEntry> journal, StackKey? calledNow, VendorProfile profile)
    {
        var known = calledNow is { } key
            ? $"The settings call the stack {run.StackId.Name} {key} now, and no longer {run.Stack}, under which this run began"
            : $"The settings no longer have the stack {run.Stack} ({run.StackId.Name} in {run.StackId.Region})";
        string[] parts = run.Ending == RunEnding.Abandoned
            ? [$"{known}: the worker cleaned nothing up.", Left(run)]
            : [$"{known}: the worker neither looks at it nor touches it.", .. State(run, journal, profile), GoOn(run, journal)];
        return new Finding("StackNotConfigured", string.Join(' ', parts.Where(part => part.Length > 0)));
    }

    private static IEnumerable<string> State(Run run, IReadOnlyList<JournalEntry> journal, VendorProfile profile)
    {
        if (RunCommands.MayHaveExecuted(run, journal))
        {
            yield return run.Step <= RunStep.AwaitRollback
                ? "CloudFormation goes on with the update whatever the worker does: follow it in the console."
                : $"What was left to do is not done: {string.Join(", ", RunScript.Steps.Where(row => row.Step >= run.Step && row.Step < RunStep.Report).Select(row => row.Step))}.";
            yield break;
        }

        yield return "The stack was not changed.";
        if (ServiceState.MayBeStopped(journal) is { Count: > 0 } stopped)
        {
            yield return $"To have users served meanwhile, type on {string.Join(", ", stopped)}: {profile.RestartByHand}.";
        }

        yield return Left(run);
    }

    private static string Left(Run run) => run.Step < RunStep.ConfirmChangeSet ? ""
        : $"A change set of the run may lie there unexecuted, its name begins with {RunNames.ChangeSetPrefix(run.Id)}: never execute it, delete it.";

    private static string GoOn(Run run, IReadOnlyList<JournalEntry> journal) =>
        $"To let the run go on, have the settings name the stack {run.Stack} again, start the worker again, and retry the run: "
        + (RunCommands.MayHaveExecuted(run, journal) ? $"it goes on at {run.Step}." : "it begins anew, and starts the service again if its window is over.");
}
