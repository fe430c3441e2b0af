namespace UpgradeWorker.Core.Planning;

/// <summary>Puts the change sets of nested stacks into that of their root. Ids become paths such as <c>Storage.Database</c>.</summary>
public static class NestedChangeSets
{
    /// <summary>Nested stacks in nested stacks, at most: CloudFormation's own quota is lower than any sensible template needs.</summary>
    public const int Deepest = 8;

    /// <summary>Whether an id is that of a resource in a nested stack.</summary>
    public static bool IsNested(string logicalId)
    {
        ArgumentNullException.ThrowIfNull(logicalId);
        return logicalId.Contains('.', StringComparison.Ordinal);
    }

    /// <summary>Changes whose own change set can be read.</summary>
    public static IEnumerable<(string LogicalId, string ChangeSetId)> In(ChangeSetDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return from change in description.Changes
               where change.ResourceType == ResourceChangeRoles.NestedStack && change.Action != "Remove"
               where change.NestedChangeSetId is { Length: > 0 }
               select (change.LogicalId, change.NestedChangeSetId!);
    }

    /// <summary>The root with the changes of a nested stack behind its own; a set that is neither made nor empty leaves the stack unopened.</summary>
    public static ChangeSetDescription With(ChangeSetDescription root, string logicalId, ChangeSetDescription nested)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(nested);
        var isEmpty = ChangeSetReader.SaysNoChanges(nested);
        return nested.Status != "CREATE_COMPLETE" && !isEmpty ? root : root with
        {
            Changes = [.. root.Changes, .. isEmpty ? [] : nested.Changes.Select(change => change with { LogicalId = $"{logicalId}.{change.LogicalId}" })],
            OpenedStacks = [.. root.OpenedStacks, logicalId, .. nested.OpenedStacks.Select(opened => $"{logicalId}.{opened}")],
        };
    }
}
