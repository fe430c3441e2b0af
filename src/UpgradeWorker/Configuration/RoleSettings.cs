namespace UpgradeWorker.Configuration;

/// <summary>What a person said is what in a stack. Empty or null = found by the profile and by the template itself.</summary>
public sealed record RoleSettings
{
    /// <summary>Logical ids.</summary>
    public required IReadOnlyList<string> Instances { get; init; }

    /// <summary>Logical ids.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>Logical ids.</summary>
    public required IReadOnlyList<string> Caches { get; init; }

    public required string? DatabaseSnapshotParameter { get; init; }
    public required string? CacheSnapshotParameter { get; init; }
    public required string? DomainParameter { get; init; }
    public required IReadOnlyList<string> CertificateParameters { get; init; }
}
