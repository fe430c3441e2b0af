namespace UpgradeWorker;

/// <summary>How a verb ended, for scripts and service managers (the numbers above 64 are those of BSD's sysexits.h).</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Unreadable input, a failed check, or a refusal.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage of the command line.</summary>
    public const int Usage = 2;

    /// <summary>A server could not be reached.</summary>
    public const int Unavailable = 69;

    /// <summary>A defect of ours.</summary>
    public const int Software = 70;

    /// <summary>The text of the settings is wrong.</summary>
    public const int Settings = 78;
}
