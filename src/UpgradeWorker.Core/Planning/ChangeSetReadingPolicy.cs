namespace UpgradeWorker.Core.Planning;

/// <summary>What is known of a stack beside its change set. By default nothing: roles follow from resource types, and all is refused that may be.</summary>
public sealed record ChangeSetReadingPolicy
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    /// <summary>Logical ids of the serving instances or of what makes them; null = by resource type.</summary>
    public IReadOnlySet<string>? Instances { get; init; }

    /// <summary>Logical ids of databases, beside those that their type tells.</summary>
    public IReadOnlySet<string> Databases { get; init; } = None;

    /// <summary>Logical ids of caches, beside those that their type tells.</summary>
    public IReadOnlySet<string> Caches { get; init; } = None;

    /// <summary>What a person said that a change of a property does, by <c>LogicalId.Property</c>. Never heard against AWS's own True.</summary>
    public IReadOnlyDictionary<string, ReplacementEffect> Replacements { get; init; } = new Dictionary<string, ReplacementEffect>();

    /// <summary>What documentation says of it, by <c>Type.Property</c>; asked after <see cref="Replacements"/>.</summary>
    public IReadOnlyDictionary<string, ReplacementEffect> Documented { get; init; } = new Dictionary<string, ReplacementEffect>();

    /// <summary>Logical ids of resources with data that may be removed.</summary>
    public IReadOnlySet<string> AllowRemovalOf { get; init; } = None;

    /// <summary>Logical ids of databases and caches with a fresh snapshot that was verified.</summary>
    public IReadOnlySet<string> VerifiedSnapshots { get; init; } = None;

    /// <summary>Capabilities that the stack has already: they are no news.</summary>
    public IReadOnlySet<string> KnownCapabilities { get; init; } = None;

    /// <summary>Logical ids of nested stacks whose own change sets are read too.</summary>
    public IReadOnlySet<string> OpenedStacks { get; init; } = None;
}
