using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// Asks before every commit of a SQLite file that would change something, by SQLite's own commit hook
/// (https://www.sqlite.org/c3ref/commit_hook.html), so that nothing in the worker knows of it. A refused commit is rolled back.
/// </summary>
internal static class CommitGate
{
    private const string Library = "e_sqlite3";
    private static readonly ConcurrentDictionary<string, Func<bool>> Gates = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, Connection> Connections = new();

    // SQLite keeps the pointers: the delegates must live as long as the process.
    private static readonly OpenedCallback Opened = OnOpened;
    private static readonly CommitCallback Committing = OnCommitting;

    static CommitGate() => Assert.That(sqlite3_auto_extension(Marshal.GetFunctionPointerForDelegate(Opened)), Is.Zero);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenedCallback(nint database, nint error, nint api);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CommitCallback(nint database);

    /// <summary>From now on <paramref name="mayCommit"/> decides for this file; to be said before the file is opened.</summary>
    public static void Guard(string path, Func<bool> mayCommit) => Gates[path] = mayCommit;

    /// <summary>Nobody decides any more.</summary>
    public static void Release(string path) => Gates.TryRemove(path, out _);

    private static int OnOpened(nint database, nint error, nint api)
    {
        if (Marshal.PtrToStringUTF8(sqlite3_db_filename(database, "main\0"u8.ToArray())) is { Length: > 0 } path)
        {
            Connections[database] = new Connection(path);
            _ = sqlite3_commit_hook(database, Marshal.GetFunctionPointerForDelegate(Committing), database);
        }

        return 0;
    }

    private static int OnCommitting(nint database)
    {
        if (!Connections.TryGetValue(database, out var connection) || !Gates.TryGetValue(connection.Path, out var mayCommit))
        {
            return 0;
        }

        var changes = sqlite3_total_changes(database);
        var changed = changes != connection.Changes;
        connection.Changes = changes;
        return !changed || mayCommit() ? 0 : 1;
    }

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_auto_extension(nint entryPoint);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_commit_hook(nint database, nint callback, nint argument);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_total_changes(nint database);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_db_filename(nint database, byte[] name);

    private sealed class Connection(string path)
    {
        public string Path { get; } = path;

        public int Changes { get; set; }
    }
}
