using Amazon.Query;

namespace Amazon.RDS.Model;

/// <summary>A DB instance (API reference: DBInstance).</summary>
public class DBInstance : IWireShape
{
    public bool? ActivityStreamEngineNativeAuditFieldsIncluded { get; set; }
    public string? ActivityStreamKinesisStreamName { get; set; }
    public string? ActivityStreamKmsKeyId { get; set; }
    public ActivityStreamMode? ActivityStreamMode { get; set; }
    public ActivityStreamPolicyStatus? ActivityStreamPolicyStatus { get; set; }
    public ActivityStreamStatus? ActivityStreamStatus { get; set; }
    public List<AdditionalStorageVolumeOutput>? AdditionalStorageVolumes { get; set; }
    public int? AllocatedStorage { get; set; }
    public List<DBInstanceRole>? AssociatedRoles { get; set; }
    public DateTime? AutomaticRestartTime { get; set; }
    public AutomationMode? AutomationMode { get; set; }
    public bool? AutoMinorVersionUpgrade { get; set; }
    public string? AvailabilityZone { get; set; }
    public string? AwsBackupRecoveryPointArn { get; set; }
    public int? BackupRetentionPeriod { get; set; }
    public string? BackupTarget { get; set; }
    public string? CACertificateIdentifier { get; set; }
    public CertificateDetails? CertificateDetails { get; set; }
    public string? CharacterSetName { get; set; }
    public bool? CopyTagsToSnapshot { get; set; }
    public bool? CustomerOwnedIpEnabled { get; set; }
    public string? CustomIamInstanceProfile { get; set; }
    public DatabaseInsightsMode? DatabaseInsightsMode { get; set; }
    public string? DBCapacityReservationIdentifier { get; set; }
    public string? DBClusterIdentifier { get; set; }
    public string? DBInstanceArn { get; set; }
    public List<DBInstanceAutomatedBackupsReplication>? DBInstanceAutomatedBackupsReplications { get; set; }
    public string? DBInstanceClass { get; set; }
    public string? DBInstanceIdentifier { get; set; }
    public int? DbInstancePort { get; set; }
    public string? DBInstanceStatus { get; set; }
    public string? DbiResourceId { get; set; }
    public string? DBName { get; set; }
    public List<DBParameterGroupStatus>? DBParameterGroups { get; set; }
    public List<DBSecurityGroupMembership>? DBSecurityGroups { get; set; }
    public DBSubnetGroup? DBSubnetGroup { get; set; }
    public string? DBSystemId { get; set; }
    public bool? DedicatedLogVolume { get; set; }
    public bool? DeletionProtection { get; set; }
    public List<DomainMembership>? DomainMemberships { get; set; }
    public List<string>? EnabledCloudwatchLogsExports { get; set; }
    public Endpoint? Endpoint { get; set; }
    public string? Engine { get; set; }
    public string? EngineLifecycleSupport { get; set; }
    public string? EngineVersion { get; set; }
    public string? EnhancedMonitoringResourceArn { get; set; }
    public bool? IAMDatabaseAuthenticationEnabled { get; set; }
    public DateTime? InstanceCreateTime { get; set; }
    public int? Iops { get; set; }
    public bool? IsStorageConfigUpgradeAvailable { get; set; }
    public string? KmsKeyId { get; set; }
    public DateTime? LatestRestorableTime { get; set; }
    public string? LicenseModel { get; set; }
    public Endpoint? ListenerEndpoint { get; set; }
    public string? MasterUsername { get; set; }
    public MasterUserSecret? MasterUserSecret { get; set; }
    public int? MaxAllocatedStorage { get; set; }
    public int? MonitoringInterval { get; set; }
    public string? MonitoringRoleArn { get; set; }
    public bool? MultiAZ { get; set; }
    public bool? MultiTenant { get; set; }
    public string? NcharCharacterSetName { get; set; }
    public string? NetworkType { get; set; }
    public List<OptionGroupMembership>? OptionGroupMemberships { get; set; }
    public PendingModifiedValues? PendingModifiedValues { get; set; }
    public string? PercentProgress { get; set; }
    public bool? PerformanceInsightsEnabled { get; set; }
    public string? PerformanceInsightsKMSKeyId { get; set; }
    public int? PerformanceInsightsRetentionPeriod { get; set; }
    public string? PreferredBackupWindow { get; set; }
    public string? PreferredMaintenanceWindow { get; set; }
    public List<ProcessorFeature>? ProcessorFeatures { get; set; }
    public int? PromotionTier { get; set; }
    public bool? PubliclyAccessible { get; set; }
    public List<string>? ReadReplicaDBClusterIdentifiers { get; set; }
    public List<string>? ReadReplicaDBInstanceIdentifiers { get; set; }
    public string? ReadReplicaSourceDBClusterIdentifier { get; set; }
    public string? ReadReplicaSourceDBInstanceIdentifier { get; set; }
    public ReplicaMode? ReplicaMode { get; set; }
    public DateTime? ResumeFullAutomationModeTime { get; set; }
    public string? SecondaryAvailabilityZone { get; set; }
    public List<DBInstanceStatusInfo>? StatusInfos { get; set; }
    public bool? StorageEncrypted { get; set; }
    public StorageEncryptionType? StorageEncryptionType { get; set; }
    public int? StorageOperationPercentProgress { get; set; }
    public string? StorageOperationStatus { get; set; }
    public int? StorageThroughput { get; set; }
    public string? StorageType { get; set; }
    public string? StorageVolumeStatus { get; set; }
    public List<Tag>? TagList { get; set; }
    public string? TdeCredentialArn { get; set; }
    public string? Timezone { get; set; }
    public UpgradeRolloutOrder? UpgradeRolloutOrder { get; set; }
    public List<VpcSecurityGroupMembership>? VpcSecurityGroups { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ActivityStreamEngineNativeAuditFieldsIncluded = w.Bool(ActivityStreamEngineNativeAuditFieldsIncluded);
        ActivityStreamKinesisStreamName = w.Str(ActivityStreamKinesisStreamName);
        ActivityStreamKmsKeyId = w.Str(ActivityStreamKmsKeyId);
        ActivityStreamMode = w.Str(ActivityStreamMode);
        ActivityStreamPolicyStatus = w.Str(ActivityStreamPolicyStatus);
        ActivityStreamStatus = w.Str(ActivityStreamStatus);
        AdditionalStorageVolumes = w.List(AdditionalStorageVolumes);
        AllocatedStorage = w.Int(AllocatedStorage);
        AssociatedRoles = w.List(AssociatedRoles, "DBInstanceRole");
        AutomaticRestartTime = w.Time(AutomaticRestartTime);
        AutomationMode = w.Str(AutomationMode);
        AutoMinorVersionUpgrade = w.Bool(AutoMinorVersionUpgrade);
        AvailabilityZone = w.Str(AvailabilityZone);
        AwsBackupRecoveryPointArn = w.Str(AwsBackupRecoveryPointArn);
        BackupRetentionPeriod = w.Int(BackupRetentionPeriod);
        BackupTarget = w.Str(BackupTarget);
        CACertificateIdentifier = w.Str(CACertificateIdentifier);
        CertificateDetails = w.Shape(CertificateDetails);
        CharacterSetName = w.Str(CharacterSetName);
        CopyTagsToSnapshot = w.Bool(CopyTagsToSnapshot);
        CustomerOwnedIpEnabled = w.Bool(CustomerOwnedIpEnabled);
        CustomIamInstanceProfile = w.Str(CustomIamInstanceProfile);
        DatabaseInsightsMode = w.Str(DatabaseInsightsMode);
        DBCapacityReservationIdentifier = w.Str(DBCapacityReservationIdentifier);
        DBClusterIdentifier = w.Str(DBClusterIdentifier);
        DBInstanceArn = w.Str(DBInstanceArn);
        DBInstanceAutomatedBackupsReplications = w.List(DBInstanceAutomatedBackupsReplications, "DBInstanceAutomatedBackupsReplication");
        DBInstanceClass = w.Str(DBInstanceClass);
        DBInstanceIdentifier = w.Str(DBInstanceIdentifier);
        DbInstancePort = w.Int(DbInstancePort);
        DBInstanceStatus = w.Str(DBInstanceStatus);
        DbiResourceId = w.Str(DbiResourceId);
        DBName = w.Str(DBName);
        DBParameterGroups = w.List(DBParameterGroups, "DBParameterGroup");
        DBSecurityGroups = w.List(DBSecurityGroups, "DBSecurityGroup");
        DBSubnetGroup = w.Shape(DBSubnetGroup);
        DBSystemId = w.Str(DBSystemId);
        DedicatedLogVolume = w.Bool(DedicatedLogVolume);
        DeletionProtection = w.Bool(DeletionProtection);
        DomainMemberships = w.List(DomainMemberships, "DomainMembership");
        EnabledCloudwatchLogsExports = w.Strings(EnabledCloudwatchLogsExports);
        Endpoint = w.Shape(Endpoint);
        Engine = w.Str(Engine);
        EngineLifecycleSupport = w.Str(EngineLifecycleSupport);
        EngineVersion = w.Str(EngineVersion);
        EnhancedMonitoringResourceArn = w.Str(EnhancedMonitoringResourceArn);
        IAMDatabaseAuthenticationEnabled = w.Bool(IAMDatabaseAuthenticationEnabled);
        InstanceCreateTime = w.Time(InstanceCreateTime);
        Iops = w.Int(Iops);
        IsStorageConfigUpgradeAvailable = w.Bool(IsStorageConfigUpgradeAvailable);
        KmsKeyId = w.Str(KmsKeyId);
        LatestRestorableTime = w.Time(LatestRestorableTime);
        LicenseModel = w.Str(LicenseModel);
        ListenerEndpoint = w.Shape(ListenerEndpoint);
        MasterUsername = w.Str(MasterUsername);
        MasterUserSecret = w.Shape(MasterUserSecret);
        MaxAllocatedStorage = w.Int(MaxAllocatedStorage);
        MonitoringInterval = w.Int(MonitoringInterval);
        MonitoringRoleArn = w.Str(MonitoringRoleArn);
        MultiAZ = w.Bool(MultiAZ);
        MultiTenant = w.Bool(MultiTenant);
        NcharCharacterSetName = w.Str(NcharCharacterSetName);
        NetworkType = w.Str(NetworkType);
        OptionGroupMemberships = w.List(OptionGroupMemberships, "OptionGroupMembership");
        PendingModifiedValues = w.Shape(PendingModifiedValues);
        PercentProgress = w.Str(PercentProgress);
        PerformanceInsightsEnabled = w.Bool(PerformanceInsightsEnabled);
        PerformanceInsightsKMSKeyId = w.Str(PerformanceInsightsKMSKeyId);
        PerformanceInsightsRetentionPeriod = w.Int(PerformanceInsightsRetentionPeriod);
        PreferredBackupWindow = w.Str(PreferredBackupWindow);
        PreferredMaintenanceWindow = w.Str(PreferredMaintenanceWindow);
        ProcessorFeatures = w.List(ProcessorFeatures, "ProcessorFeature");
        PromotionTier = w.Int(PromotionTier);
        PubliclyAccessible = w.Bool(PubliclyAccessible);
        ReadReplicaDBClusterIdentifiers = w.Strings(ReadReplicaDBClusterIdentifiers, "ReadReplicaDBClusterIdentifier");
        ReadReplicaDBInstanceIdentifiers = w.Strings(ReadReplicaDBInstanceIdentifiers, "ReadReplicaDBInstanceIdentifier");
        ReadReplicaSourceDBClusterIdentifier = w.Str(ReadReplicaSourceDBClusterIdentifier);
        ReadReplicaSourceDBInstanceIdentifier = w.Str(ReadReplicaSourceDBInstanceIdentifier);
        ReplicaMode = w.Str(ReplicaMode);
        ResumeFullAutomationModeTime = w.Time(ResumeFullAutomationModeTime);
        SecondaryAvailabilityZone = w.Str(SecondaryAvailabilityZone);
        StatusInfos = w.List(StatusInfos, "DBInstanceStatusInfo");
        StorageEncrypted = w.Bool(StorageEncrypted);
        StorageEncryptionType = w.Str(StorageEncryptionType);
        StorageOperationPercentProgress = w.Int(StorageOperationPercentProgress);
        StorageOperationStatus = w.Str(StorageOperationStatus);
        StorageThroughput = w.Int(StorageThroughput);
        StorageType = w.Str(StorageType);
        StorageVolumeStatus = w.Str(StorageVolumeStatus);
        TagList = w.List(TagList, "Tag");
        TdeCredentialArn = w.Str(TdeCredentialArn);
        Timezone = w.Str(Timezone);
        UpgradeRolloutOrder = w.Str(UpgradeRolloutOrder);
        VpcSecurityGroups = w.List(VpcSecurityGroups, "VpcSecurityGroupMembership");
    }
}
