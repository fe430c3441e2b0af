using Amazon.Query;

namespace Amazon.ElastiCache.Model;

/// <summary>A replication group: a Redis or Valkey with its replicas (API reference: ReplicationGroup).</summary>
public class ReplicationGroup : IWireShape
{
    public string? ARN { get; set; }
    public bool? AtRestEncryptionEnabled { get; set; }
    public bool? AuthTokenEnabled { get; set; }
    public DateTime? AuthTokenLastModifiedDate { get; set; }
    public AutomaticFailoverStatus? AutomaticFailover { get; set; }
    public bool? AutoMinorVersionUpgrade { get; set; }
    public string? CacheNodeType { get; set; }
    public bool? ClusterEnabled { get; set; }
    public ClusterMode? ClusterMode { get; set; }
    public Endpoint? ConfigurationEndpoint { get; set; }
    public DataTieringStatus? DataTiering { get; set; }
    public string? Description { get; set; }
    public Durability? Durability { get; set; }
    public EffectiveDurability? EffectiveDurability { get; set; }
    public string? Engine { get; set; }
    public GlobalReplicationGroupInfo? GlobalReplicationGroupInfo { get; set; }
    public IpDiscovery? IpDiscovery { get; set; }
    public string? KmsKeyId { get; set; }
    public List<LogDeliveryConfiguration>? LogDeliveryConfigurations { get; set; }
    public List<string>? MemberClusters { get; set; }
    public List<string>? MemberClustersOutpostArns { get; set; }
    public MultiAZStatus? MultiAZ { get; set; }
    public NetworkType? NetworkType { get; set; }
    public List<NodeGroup>? NodeGroups { get; set; }
    public ReplicationGroupPendingModifiedValues? PendingModifiedValues { get; set; }
    public DateTime? ReplicationGroupCreateTime { get; set; }
    public string? ReplicationGroupId { get; set; }
    public int? SnapshotRetentionLimit { get; set; }
    public string? SnapshottingClusterId { get; set; }
    public string? SnapshotWindow { get; set; }
    public string? Status { get; set; }
    public StorageEncryptionType? StorageEncryptionType { get; set; }
    public bool? TransitEncryptionEnabled { get; set; }
    public TransitEncryptionMode? TransitEncryptionMode { get; set; }
    public List<string>? UserGroupIds { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ARN = w.Str(ARN);
        AtRestEncryptionEnabled = w.Bool(AtRestEncryptionEnabled);
        AuthTokenEnabled = w.Bool(AuthTokenEnabled);
        AuthTokenLastModifiedDate = w.Time(AuthTokenLastModifiedDate);
        AutomaticFailover = w.Str(AutomaticFailover);
        AutoMinorVersionUpgrade = w.Bool(AutoMinorVersionUpgrade);
        CacheNodeType = w.Str(CacheNodeType);
        ClusterEnabled = w.Bool(ClusterEnabled);
        ClusterMode = w.Str(ClusterMode);
        ConfigurationEndpoint = w.Shape(ConfigurationEndpoint);
        DataTiering = w.Str(DataTiering);
        Description = w.Str(Description);
        Durability = w.Str(Durability);
        EffectiveDurability = w.Str(EffectiveDurability);
        Engine = w.Str(Engine);
        GlobalReplicationGroupInfo = w.Shape(GlobalReplicationGroupInfo);
        IpDiscovery = w.Str(IpDiscovery);
        KmsKeyId = w.Str(KmsKeyId);
        LogDeliveryConfigurations = w.List(LogDeliveryConfigurations, "LogDeliveryConfiguration");
        MemberClusters = w.Strings(MemberClusters, "ClusterId");
        MemberClustersOutpostArns = w.Strings(MemberClustersOutpostArns, "ReplicationGroupOutpostArn");
        MultiAZ = w.Str(MultiAZ);
        NetworkType = w.Str(NetworkType);
        NodeGroups = w.List(NodeGroups, "NodeGroup");
        PendingModifiedValues = w.Shape(PendingModifiedValues);
        ReplicationGroupCreateTime = w.Time(ReplicationGroupCreateTime);
        ReplicationGroupId = w.Str(ReplicationGroupId);
        SnapshotRetentionLimit = w.Int(SnapshotRetentionLimit);
        SnapshottingClusterId = w.Str(SnapshottingClusterId);
        SnapshotWindow = w.Str(SnapshotWindow);
        Status = w.Str(Status);
        StorageEncryptionType = w.Str(StorageEncryptionType);
        TransitEncryptionEnabled = w.Bool(TransitEncryptionEnabled);
        TransitEncryptionMode = w.Str(TransitEncryptionMode);
        UserGroupIds = w.Strings(UserGroupIds);
    }
}

/// <summary>The global datastore that a replication group belongs to (API reference: GlobalReplicationGroupInfo).</summary>
public class GlobalReplicationGroupInfo : IWireShape
{
    public string? GlobalReplicationGroupId { get; set; }
    public string? GlobalReplicationGroupMemberRole { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        GlobalReplicationGroupId = w.Str(GlobalReplicationGroupId);
        GlobalReplicationGroupMemberRole = w.Str(GlobalReplicationGroupMemberRole);
    }
}

/// <summary>One shard of a replication group (API reference: NodeGroup).</summary>
public class NodeGroup : IWireShape
{
    public string? NodeGroupId { get; set; }
    public List<NodeGroupMember>? NodeGroupMembers { get; set; }
    public Endpoint? PrimaryEndpoint { get; set; }
    public Endpoint? ReaderEndpoint { get; set; }
    public string? Slots { get; set; }
    public string? Status { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        NodeGroupId = w.Str(NodeGroupId);
        NodeGroupMembers = w.List(NodeGroupMembers, "NodeGroupMember");
        PrimaryEndpoint = w.Shape(PrimaryEndpoint);
        ReaderEndpoint = w.Shape(ReaderEndpoint);
        Slots = w.Str(Slots);
        Status = w.Str(Status);
    }
}

/// <summary>One node of a shard (API reference: NodeGroupMember).</summary>
public class NodeGroupMember : IWireShape
{
    public string? CacheClusterId { get; set; }
    public string? CacheNodeId { get; set; }
    public string? CurrentRole { get; set; }
    public string? PreferredAvailabilityZone { get; set; }
    public string? PreferredOutpostArn { get; set; }
    public Endpoint? ReadEndpoint { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CacheClusterId = w.Str(CacheClusterId);
        CacheNodeId = w.Str(CacheNodeId);
        CurrentRole = w.Str(CurrentRole);
        PreferredAvailabilityZone = w.Str(PreferredAvailabilityZone);
        PreferredOutpostArn = w.Str(PreferredOutpostArn);
        ReadEndpoint = w.Shape(ReadEndpoint);
    }
}

/// <summary>Where a node or group listens (API reference: Endpoint).</summary>
public class Endpoint : IWireShape
{
    public string? Address { get; set; }
    public int? Port { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Address = w.Str(Address);
        Port = w.Int(Port);
    }
}
