namespace UpgradeWorker.Core.Planning;

/// <summary>One resource change as it is understood.</summary>
public sealed record ResourceChangeReading
{
    public required ResourceChange Change { get; init; }

    public required ResourceChangeRole Role { get; init; }

    public required Replacement Replacement { get; init; }

    /// <summary>Properties that leave it uncertain; empty where nothing is, or AWS names none.</summary>
    public required IReadOnlyList<string> Doubts { get; init; }

    /// <summary>True where only a person or the documentation says that the resource stays: a safety snapshot is due.</summary>
    public required bool HeldInPlace { get; init; }

    /// <summary>In words: <c>parameter X</c>, <c>resource X</c>, <c>attribute X.Y</c>, <c>direct</c> or <c>automatic</c>. Empty for added and removed resources.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>Names of what changes: properties, else attributes such as Tags.</summary>
    public required IReadOnlyList<string> Properties { get; init; }

    public string LogicalId => Change.LogicalId;

    public string ResourceType => Change.ResourceType;

    public string Action => Change.Action;

    public string? PolicyAction => Change.PolicyAction;
}

/// <summary>Reads the details of a resource change.</summary>
internal static class ResourceChangeDetails
{
    /// <summary>
    /// The details that count. A change through a parameter, resource or attribute comes as a pair, Static for the reference and
    /// Dynamic for the property itself; the Static one tells what it is (CloudFormation User Guide, "View a change set").
    /// </summary>
    public static IReadOnlyList<ResourceChangeDetail> Judged(this ResourceChange change)
    {
        var known = change.Details.Where(detail => !detail.IsDynamic).Select(detail => (detail.Attribute, detail.Property)).ToHashSet();
        return [.. change.Details.Where(detail =>
            !(detail.IsDynamic && detail.ChangeSource == "DirectModification" && known.Contains((detail.Attribute, detail.Property))))];
    }

    /// <summary>Why it changes, each cause once, in the order of the details.</summary>
    public static IReadOnlyList<string> Causes(this ResourceChange change) =>
        [.. change.Judged().Select(Cause).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>What changes, each once, in the order of the details.</summary>
    public static IReadOnlyList<string> Targets(this ResourceChange change) =>
        [.. change.Details.Select(detail => detail.Target).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? Cause(ResourceChangeDetail detail) => (detail.ChangeSource, detail.CausingEntity) switch
    {
        ("ParameterReference", { } name) => $"parameter {name}",
        ("ResourceReference", { } name) => $"resource {name}",
        ("ResourceAttribute", { } name) => $"attribute {name}",
        ("Automatic", _) => "automatic",
        ("NoModification", _) => null,
        _ => "direct",
    };
}
