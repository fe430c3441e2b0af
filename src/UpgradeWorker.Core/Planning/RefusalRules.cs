namespace UpgradeWorker.Core.Planning;

/// <summary>Why a change set must not be executed: pure rules, each giving findings or nothing. Their order is the order in which people read them.</summary>
internal static class RefusalRules
{
    public delegate IEnumerable<Finding> Rule(
        ChangeSetDescription description, IReadOnlyList<ResourceChangeReading> changes, ChangeSetReadingPolicy policy);

    public static IReadOnlyList<Rule> InOrder { get; } = [NotExecutable, DataLoss, StatefulRemoval, ReplacementUncertain];

    private static IEnumerable<Finding> NotExecutable(
        ChangeSetDescription description, IReadOnlyList<ResourceChangeReading> changes, ChangeSetReadingPolicy policy)
    {
        if (description is { Status: "CREATE_COMPLETE", ExecutionStatus: "AVAILABLE" })
        {
            yield break;
        }
        var advice = (description.Status, description.ExecutionStatus) switch
        {
            _ when ChangeSetReader.SaysNoChanges(description) => "There is nothing to change.",
            ("CREATE_PENDING" or "CREATE_IN_PROGRESS", _) => "It is still being made: describe it again later.",
            (_, "OBSOLETE") => "The stack was updated since: make a new one.",
            (_, "EXECUTE_IN_PROGRESS" or "EXECUTE_COMPLETE" or "EXECUTE_FAILED") => "It was executed already: make a new one.",
            ("FAILED", _) when description.StatusReason?.Contains("EarlyValidation", StringComparison.Ordinal) == true =>
                "CloudFormation's validation refused it: the events of the change set tell why.",
            ("FAILED", _) when description.StatusReason?.Contains("Nested change set", StringComparison.Ordinal) == true =>
                "The change set of a nested stack failed: describe that one.",
            _ => "Only CREATE_COMPLETE and AVAILABLE can be executed.",
        };
        yield return new Finding("NotExecutable",
            $"The change set is {description.Status ?? "(no status)"} / {description.ExecutionStatus ?? "(no execution status)"}"
            + $"{(description.StatusReason is { Length: > 0 } reason ? $" ({reason})" : "")}. {advice}");
    }

    private static IEnumerable<Finding> DataLoss(
        ChangeSetDescription description, IReadOnlyList<ResourceChangeReading> changes, ChangeSetReadingPolicy policy) =>
        from change in changes
        where change.Replacement == Replacement.Yes && !policy.VerifiedSnapshots.Contains(change.LogicalId)
        // Without an UpdateReplacePolicy the old resource is deleted, whatever its DeletionPolicy says.
        where change.PolicyAction is null or "ReplaceAndDelete" or "Delete"
        let because = change.Causes.Count == 0 ? "" : $" because of {string.Join(", ", change.Causes)}"
        let what = $"{change.LogicalId} ({change.ResourceType}) is replaced{because} and the old one is deleted with its data"
        select change switch
        {
            { Role: ResourceChangeRole.Database or ResourceChangeRole.Cache } =>
                new Finding("DataLoss", $"{what}: take a snapshot, verify it, and let the new one restore from it."),
            _ when ResourceChangeRoles.HoldsData(change.ResourceType) =>
                new Finding("DataLoss", $"{what}: give it an UpdateReplacePolicy of Retain, or move its data by hand."),
            _ => null
        } into finding
        where finding is not null
        select finding;

    private static IEnumerable<Finding> StatefulRemoval(
        ChangeSetDescription description, IReadOnlyList<ResourceChangeReading> changes, ChangeSetReadingPolicy policy) =>
        from change in changes
        where change.Action == "Remove" && !policy.AllowRemovalOf.Contains(change.LogicalId)
        where ResourceChangeRoles.HoldsData(change.ResourceType) || change.Role is ResourceChangeRole.Database or ResourceChangeRole.Cache
        select new Finding("StatefulRemoval",
            $"{change.LogicalId} ({change.ResourceType}) holds data and is removed from the stack "
            + $"({change.PolicyAction switch { "Retain" => "it is kept outside", "Snapshot" => "with a last snapshot", _ => "it is deleted" }}): "
            + $"if that is meant, name it under AllowRemovalOf.");

    private static IEnumerable<Finding> ReplacementUncertain(
        ChangeSetDescription description, IReadOnlyList<ResourceChangeReading> changes, ChangeSetReadingPolicy policy)
    {
        foreach (var change in changes.Where(change => change.Replacement == Replacement.Uncertain
            && (change.Role is ResourceChangeRole.Database or ResourceChangeRole.Cache)))
        {
            var doubts = change.Doubts.Count > 0 ? string.Join(" and ", change.Doubts) : "what AWS does not name";
            var keys = string.Join(", ", change.Doubts.Select(property => $"{change.LogicalId}.{property}"));
            yield return new Finding("ReplacementUncertain",
                $"AWS cannot say whether {change.LogicalId} ({change.ResourceType}) is replaced by the change of {doubts}: "
                + (keys.Length > 0 ? $"say under Replacements what it does ({keys}: InPlace or Replaces)." : "look at the change set in the console."));
        }
        foreach (var change in changes.Where(change => change.ResourceType == ResourceChangeRoles.NestedStack
            && (change.Action is "Modify" or "Dynamic") && !policy.OpenedStacks.Contains(change.LogicalId)
            && !description.OpenedStacks.Contains(change.LogicalId)))
        {
            yield return new Finding("ReplacementUncertain",
                $"What {change.LogicalId} (nested stack) replaces inside is not in this change set: make it with nested stacks included and read theirs too.");
        }
    }
}
