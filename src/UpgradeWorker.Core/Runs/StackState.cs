namespace UpgradeWorker.Core.Runs;

/// <summary>What a run's journal tells about the stack: whether it was changed.</summary>
public static class StackState
{
    /// <summary>In a sentence, without a full stop.</summary>
    /// <param name="journal">Of the run.</param>
    /// <param name="generation">The present generation.</param>
    /// <param name="instant">How an instant is written.</param>
    public static string InWords(IReadOnlyList<JournalEntry> journal, int generation, Func<DateTimeOffset, string> instant)
    {
        var present = journal.Where(entry => entry.Generation == generation).OrderBy(entry => entry.Seq).ToList();
        var executed = present.LastOrDefault(entry => entry.Evidence.Any(one => one is Evidence.ChangeSetExecuted));
        if (executed is null)
        {
            return present.Any(entry => entry.Evidence.Any(one => one is Evidence.ExecutionUncertain))
                && !present.Any(entry => entry is { Step: RunStep.ExecuteChangeSet, Kind: JournalKind.Refused })
                ? "it is not known whether CloudFormation has begun to change it"
                : "not changed by this run";
        }

        var since = $"changed since {instant(executed.At)}";
        return Journal.Latest<Evidence.StackUpdated>(present, generation) is { } updated
            ? $"{since}; {updated.Status}, {(updated.InstanceIds.Count == 0 ? "no instance" : $"on {string.Join(", ", updated.InstanceIds)}")}"
            : present.LastOrDefault(entry => entry.Step is RunStep.AwaitStack or RunStep.AwaitRollback) switch
            {
                { Step: RunStep.AwaitRollback, Kind: JournalKind.Done } undone => $"as before: CloudFormation undid the update by {instant(undone.At)}",
                { Step: RunStep.AwaitRollback, Kind: JournalKind.Faulted or JournalKind.Refused } => $"{since}; CloudFormation did not undo the update",
                { Step: RunStep.AwaitRollback } or { Kind: JournalKind.Refused } => $"{since}; CloudFormation is undoing the update",
                { Kind: JournalKind.Faulted } => $"{since}; how the update ended is not known",
                _ => $"{since}; CloudFormation is at work",
            };
    }
}
