namespace UpgradeWorker.Aws;

/// <summary>A Redis replication group (ElastiCache API, data type ReplicationGroup).</summary>
/// <param name="Id">Its id, the physical id of the stack's resource.</param>
/// <param name="Arn">ARN.</param>
/// <param name="Status">Such as <c>available</c> or <c>snapshotting</c>.</param>
/// <param name="ClusterEnabled">Whether its data is split over several shards.</param>
/// <param name="MemberNodes">Ids of its nodes.</param>
/// <param name="SourceNode">The node to take a snapshot of when cluster mode is off: a replica if there is one. Null if it has no nodes.</param>
/// <param name="CreatedAt">Null while it is created.</param>
public sealed record CacheGroup(
    string Id, string Arn, string Status, bool ClusterEnabled, IReadOnlyList<string> MemberNodes, string? SourceNode, DateTimeOffset? CreatedAt)
{
    /// <summary>Whether it serves and no operation is going on.</summary>
    public bool IsAvailable => Status == "available";
}
