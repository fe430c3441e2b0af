using System.Globalization;

namespace UpgradeWorker.Commands;

/// <summary>
/// Holds the data directory for one service process. Two of them on one SQLite file would each fire every job. The
/// operating system lets go of the lock when the process ends, however it ends.
/// </summary>
internal sealed class SingleInstance : IDisposable
{
    private readonly FileStream _lock;

    private SingleInstance(FileStream held) => _lock = held;

    /// <summary>Makes the directory (for its owner alone) if it is not there, and takes the lock.</summary>
    /// <exception cref="CommandException">Another process holds it, or the directory cannot be used.</exception>
    public static SingleInstance Take(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "worker.lock");
        try
        {
            DataDirectory.Make(dataDirectory);
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            held.Flush();
            return new(held);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CommandException($"Another worker{Holder(path)} already uses {dataDirectory}. Stop it, or give this one its own DataDirectory.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The data directory {dataDirectory} cannot be used: {exception.Message} Give DataDirectory a folder that this user may write.");
        }
    }

    public void Dispose() => _lock.Dispose();

    // On Windows the lock also forbids reading; then the message does without the number.
    private static string Holder(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd().Trim() is { Length: > 0 } process ? $" (process {process})" : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
