using UpgradeWorker.Configuration;

namespace UpgradeWorker.Jobs;

/// <summary>The folder of database and logs.</summary>
public sealed class WorkerFolder(Settings settings)
{
    /// <summary>Bytes free on its volume; null when the system does not tell.</summary>
    public long? FreeBytes()
    {
        try
        {
            return new DriveInfo(settings.DataDirectory).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
