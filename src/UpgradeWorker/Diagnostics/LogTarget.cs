namespace UpgradeWorker.Diagnostics;

/// <summary>Who reads the log lines of this process.</summary>
public enum LogTarget
{
    /// <summary>The service: console and rolling files, at the level of the settings.</summary>
    Service,

    /// <summary>A verb at a terminal: only warnings, on standard error.</summary>
    Verb,
}
