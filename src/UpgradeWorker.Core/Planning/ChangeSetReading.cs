namespace UpgradeWorker.Core.Planning;

/// <summary>A change set as it is understood: what it replaces, what it opens up, and why it must not run, if so.</summary>
public sealed record ChangeSetReading
{
    public required string? Status { get; init; }

    /// <summary>Whether CloudFormation said that there is nothing to change. An empty list of changes alone says nothing: outputs may differ.</summary>
    public required bool NoChanges { get; init; }

    /// <summary>In the order in which CloudFormation lists them.</summary>
    public required IReadOnlyList<ResourceChangeReading> Changes { get; init; }

    /// <summary>New or changed permissions, security groups, public access and capabilities, in words.</summary>
    public required IReadOnlyList<string> Security { get; init; }

    /// <summary>Why it must not be executed; empty = nothing in the set itself is against it.</summary>
    public required IReadOnlyList<Finding> Refusals { get; init; }

    /// <summary>What becomes of machines, databases or caches: the worst of all changes with that role.</summary>
    public Replacement Of(ResourceChangeRole role) => With(role).Select(Effective).Worst();

    /// <summary>
    /// Whether the ledger must have room: a serving instance is replaced, may be replaced, or is new, and so asks for certificates.
    /// </summary>
    public bool CountsAsInstanceReplacement => NewInstances.Count > 0;

    /// <summary>Logical ids of the serving instances that are or may be new after the update, or of what makes such ones.</summary>
    public IReadOnlyList<string> NewInstances => [.. With(ResourceChangeRole.Instance)
        .Where(change => change.Action == "Add" || Effective(change) != Replacement.No).Select(change => change.LogicalId)];

    /// <summary>Databases and caches that need a snapshot first: to restore from, or (last member false) only for safety.</summary>
    public IReadOnlyList<(ResourceChangeRole Role, string LogicalId, bool ForRestore)> SnapshotsNeeded =>
        [.. Changes.Where(change => change.Role is ResourceChangeRole.Database or ResourceChangeRole.Cache)
            .Where(change => change.Replacement != Replacement.No || change.HeldInPlace)
            .Select(change => (change.Role, change.LogicalId, change.Replacement != Replacement.No))];

    /// <summary>The same changes, those first that people must look at: what touches data, then machines, then the rest.</summary>
    public IReadOnlyList<ResourceChangeReading> MostDangerousFirst =>
        [.. Changes.OrderByDescending(change => change.Action == "Remove" && ResourceChangeRoles.HoldsData(change.ResourceType))
            .ThenByDescending(change => ResourceChangeRoles.HoldsData(change.ResourceType) ? change.Replacement : Replacement.No)
            .ThenByDescending(change => change.Replacement)
            .ThenByDescending(change => change.Role != ResourceChangeRole.Other)
            .ThenBy(change => change.LogicalId, StringComparer.Ordinal)];

    private IEnumerable<ResourceChangeReading> With(ResourceChangeRole role) => Changes.Where(change => change.Role == role);

    // A scaling group that stays itself may still exchange its machines for such made from another template, by its update policy.
    private static Replacement Effective(ResourceChangeReading change) =>
        change is { ResourceType: ResourceChangeRoles.ScalingGroup, Action: "Modify", Replacement: Replacement.No }
        && change.Properties.Any(name => name is "LaunchConfigurationName" or "LaunchTemplate" or "MixedInstancesPolicy")
            ? Replacement.Uncertain
            : change.Replacement;
}
