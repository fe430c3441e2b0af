namespace UpgradeWorker.Commands;

/// <summary>The folder of database, logs and lock.</summary>
internal static class DataDirectory
{
    /// <summary>Makes it if it is not there. Mails with codes lie in it, so only its owner may enter.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
