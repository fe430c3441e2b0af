using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace UpgradeWorker.Storage.Tests.Support;

/// <summary>
/// A PostgreSQL server of this test run alone, on loopback with a data directory of its own; it goes when the run does, even if that is
/// killed. Its settings are the package's own, so a commit is flushed to the disk; its language sorts unlike bytes do.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    // The shell lives as long as its standard input: when this process ends, however it ends, the server is stopped.
    private const string Script =
        """
        initdb -D "$1/data" -U postgres --auth=scram-sha-256 --pwfile="$1/password" -E UTF8 --locale=C --locale-provider=icu \
          --icu-locale=en-US --no-sync >"$1/initdb.log" 2>&1 || { cat "$1/initdb.log"; exit 1; }
        pg_ctl -D "$1/data" -l "$1/log" -w -t 60 -s start \
          -o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200" || { cat "$1/log"; exit 1; }
        echo ready
        read -r _
        pg_ctl -D "$1/data" -m immediate -s stop
        cd / && rm -rf "$1"
        """;

    private const string Password = "not-a-secret-but-never-logged";
    private static readonly Lock Starting = new();
    private static PostgresServer? server;

    private readonly Process shell;
    private readonly string folder;
    private readonly int port;
    private readonly ConcurrentBag<string> emptied = [];
    private int schemas;

    private PostgresServer(Process shell, string folder, int port) => (this.shell, this.folder, this.port) = (shell, folder, port);

    /// <summary>The server, started at the first call; where it cannot be the test is skipped, or fails if servers are required.</summary>
    public static PostgresServer Need()
    {
        lock (Starting)
        {
            if (server is null && BinariesFolder() is { } binaries)
            {
                server = Start(binaries);
            }
        }

        if (server is null)
        {
            const string missing = "Needs Linux and the package postgresql.";
            if (Environment.GetEnvironmentVariable("UPGRADEWORKER_REQUIRE_SERVERS") == "1")
            {
                Assert.Fail(missing);
            }

            Assert.Ignore(missing);
        }

        return server!;
    }

    /// <summary>Stops it if it was started.</summary>
    public static void StopIfStarted()
    {
        lock (Starting)
        {
            server?.Dispose();
            server = null;
        }
    }

    /// <summary>Connection string of a schema of its own, as a role that owns its database and nothing else.</summary>
    public string NewSchema()
    {
        var schema = $"s{Interlocked.Increment(ref schemas)}";
        var builder = new NpgsqlConnectionStringBuilder(As("worker", "worker")) { SearchPath = schema };
        Execute(builder.ToString(), $"CREATE SCHEMA {schema}");
        return builder.ToString();
    }

    /// <summary>The same, but its tables may be there already, empty: to make them anew for each test takes too long.</summary>
    public string EmptySchema() => emptied.TryTake(out var schema) ? schema : NewSchema();

    /// <summary>Empties the tables for the next test.</summary>
    public void GiveBack(string schema)
    {
        Execute(
            schema,
            """
            DO $$ DECLARE one record; BEGIN
              FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'schema_migration' LOOP
                EXECUTE format('DELETE FROM %I', one.tablename);
              END LOOP;
              FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() LOOP
                EXECUTE format('ALTER SEQUENCE %I RESTART', one.sequencename);
              END LOOP;
            END $$
            """);
        emptied.Add(schema);
    }

    /// <summary>Connection string of a role for a database.</summary>
    public string As(string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = role,
        Password = Password,
    }.ToString();

    /// <summary>Runs statements past the stores.</summary>
    public static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        shell.StandardInput.Close();
        // It ends its output with the folder gone.
        shell.StandardOutput.ReadToEnd();
        shell.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PostgresServer Start(string binaries)
    {
        var folder = Directory.CreateTempSubdirectory("uwpg").FullName;
        var port = FreePort();
        File.WriteAllText(Path.Combine(folder, "password"), Password);
        // Out of the tree of this process, which is killed as a whole when a test run is broken off.
        var start = new ProcessStartInfo("setsid", ["--fork"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Environment.UserName == "root")
        {
            // It refuses to run as root.
            using (var owner = Process.Start("chown", ["-R", "postgres:", folder]))
            {
                owner.WaitForExit();
            }

            foreach (var argument in new[] { "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups" })
            {
                start.ArgumentList.Add(argument);
            }
        }

        foreach (var argument in new[] { "/bin/sh", "-c", Script, "sh", folder, $"{port}" })
        {
            start.ArgumentList.Add(argument);
        }

        start.WorkingDirectory = folder;
        start.Environment["PATH"] = binaries + ":" + Environment.GetEnvironmentVariable("PATH");
        var shell = Process.Start(start)!;
        var said = shell.StandardOutput.ReadLine();
        if (said != "ready")
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {said} {shell.StandardOutput.ReadToEnd()}");
        }

        var started = new PostgresServer(shell, folder, port);
        // As the notes for operators say it.
        Execute(started.As("postgres", "postgres"), $"CREATE ROLE worker LOGIN PASSWORD '{Password}'");
        Execute(started.As("postgres", "postgres"), "CREATE DATABASE worker OWNER worker");
        return started;
    }

    private static string? BinariesFolder() => !OperatingSystem.IsLinux() || !Directory.Exists("/usr/lib/postgresql")
        ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
