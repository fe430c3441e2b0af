using Amazon.Query;

namespace Amazon.ElastiCache.Model;

/// <summary>A backup of a cluster or replication group (API reference: Snapshot).</summary>
public class Snapshot : IWireShape
{
    public string? ARN { get; set; }
    public AutomaticFailoverStatus? AutomaticFailover { get; set; }
    public bool? AutoMinorVersionUpgrade { get; set; }
    public DateTime? CacheClusterCreateTime { get; set; }
    public string? CacheClusterId { get; set; }
    public string? CacheNodeType { get; set; }
    public string? CacheParameterGroupName { get; set; }
    public string? CacheSubnetGroupName { get; set; }
    public DataTieringStatus? DataTiering { get; set; }
    public Durability? Durability { get; set; }
    public string? Engine { get; set; }
    public string? EngineVersion { get; set; }
    public string? KmsKeyId { get; set; }
    public List<NodeSnapshot>? NodeSnapshots { get; set; }
    public int? NumCacheNodes { get; set; }
    public int? NumNodeGroups { get; set; }
    public int? Port { get; set; }
    public string? PreferredAvailabilityZone { get; set; }
    public string? PreferredMaintenanceWindow { get; set; }
    public string? PreferredOutpostArn { get; set; }
    public string? ReplicationGroupDescription { get; set; }
    public string? ReplicationGroupId { get; set; }
    public string? SnapshotName { get; set; }
    public int? SnapshotRetentionLimit { get; set; }
    public string? SnapshotSource { get; set; }
    public string? SnapshotStatus { get; set; }
    public string? SnapshotWindow { get; set; }
    public string? TopicArn { get; set; }
    public string? VpcId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ARN = w.Str(ARN);
        AutomaticFailover = w.Str(AutomaticFailover);
        AutoMinorVersionUpgrade = w.Bool(AutoMinorVersionUpgrade);
        CacheClusterCreateTime = w.Time(CacheClusterCreateTime);
        CacheClusterId = w.Str(CacheClusterId);
        CacheNodeType = w.Str(CacheNodeType);
        CacheParameterGroupName = w.Str(CacheParameterGroupName);
        CacheSubnetGroupName = w.Str(CacheSubnetGroupName);
        DataTiering = w.Str(DataTiering);
        Durability = w.Str(Durability);
        Engine = w.Str(Engine);
        EngineVersion = w.Str(EngineVersion);
        KmsKeyId = w.Str(KmsKeyId);
        NodeSnapshots = w.List(NodeSnapshots, "NodeSnapshot");
        NumCacheNodes = w.Int(NumCacheNodes);
        NumNodeGroups = w.Int(NumNodeGroups);
        Port = w.Int(Port);
        PreferredAvailabilityZone = w.Str(PreferredAvailabilityZone);
        PreferredMaintenanceWindow = w.Str(PreferredMaintenanceWindow);
        PreferredOutpostArn = w.Str(PreferredOutpostArn);
        ReplicationGroupDescription = w.Str(ReplicationGroupDescription);
        ReplicationGroupId = w.Str(ReplicationGroupId);
        SnapshotName = w.Str(SnapshotName);
        SnapshotRetentionLimit = w.Int(SnapshotRetentionLimit);
        SnapshotSource = w.Str(SnapshotSource);
        SnapshotStatus = w.Str(SnapshotStatus);
        SnapshotWindow = w.Str(SnapshotWindow);
        TopicArn = w.Str(TopicArn);
        VpcId = w.Str(VpcId);
    }
}

/// <summary>The part of a backup that came from one node (API reference: NodeSnapshot).</summary>
public class NodeSnapshot : IWireShape
{
    public string? CacheClusterId { get; set; }
    public DateTime? CacheNodeCreateTime { get; set; }
    public string? CacheNodeId { get; set; }
    public string? CacheSize { get; set; }
    public NodeGroupConfiguration? NodeGroupConfiguration { get; set; }
    public string? NodeGroupId { get; set; }
    public DateTime? SnapshotCreateTime { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CacheClusterId = w.Str(CacheClusterId);
        CacheNodeCreateTime = w.Time(CacheNodeCreateTime);
        CacheNodeId = w.Str(CacheNodeId);
        CacheSize = w.Str(CacheSize);
        NodeGroupConfiguration = w.Shape(NodeGroupConfiguration);
        NodeGroupId = w.Str(NodeGroupId);
        SnapshotCreateTime = w.Time(SnapshotCreateTime);
    }
}

/// <summary>The shape of one shard (API reference: NodeGroupConfiguration).</summary>
public class NodeGroupConfiguration : IWireShape
{
    public string? NodeGroupId { get; set; }
    public string? PrimaryAvailabilityZone { get; set; }
    public string? PrimaryOutpostArn { get; set; }
    public List<string>? ReplicaAvailabilityZones { get; set; }
    public int? ReplicaCount { get; set; }
    public List<string>? ReplicaOutpostArns { get; set; }
    public string? Slots { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NodeGroupId = w.Str(NodeGroupId);
        PrimaryAvailabilityZone = w.Str(PrimaryAvailabilityZone);
        PrimaryOutpostArn = w.Str(PrimaryOutpostArn);
        ReplicaAvailabilityZones = w.Strings(ReplicaAvailabilityZones, "AvailabilityZone");
        ReplicaCount = w.Int(ReplicaCount);
        ReplicaOutpostArns = w.Strings(ReplicaOutpostArns, "OutpostArn");
        Slots = w.Str(Slots);
    }
}

/// <summary>A key and value attached to a resource (API reference: Tag).</summary>
public class Tag : IWireShape
{
    public string? Key { get; set; }
    public string? Value { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Key = w.Str(Key);
        Value = w.Str(Value);
    }
}
