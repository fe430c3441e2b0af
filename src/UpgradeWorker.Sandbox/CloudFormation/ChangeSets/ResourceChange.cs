namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>What a change set does to one resource
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html). Null members are absent.</summary>
public sealed record ResourceChange
{
    /// <summary>Add, Modify, Remove.</summary>
    public required string Action { get; init; }

    public required string LogicalId { get; init; }

    public required string Type { get; init; }

    public string? PhysicalId { get; init; }

    /// <summary>True, False, Conditional; for Modify only.</summary>
    public string? Replacement { get; init; }

    public string? PolicyAction { get; init; }

    public IReadOnlyList<ChangeDetail> Details { get; init; } = [];

    /// <summary>JSON.</summary>
    public string? BeforeContext { get; init; }

    /// <summary>JSON.</summary>
    public string? AfterContext { get; init; }

    /// <summary>In REVERT_DRIFT sets only.</summary>
    public string? DriftStatus { get; init; }

    public IReadOnlyList<string> Scope => [.. Details.Select(d => d.Attribute).Distinct(StringComparer.Ordinal)];
}

/// <summary>One cause of one changed attribute.</summary>
public sealed record ChangeDetail
{
    /// <summary>Static = certain; Dynamic = only execution will tell.</summary>
    public required string Evaluation { get; init; }

    public required string Source { get; init; }

    /// <summary>The parameter, resource or attribute; null for a direct modification.</summary>
    public string? CausingEntity { get; init; }

    /// <summary>Properties, Tags, Metadata, DeletionPolicy, UpdateReplacePolicy.</summary>
    public required string Attribute { get; init; }

    /// <summary>The property; null unless <see cref="Attribute"/> is Properties.</summary>
    public string? Name { get; init; }

    public required string RequiresRecreation { get; init; }

    public required string Path { get; init; }

    /// <summary>Add, Modify, Remove.</summary>
    public required string ChangeType { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>The value that the last deployment set and the one that is really there; null = not drifted.</summary>
    public (string? Previous, string? Actual, DateTimeOffset At)? Drift { get; init; }

    /// <summary>Shown only when the caller asks for property values (true) or only when not (false); null = always.</summary>
    public bool? OnlyWithValues { get; init; }
}
