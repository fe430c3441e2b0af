namespace UpgradeWorker.Configuration;

/// <summary>Least level that is logged.</summary>
public enum LogLevelName
{
    Debug,
    Information,
    Warning,
    Error,
}
