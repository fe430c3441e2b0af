using System.Reflection;
using Microsoft.Data.Sqlite;

namespace UpgradeWorker.Storage;

/// <summary>
/// The worker's memory: one SQLite file (write-ahead log, synchronous=FULL, so that a commit survives a power cut).
/// Readers see one consistent state; writers queue up for at most <see cref="BusyTimeout"/>.
/// </summary>
public sealed class Database
{
    /// <summary>How long a writer waits for another one before it gives up.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private readonly string connectionString;

    private Database(string connectionString) => this.connectionString = connectionString;

    /// <summary>Opens the file, creates it if it is absent, and brings its tables up to date.</summary>
    /// <param name="path">Path of the SQLite file; its folder must exist.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="SqliteException">The file is no database, is damaged, or cannot be written.</exception>
    public static async Task<Database> OpenAsync(string path, CancellationToken cancellationToken)
    {
        Instants.Register();
        var database = new Database(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
            ForeignKeys = true,
        }.ToString());
        await database.MigrateAsync(cancellationToken);
        return database;
    }

    /// <summary>Reads in one consistent state.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction(deferred: true);
        return await body(new Session(connection, transaction, cancellationToken));
    }

    /// <summary>Writes all or nothing; the transaction holds the write lock from its start, so what it read cannot change under it.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction(deferred: false);
        var result = await body(new Session(connection, transaction, cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Session, Task> body, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await body(session);
                return true;
            },
            cancellationToken);

    /// <summary>Writes a consistent copy to another file while the worker runs.</summary>
    public async Task BackupAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = await ConnectAsync(cancellationToken);
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
    }

    private async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout = {(long)BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL;";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await ConnectAsync(cancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL;";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY)");
                var applied = (await session.QueryAsync<string>("SELECT name FROM schema_migration")).ToHashSet(StringComparer.Ordinal);
                foreach (var (name, sql) in Scripts().Where(script => !applied.Contains(script.Name)))
                {
                    await session.ExecuteAsync(sql);
                    await session.ExecuteAsync("INSERT INTO schema_migration (name) VALUES (@name)", new { name });
                }
            },
            cancellationToken);
    }

    private static IEnumerable<(string Name, string Sql)> Scripts()
    {
        const string marker = ".Migrations.Sqlite.";
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (resource.Contains(marker, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                yield return (resource[(resource.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..], reader.ReadToEnd());
            }
        }
    }
}
