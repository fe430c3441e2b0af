using Amazon.Query;

namespace Amazon.ElastiCache.Model;

/// <summary>Changes of a replication group that are accepted but not applied (API reference: ReplicationGroupPendingModifiedValues).</summary>
public class ReplicationGroupPendingModifiedValues : IWireShape
{
    public AuthTokenUpdateStatus? AuthTokenStatus { get; set; }
    public PendingAutomaticFailoverStatus? AutomaticFailoverStatus { get; set; }
    public ClusterMode? ClusterMode { get; set; }
    public List<PendingLogDeliveryConfiguration>? LogDeliveryConfigurations { get; set; }
    public string? PrimaryClusterId { get; set; }
    public ReshardingStatus? Resharding { get; set; }
    public bool? TransitEncryptionEnabled { get; set; }
    public TransitEncryptionMode? TransitEncryptionMode { get; set; }
    public UserGroupsUpdateStatus? UserGroups { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AuthTokenStatus = w.Str(AuthTokenStatus);
        AutomaticFailoverStatus = w.Str(AutomaticFailoverStatus);
        ClusterMode = w.Str(ClusterMode);
        LogDeliveryConfigurations = w.List(LogDeliveryConfigurations);
        PrimaryClusterId = w.Str(PrimaryClusterId);
        Resharding = w.Shape(Resharding);
        TransitEncryptionEnabled = w.Bool(TransitEncryptionEnabled);
        TransitEncryptionMode = w.Str(TransitEncryptionMode);
        UserGroups = w.Shape(UserGroups);
    }
}

/// <summary>How far a resharding is (API reference: ReshardingStatus).</summary>
public class ReshardingStatus : IWireShape
{
    public SlotMigration? SlotMigration { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        SlotMigration = w.Shape(SlotMigration);
    }
}

/// <summary>How far the move of slots is (API reference: SlotMigration).</summary>
public class SlotMigration : IWireShape
{
    public double? ProgressPercentage { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ProgressPercentage = w.Double(ProgressPercentage);
    }
}

/// <summary>User groups about to be added or removed (API reference: UserGroupsUpdateStatus).</summary>
public class UserGroupsUpdateStatus : IWireShape
{
    public List<string>? UserGroupIdsToAdd { get; set; }
    public List<string>? UserGroupIdsToRemove { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        UserGroupIdsToAdd = w.Strings(UserGroupIdsToAdd);
        UserGroupIdsToRemove = w.Strings(UserGroupIdsToRemove);
    }
}
