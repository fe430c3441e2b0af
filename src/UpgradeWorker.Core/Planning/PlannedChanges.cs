namespace UpgradeWorker.Core.Planning;

/// <summary>The changes of a change set as a plan keeps them.</summary>
public static class PlannedChanges
{
    /// <summary>All changes, the most dangerous first.</summary>
    public static IReadOnlyList<PlannedChange> Of(ChangeSetReading reading) => [.. reading.MostDangerousFirst.Select(change => new PlannedChange(
        change.LogicalId, change.ResourceType, change.Action, change.Replacement.Word(), change.PolicyAction, change.Causes, change.Properties))];
}
