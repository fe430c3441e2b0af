using Amazon.Query;

namespace Amazon.RDS.Model;

/// <summary>A storage volume beside the first (API reference: AdditionalStorageVolume).</summary>
public class AdditionalStorageVolume : IWireShape
{
    public int? AllocatedStorage { get; set; }
    public int? IOPS { get; set; }
    public int? MaxAllocatedStorage { get; set; }
    public int? StorageThroughput { get; set; }
    public string? StorageType { get; set; }
    public string? VolumeName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AllocatedStorage = w.Int(AllocatedStorage);
        IOPS = w.Int(IOPS);
        MaxAllocatedStorage = w.Int(MaxAllocatedStorage);
        StorageThroughput = w.Int(StorageThroughput);
        StorageType = w.Str(StorageType);
        VolumeName = w.Str(VolumeName);
    }
}

/// <summary>A storage volume beside the first, with its state (API reference: AdditionalStorageVolumeOutput).</summary>
public class AdditionalStorageVolumeOutput : IWireShape
{
    public int? AllocatedStorage { get; set; }
    public int? IOPS { get; set; }
    public int? MaxAllocatedStorage { get; set; }
    public int? StorageOperationPercentProgress { get; set; }
    public string? StorageOperationStatus { get; set; }
    public int? StorageThroughput { get; set; }
    public string? StorageType { get; set; }
    public string? StorageVolumeStatus { get; set; }
    public string? VolumeName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AllocatedStorage = w.Int(AllocatedStorage);
        IOPS = w.Int(IOPS);
        MaxAllocatedStorage = w.Int(MaxAllocatedStorage);
        StorageOperationPercentProgress = w.Int(StorageOperationPercentProgress);
        StorageOperationStatus = w.Str(StorageOperationStatus);
        StorageThroughput = w.Int(StorageThroughput);
        StorageType = w.Str(StorageType);
        StorageVolumeStatus = w.Str(StorageVolumeStatus);
        VolumeName = w.Str(VolumeName);
    }
}
