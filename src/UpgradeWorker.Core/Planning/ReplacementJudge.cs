using System.Collections.Frozen;

namespace UpgradeWorker.Core.Planning;

/// <summary>Judges whether one resource change replaces the resource. In doubt the worse reading counts.</summary>
internal static class ReplacementJudge
{
    // Setting, changing or blanking one of these makes a new database out of another source, though AWS speaks of "some
    // interruptions" (CloudFormation Template Reference, AWS::RDS::DBInstance, DBSnapshotIdentifier).
    private static readonly FrozenSet<string> RestoreProperties = FrozenSet.Create(
        "DBSnapshotIdentifier", "DBClusterSnapshotIdentifier", "SnapshotIdentifier", "SnapshotName", "SnapshotArns");

    /// <summary>The judgement, and the properties that leave it uncertain (empty where none is named or nothing is uncertain).</summary>
    public static (Replacement Replacement, IReadOnlyList<string> Doubts, bool HeldInPlace) Judge(
        ResourceChange change, ResourceChangeRole role, ChangeSetReadingPolicy policy)
    {
        if (change.Action is "Add" or "Remove" or "Import" or "SyncWithActual")
        {
            return (Replacement.No, [], false);
        }
        var details = change.Judged();
        var isData = role is ResourceChangeRole.Database or ResourceChangeRole.Cache;
        if (isData && details.Any(detail => detail.Property is { } name && RestoreProperties.Contains(name)))
        {
            return (Replacement.Yes, [], false);
        }
        var said = Said(change, details);
        return said == Replacement.Uncertain ? Resolve(change, details, policy) : (said, [], false);
    }

    private static Replacement Said(ResourceChange change, IReadOnlyList<ResourceChangeDetail> details)
    {
        var byDetails = details.Select(detail => detail.RequiresRecreation switch
        {
            "Always" => detail.IsDynamic ? Replacement.Uncertain : Replacement.Yes,
            "Conditionally" => Replacement.Uncertain,
            _ => Replacement.No,
        }).Worst();
        return change.Replacement switch
        {
            "True" => Replacement.Yes,
            "Conditional" => Replacement.Uncertain,
            // AWS weighs the details itself; a policy for the old resource contradicts that it stays.
            "False" => change.PolicyAction?.StartsWith("Replace", StringComparison.Ordinal) == true ? Replacement.Uncertain : Replacement.No,
            _ when change.Action == "Modify" && details.Count > 0 => byDetails,
            _ => Replacement.Uncertain,
        };
    }

    private static (Replacement, IReadOnlyList<string>, bool) Resolve(
        ResourceChange change, IReadOnlyList<ResourceChangeDetail> details, ChangeSetReadingPolicy policy)
    {
        var open = details.Where(detail => detail.RequiresRecreation is "Conditionally" or "Always")
            .Select(detail => detail.Target ?? "(unnamed)").Distinct().ToList();
        var effects = open.Select(property => Effect(change, property, policy)).ToList();
        if (effects.Contains(ReplacementEffect.Replaces))
        {
            return (Replacement.Yes, [], false);
        }
        return open.Count > 0 && effects.All(effect => effect == ReplacementEffect.InPlace)
            ? (Replacement.No, [], true)
            : (Replacement.Uncertain, [.. open.Where((_, index) => effects[index] is null)], false);
    }

    private static ReplacementEffect? Effect(ResourceChange change, string property, ChangeSetReadingPolicy policy) =>
        policy.Replacements.TryGetValue($"{change.LogicalId}.{property}", out var said) ? said
        : policy.Documented.TryGetValue($"{change.ResourceType}.{property}", out var documented) ? documented
        : null;
}
