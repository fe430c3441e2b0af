namespace UpgradeWorker.Aws;

/// <summary>An ElastiCache snapshot (ElastiCache API, data type Snapshot).</summary>
/// <param name="Name">What the stack's snapshot parameter takes; in lower case.</param>
/// <param name="Arn">ARN.</param>
/// <param name="Status"><c>creating</c>, <c>available</c>, <c>restoring</c>, <c>copying</c> or <c>deleting</c>; there is no failed one.</param>
/// <param name="GroupId">The group that it was taken of; null when taken of a node.</param>
/// <param name="NodeId">The node that it was taken of; null when taken of a group.</param>
/// <param name="CreatedAt">The earliest instant that its data is of; null until known.</param>
/// <param name="Shards">How many shards it holds; 0 until known.</param>
public sealed record CacheSnapshot(
    string Name, string Arn, string Status, string? GroupId, string? NodeId, DateTimeOffset? CreatedAt, int Shards)
{
    /// <summary>Whether it is whole and can be restored.</summary>
    public bool IsAvailable => Status is "available" or "restoring";
}
