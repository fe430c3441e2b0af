namespace UpgradeWorker.Sandbox.World;

/// <summary>A snapshot of a database. Status: creating, available, deleting, failed.</summary>
public sealed class DbSnapshot
{
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public required DbInstance Source { get; init; }

    /// <summary>The rows at the instant at which the snapshot began.</summary>
    public required DataSet Data { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it will have been complete; null = it is stuck.</summary>
    public DateTimeOffset? CompletesAt { get; internal set; }

    public string Status { get; internal set; } = "creating";

    /// <summary>manual or automated.</summary>
    public string Kind { get; init; } = "manual";

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; internal set; } = [];
}

/// <summary>A backup of a cache. Status: creating, available, deleting. ElastiCache knows no failed state: a backup that
/// fails disappears.</summary>
public sealed class CacheSnapshot
{
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public required ReplicationGroup Source { get; init; }

    /// <summary>The node that the backup was asked of; null = it was asked of the replication group.</summary>
    public string? CacheClusterId { get; init; }

    /// <summary>The rows at the instant at which the backup began.</summary>
    public required DataSet Data { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
    public string Status { get; internal set; } = "creating";

    /// <summary>manual or automated.</summary>
    public string Kind { get; init; } = "manual";

    public string? KmsKeyId { get; init; }
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; internal set; } = [];
}
