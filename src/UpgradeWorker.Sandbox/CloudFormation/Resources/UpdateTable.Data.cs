namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

internal static partial class UpdateTable
{
    /// <summary>Databases, caches and buckets.</summary>
    private const string Data =
        """
        AWS::RDS::DBInstance
          !S BackupTarget CharacterSetName CustomIAMInstanceProfile DBClusterIdentifier DBInstanceIdentifier DBName
          !S DBSubnetGroupName DBSystemId KmsKeyId MasterUsername NcharCharacterSetName SourceRegion StorageEncrypted
          !S Timezone
          ?S AutoMinorVersionUpgrade AvailabilityZone BackupRetentionPeriod DBClusterSnapshotIdentifier
          ?S DBParameterGroupName DBSnapshotIdentifier Engine MultiAZ PerformanceInsightsKMSKeyId
          ?S PreferredMaintenanceWindow RestoreTime SourceDBClusterIdentifier SourceDBInstanceAutomatedBackupsArn
          ?S SourceDBInstanceIdentifier SourceDbiResourceId StorageType UseLatestRestorableTime
          ?G DBInstanceClass EngineVersion
          -S AdditionalStorageVolumes AllocatedStorage AllowMajorVersionUpgrade ApplyImmediately AssociatedRoles
          -S AutomaticBackupReplicationKmsKeyId AutomaticBackupReplicationRegion AutomaticBackupReplicationRetentionPeriod
          -S CACertificateIdentifier CertificateRotationRestart CopyTagsToSnapshot DBSecurityGroups DatabaseInsightsMode
          -S DedicatedLogVolume DeleteAutomatedBackups DeletionProtection Domain DomainAuthSecretArn DomainDnsIps
          -S DomainFqdn DomainIAMRoleName DomainOu EnableCloudwatchLogsExports EnableIAMDatabaseAuthentication
          -S EnablePerformanceInsights EngineLifecycleSupport Iops LicenseModel ManageMasterUserPassword
          -S MasterUserAuthenticationType MasterUserPassword MasterUserSecret MaxAllocatedStorage MonitoringInterval
          -S MonitoringRoleArn NetworkType OptionGroupName PerformanceInsightsRetentionPeriod Port PreferredBackupWindow
          -S ProcessorFeatures PromotionTier PubliclyAccessible ReplicaMode StorageThroughput Tags TdeCredentialArn
          -S TdeCredentialPassword UseDefaultProcessorFeatures VPCSecurityGroups
        AWS::RDS::DBSubnetGroup
          !S DBSubnetGroupName
          -S DBSubnetGroupDescription SubnetIds Tags
        AWS::RDS::DBParameterGroup
          !S DBParameterGroupName Description Family
          -S Parameters Tags
        AWS::ElastiCache::ReplicationGroup
          !S AtRestEncryptionEnabled CacheSubnetGroupName DataTieringEnabled GlobalReplicationGroupId KmsKeyId NetworkType
          !S Port PreferredCacheClusterAZs ReplicasPerNodeGroup ReplicationGroupId SnapshotArns SnapshotName
          ?S AuthToken NodeGroupConfiguration
          ?G NumNodeGroups
          -S AutoMinorVersionUpgrade AutomaticFailoverEnabled CacheNodeType CacheParameterGroupName CacheSecurityGroupNames
          -S ClusterMode Engine EngineVersion IpDiscovery LogDeliveryConfigurations MultiAZEnabled NotificationTopicArn
          -S NumCacheClusters PreferredMaintenanceWindow PrimaryClusterId ReplicationGroupDescription SecurityGroupIds
          -S SnapshotRetentionLimit SnapshotWindow SnapshottingClusterId Tags TransitEncryptionEnabled
          -S TransitEncryptionMode UserGroupIds
        AWS::ElastiCache::SubnetGroup
          !S CacheSubnetGroupName
          -S Description SubnetIds Tags
        AWS::ElastiCache::ParameterGroup
          !S CacheParameterGroupFamily
          -S Description Properties Tags
        AWS::S3::Bucket
          !S BucketName BucketNamePrefix BucketNamespace
          -S AbacStatus AccelerateConfiguration AccessControl AnalyticsConfigurations BucketEncryption CorsConfiguration
          -S IntelligentTieringConfigurations InventoryConfigurations LifecycleConfiguration LoggingConfiguration
          -S MetadataConfiguration MetadataTableConfiguration MetricsConfigurations NotificationConfiguration
          -S ObjectLockConfiguration ObjectLockEnabled OwnershipControls PublicAccessBlockConfiguration
          -S ReplicationConfiguration Tags VersioningConfiguration WebsiteConfiguration
        AWS::S3::BucketPolicy
          !S Bucket
          -S PolicyDocument
        """;
}
