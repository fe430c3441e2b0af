using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace UpgradeWorker.KillHook;

/// <summary>
/// Sees every commit that appends to the journal of a run, right before and right after, by SQLite's own means: a trace of the statements
/// (https://www.sqlite.org/c3ref/trace_v2.html) and the commit hook (https://www.sqlite.org/c3ref/commit_hook.html).
/// </summary>
internal static class JournalWatch
{
    private const string Library = "e_sqlite3";
    private const uint Statement = 1;
    private const uint Profile = 2;
    private const string Append = "INSERT INTO journal";

    private static readonly ConcurrentDictionary<nint, Connection> Connections = new();

    // SQLite keeps the pointers: the delegates must live as long as the process.
    private static readonly OpenedCallback Opened = OnOpened;
    private static readonly TraceCallback Tracing = OnTrace;
    private static readonly CommitCallback Committing = OnCommitting;
    private static Teller? teller;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenedCallback(nint database, nint error, nint api);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TraceCallback(uint what, nint database, nint statement, nint text);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CommitCallback(nint database);

    /// <summary>To be called before the worker opens its database.</summary>
    public static void Begin(Teller told)
    {
        teller = told;
        if (sqlite3_auto_extension(Marshal.GetFunctionPointerForDelegate(Opened)) != 0)
        {
            throw new InvalidOperationException("SQLite takes no hook.");
        }
    }

    private static int OnOpened(nint database, nint error, nint api)
    {
        Connections[database] = new Connection();
        _ = sqlite3_trace_v2(database, Statement | Profile, Marshal.GetFunctionPointerForDelegate(Tracing), database);
        _ = sqlite3_commit_hook(database, Marshal.GetFunctionPointerForDelegate(Committing), database);
        return 0;
    }

    private static int OnTrace(uint what, nint database, nint statement, nint text)
    {
        var connection = Connections[database];
        if (what == Statement)
        {
            var begun = Marshal.PtrToStringUTF8(text) ?? "";
            if (begun.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase))
            {
                connection.Appended.Clear();
            }
            else if (begun.Contains(Append, StringComparison.Ordinal))
            {
                connection.Appended.Add(Expanded(statement));
            }
        }
        else if (connection.IsCommitting)
        {
            // The statement that committed has ended: what it wrote lasts.
            connection.IsCommitting = false;
            var appended = string.Join(" + ", connection.Appended);
            connection.Appended.Clear();
            teller!.Tell($"after {appended}");
        }

        return 0;
    }

    private static int OnCommitting(nint database)
    {
        var connection = Connections[database];
        if (connection.Appended.Count > 0)
        {
            teller!.Tell($"before {string.Join(" + ", connection.Appended)}");
            connection.IsCommitting = true;
        }

        return 0;
    }

    private static string Expanded(nint statement)
    {
        var text = sqlite3_expanded_sql(statement);
        try
        {
            return Marshal.PtrToStringUTF8(text) ?? Append;
        }
        finally
        {
            sqlite3_free(text);
        }
    }

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_auto_extension(nint entryPoint);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_trace_v2(nint database, uint mask, nint callback, nint argument);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_commit_hook(nint database, nint callback, nint argument);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_expanded_sql(nint statement);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern void sqlite3_free(nint memory);

    private sealed class Connection
    {
        /// <summary>The lines of the transaction under way, as SQL with their values.</summary>
        public List<string> Appended { get; } = [];

        public bool IsCommitting { get; set; }
    }
}
