using Amazon.Query;

namespace Amazon.RDS.Model;

/// <summary>Changes of a DB instance that are accepted but not applied (API reference: PendingModifiedValues).</summary>
public class PendingModifiedValues : IWireShape
{
    public List<AdditionalStorageVolume>? AdditionalStorageVolumes { get; set; }
    public int? AllocatedStorage { get; set; }
    public AutomationMode? AutomationMode { get; set; }
    public int? BackupRetentionPeriod { get; set; }
    public string? CACertificateIdentifier { get; set; }
    public string? DBCapacityReservationIdentifier { get; set; }
    public string? DBInstanceClass { get; set; }
    public string? DBInstanceIdentifier { get; set; }
    public string? DBSubnetGroupName { get; set; }
    public bool? DedicatedLogVolume { get; set; }
    public string? Engine { get; set; }
    public string? EngineVersion { get; set; }
    public bool? IAMDatabaseAuthenticationEnabled { get; set; }
    public int? Iops { get; set; }
    public string? LicenseModel { get; set; }
    public string? MasterUserPassword { get; set; }
    public bool? MultiAZ { get; set; }
    public bool? MultiTenant { get; set; }
    public PendingCloudwatchLogsExports? PendingCloudwatchLogsExports { get; set; }
    public int? Port { get; set; }
    public List<ProcessorFeature>? ProcessorFeatures { get; set; }
    public DateTime? ResumeFullAutomationModeTime { get; set; }
    public int? StorageThroughput { get; set; }
    public string? StorageType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AdditionalStorageVolumes = w.List(AdditionalStorageVolumes);
        AllocatedStorage = w.Int(AllocatedStorage);
        AutomationMode = w.Str(AutomationMode);
        BackupRetentionPeriod = w.Int(BackupRetentionPeriod);
        CACertificateIdentifier = w.Str(CACertificateIdentifier);
        DBCapacityReservationIdentifier = w.Str(DBCapacityReservationIdentifier);
        DBInstanceClass = w.Str(DBInstanceClass);
        DBInstanceIdentifier = w.Str(DBInstanceIdentifier);
        DBSubnetGroupName = w.Str(DBSubnetGroupName);
        DedicatedLogVolume = w.Bool(DedicatedLogVolume);
        Engine = w.Str(Engine);
        EngineVersion = w.Str(EngineVersion);
        IAMDatabaseAuthenticationEnabled = w.Bool(IAMDatabaseAuthenticationEnabled);
        Iops = w.Int(Iops);
        LicenseModel = w.Str(LicenseModel);
        MasterUserPassword = w.Str(MasterUserPassword);
        MultiAZ = w.Bool(MultiAZ);
        MultiTenant = w.Bool(MultiTenant);
        PendingCloudwatchLogsExports = w.Shape(PendingCloudwatchLogsExports);
        Port = w.Int(Port);
        ProcessorFeatures = w.List(ProcessorFeatures, "ProcessorFeature");
        ResumeFullAutomationModeTime = w.Time(ResumeFullAutomationModeTime);
        StorageThroughput = w.Int(StorageThroughput);
        StorageType = w.Str(StorageType);
    }
}

/// <summary>Log exports about to be switched (API reference: PendingCloudwatchLogsExports).</summary>
public class PendingCloudwatchLogsExports : IWireShape
{
    public List<string>? LogTypesToDisable { get; set; }
    public List<string>? LogTypesToEnable { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LogTypesToDisable = w.Strings(LogTypesToDisable);
        LogTypesToEnable = w.Strings(LogTypesToEnable);
    }
}

/// <summary>A processor setting (API reference: ProcessorFeature).</summary>
public class ProcessorFeature : IWireShape
{
    public string? Name { get; set; }
    public string? Value { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Name = w.Str(Name);
        Value = w.Str(Value);
    }
}
