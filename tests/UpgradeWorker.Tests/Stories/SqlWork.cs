using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// Counts what SQLite does for a file, in steps of its virtual machine (https://www.sqlite.org/c3ref/c_stmtstatus_counter.html), so that
/// rows that are only passed over count as well.
/// </summary>
internal static class SqlWork
{
    private const string Library = "e_sqlite3";
    private const int Profile = 0x02;
    private const int Steps = 4;
    private static readonly ConcurrentDictionary<string, long> Counts = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, string> Files = new();

    // SQLite keeps the pointers: the delegates must live as long as the process.
    private static readonly OpenedCallback Opened = OnOpened;
    private static readonly TraceCallback Traced = OnTraced;

    static SqlWork() => Assert.That(sqlite3_auto_extension(Marshal.GetFunctionPointerForDelegate(Opened)), Is.Zero);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenedCallback(nint database, nint error, nint api);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TraceCallback(uint type, nint context, nint statement, nint time);

    /// <summary>Counts from now on; to be said before the file is opened.</summary>
    public static void Count(string path) => Counts[path] = 0;

    /// <summary>The steps since this was asked last.</summary>
    public static long Take(string path)
    {
        var steps = Counts[path];
        Counts.AddOrUpdate(path, 0, (_, now) => now - steps);
        return steps;
    }

    private static int OnOpened(nint database, nint error, nint api)
    {
        if (Marshal.PtrToStringUTF8(sqlite3_db_filename(database, "main\0"u8.ToArray())) is { Length: > 0 } path && Counts.ContainsKey(path))
        {
            Files[database] = path;
            _ = sqlite3_trace_v2(database, Profile, Marshal.GetFunctionPointerForDelegate(Traced), database);
        }

        return 0;
    }

    private static int OnTraced(uint type, nint context, nint statement, nint time)
    {
        if (Files.TryGetValue(context, out var path))
        {
            Counts.AddOrUpdate(path, 0, (_, before) => before + sqlite3_stmt_status(statement, Steps, 1));
        }

        return 0;
    }

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_auto_extension(nint entryPoint);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_trace_v2(nint database, uint mask, nint callback, nint context);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_stmt_status(nint statement, int operation, int reset);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_db_filename(nint database, byte[] name);
}
