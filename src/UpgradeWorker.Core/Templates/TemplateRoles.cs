namespace UpgradeWorker.Core.Templates;

/// <summary>Which resources and parameters of a template are what to an upgrade.</summary>
public sealed record TemplateRoles
{
    /// <summary>Logical ids of what runs machines: instances, and the groups and launch templates whose update replaces machines.</summary>
    public required IReadOnlyList<string> Instances { get; init; }

    /// <summary>Logical ids of RDS instances and clusters; an instance of a cluster keeps no data of its own and is not here.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>Logical ids of the ElastiCache resources that keep data.</summary>
    public required IReadOnlyList<string> Caches { get; init; }

    /// <summary>Takes the RDS snapshot to restore from; null if there is none, or if it is not surely one.</summary>
    public required string? DatabaseSnapshotParameter { get; init; }

    /// <summary>Takes the ElastiCache snapshot to restore from; null as above.</summary>
    public required string? CacheSnapshotParameter { get; init; }

    /// <summary>Holds the host name that certificates are asked for; null as above.</summary>
    public required string? DomainParameter { get; init; }

    /// <summary>Hold a certificate of the operator's own, if given.</summary>
    public required IReadOnlyList<string> CertificateParameters { get; init; }

    /// <summary>By logical id of a database or cache: the one parameter that its own snapshot property takes. Holds also where several differ.</summary>
    public required IReadOnlyDictionary<string, string> SnapshotParameters { get; init; }

    /// <summary>Parameters whose value must not get lost on the way to another template.</summary>
    public IEnumerable<string> Kept => new[] { DatabaseSnapshotParameter, CacheSnapshotParameter, DomainParameter }
        .OfType<string>().Concat(SnapshotParameters.Values).Concat(CertificateParameters).Distinct();

    /// <summary>Parameters that restore data; blank means an empty database.</summary>
    public IEnumerable<string> Restoring => new[] { DatabaseSnapshotParameter, CacheSnapshotParameter }
        .OfType<string>().Concat(SnapshotParameters.Values).Distinct();
}

/// <summary>Roles that a person set. Null or empty = find it in the template.</summary>
public sealed record ConfiguredRoles
{
    public static ConfiguredRoles None { get; } = new();

    public IReadOnlyList<string>? Instances { get; init; }

    public IReadOnlyList<string>? Databases { get; init; }

    public IReadOnlyList<string>? Caches { get; init; }

    public string? DatabaseSnapshotParameter { get; init; }

    public string? CacheSnapshotParameter { get; init; }

    public string? DomainParameter { get; init; }

    public IReadOnlyList<string>? CertificateParameters { get; init; }
}

/// <summary>Roles, and what could not be decided about them.</summary>
/// <param name="Roles">A role in doubt is null here.</param>
/// <param name="Findings"><c>RoleAmbiguous</c>: several fit, a person must say which; <c>RoleUnknown</c>: the settings name what the template lacks.</param>
public sealed record RoleReading(TemplateRoles Roles, IReadOnlyList<Finding> Findings);
