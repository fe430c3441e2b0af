using Amazon.Query;

namespace Amazon.RDS.Model;

/// <summary>A snapshot of a DB instance (API reference: DBSnapshot).</summary>
public class DBSnapshot : IWireShape
{
    public List<AdditionalStorageVolume>? AdditionalStorageVolumes { get; set; }
    public int? AllocatedStorage { get; set; }
    public string? AvailabilityZone { get; set; }
    public int? BackupRetentionPeriod { get; set; }
    public string? DBInstanceIdentifier { get; set; }
    public string? DbiResourceId { get; set; }
    public string? DBSnapshotArn { get; set; }
    public string? DBSnapshotIdentifier { get; set; }
    public string? DBSystemId { get; set; }
    public bool? DedicatedLogVolume { get; set; }
    public bool? Encrypted { get; set; }
    public string? Engine { get; set; }
    public string? EngineVersion { get; set; }
    public long? FullSnapshotSizeInBytes { get; set; }
    public bool? IAMDatabaseAuthenticationEnabled { get; set; }
    public DateTime? InstanceCreateTime { get; set; }
    public int? Iops { get; set; }
    public string? KmsKeyId { get; set; }
    public string? LicenseModel { get; set; }
    public string? MasterUsername { get; set; }
    public bool? MultiTenant { get; set; }
    public string? OptionGroupName { get; set; }
    public DateTime? OriginalSnapshotCreateTime { get; set; }
    public int? PercentProgress { get; set; }
    public int? Port { get; set; }
    public string? PreferredBackupWindow { get; set; }
    public List<ProcessorFeature>? ProcessorFeatures { get; set; }
    public string? SnapshotAvailabilityZone { get; set; }
    public DateTime? SnapshotCreateTime { get; set; }
    public DateTime? SnapshotDatabaseTime { get; set; }
    public string? SnapshotTarget { get; set; }
    public string? SnapshotType { get; set; }
    public string? SourceDBSnapshotIdentifier { get; set; }
    public string? SourceRegion { get; set; }
    public string? Status { get; set; }
    public StorageEncryptionType? StorageEncryptionType { get; set; }
    public int? StorageThroughput { get; set; }
    public string? StorageType { get; set; }
    public List<Tag>? TagList { get; set; }
    public string? TdeCredentialArn { get; set; }
    public string? Timezone { get; set; }
    public string? VpcId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AdditionalStorageVolumes = w.List(AdditionalStorageVolumes);
        AllocatedStorage = w.Int(AllocatedStorage);
        AvailabilityZone = w.Str(AvailabilityZone);
        BackupRetentionPeriod = w.Int(BackupRetentionPeriod);
        DBInstanceIdentifier = w.Str(DBInstanceIdentifier);
        DbiResourceId = w.Str(DbiResourceId);
        DBSnapshotArn = w.Str(DBSnapshotArn);
        DBSnapshotIdentifier = w.Str(DBSnapshotIdentifier);
        DBSystemId = w.Str(DBSystemId);
        DedicatedLogVolume = w.Bool(DedicatedLogVolume);
        Encrypted = w.Bool(Encrypted);
        Engine = w.Str(Engine);
        EngineVersion = w.Str(EngineVersion);
        FullSnapshotSizeInBytes = w.Long(FullSnapshotSizeInBytes);
        IAMDatabaseAuthenticationEnabled = w.Bool(IAMDatabaseAuthenticationEnabled);
        InstanceCreateTime = w.Time(InstanceCreateTime);
        Iops = w.Int(Iops);
        KmsKeyId = w.Str(KmsKeyId);
        LicenseModel = w.Str(LicenseModel);
        MasterUsername = w.Str(MasterUsername);
        MultiTenant = w.Bool(MultiTenant);
        OptionGroupName = w.Str(OptionGroupName);
        OriginalSnapshotCreateTime = w.Time(OriginalSnapshotCreateTime);
        PercentProgress = w.Int(PercentProgress);
        Port = w.Int(Port);
        PreferredBackupWindow = w.Str(PreferredBackupWindow);
        ProcessorFeatures = w.List(ProcessorFeatures, "ProcessorFeature");
        SnapshotAvailabilityZone = w.Str(SnapshotAvailabilityZone);
        SnapshotCreateTime = w.Time(SnapshotCreateTime);
        SnapshotDatabaseTime = w.Time(SnapshotDatabaseTime);
        SnapshotTarget = w.Str(SnapshotTarget);
        SnapshotType = w.Str(SnapshotType);
        SourceDBSnapshotIdentifier = w.Str(SourceDBSnapshotIdentifier);
        SourceRegion = w.Str(SourceRegion);
        Status = w.Str(Status);
        StorageEncryptionType = w.Str(StorageEncryptionType);
        StorageThroughput = w.Int(StorageThroughput);
        StorageType = w.Str(StorageType);
        TagList = w.List(TagList, "Tag");
        TdeCredentialArn = w.Str(TdeCredentialArn);
        Timezone = w.Str(Timezone);
        VpcId = w.Str(VpcId);
    }
}

/// <summary>One quota of the account in this region (API reference: AccountQuota).</summary>
public class AccountQuota : IWireShape
{
    public string? AccountQuotaName { get; set; }
    public long? Max { get; set; }
    public long? Used { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AccountQuotaName = w.Str(AccountQuotaName);
        Max = w.Long(Max);
        Used = w.Long(Used);
    }
}

/// <summary>A name and the values that it may have (API reference: Filter).</summary>
public class Filter : IWireShape
{
    public string? Name { get; set; }
    public List<string>? Values { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Name = w.Str(Name);
        Values = w.Strings(Values, "Value");
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
