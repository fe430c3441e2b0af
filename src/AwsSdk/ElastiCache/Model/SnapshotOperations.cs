using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.ElastiCache.Model;

/// <summary>Begins a backup of a cluster or replication group: the request (API reference: CreateSnapshot).</summary>
public class CreateSnapshotRequest : AmazonElastiCacheRequest, IWireShape
{
    public string? CacheClusterId { get; set; }
    public string? KmsKeyId { get; set; }
    public string? ReplicationGroupId { get; set; }
    public string? SnapshotName { get; set; }
    public List<Tag>? Tags { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CacheClusterId = w.Str(CacheClusterId);
        KmsKeyId = w.Str(KmsKeyId);
        ReplicationGroupId = w.Str(ReplicationGroupId);
        SnapshotName = w.Str(SnapshotName);
        Tags = w.List(Tags, "Tag");
    }
}

/// <summary>Begins a backup of a cluster or replication group: the answer (API reference: CreateSnapshot).</summary>
public class CreateSnapshotResponse : AmazonWebServiceResponse, IWireShape
{
    public Snapshot? Snapshot { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Snapshot = w.Shape(Snapshot);
    }
}

/// <summary>Describes backups: the request (API reference: DescribeSnapshots).</summary>
public class DescribeSnapshotsRequest : AmazonElastiCacheRequest, IWireShape
{
    public string? CacheClusterId { get; set; }
    public string? Marker { get; set; }
    public int? MaxRecords { get; set; }
    public string? ReplicationGroupId { get; set; }
    public bool? ShowNodeGroupConfig { get; set; }
    public string? SnapshotName { get; set; }
    public string? SnapshotSource { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CacheClusterId = w.Str(CacheClusterId);
        Marker = w.Str(Marker);
        MaxRecords = w.Int(MaxRecords);
        ReplicationGroupId = w.Str(ReplicationGroupId);
        ShowNodeGroupConfig = w.Bool(ShowNodeGroupConfig);
        SnapshotName = w.Str(SnapshotName);
        SnapshotSource = w.Str(SnapshotSource);
    }
}

/// <summary>Describes backups: the answer (API reference: DescribeSnapshots).</summary>
public class DescribeSnapshotsResponse : AmazonWebServiceResponse, IWireShape
{
    public string? Marker { get; set; }
    public List<Snapshot>? Snapshots { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Marker = w.Str(Marker);
        Snapshots = w.List(Snapshots, "Snapshot");
    }
}

/// <summary>Deletes a backup: the request (API reference: DeleteSnapshot).</summary>
public class DeleteSnapshotRequest : AmazonElastiCacheRequest, IWireShape
{
    public string? SnapshotName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        SnapshotName = w.Str(SnapshotName);
    }
}

/// <summary>Deletes a backup: the answer (API reference: DeleteSnapshot).</summary>
public class DeleteSnapshotResponse : AmazonWebServiceResponse, IWireShape
{
    public Snapshot? Snapshot { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Snapshot = w.Shape(Snapshot);
    }
}
