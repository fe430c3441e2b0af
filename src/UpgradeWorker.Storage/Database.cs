using System.Reflection;

namespace UpgradeWorker.Storage;

/// <summary>The worker's memory. Readers see one consistent state; writers come one after the other.</summary>
public sealed class Database
{
    private readonly SqlDialect dialect;
    private volatile bool isReady;

    /// <summary>Nothing is opened yet: the first use connects and brings the tables up to date.</summary>
    public Database(SqlDialect dialect)
    {
        Instants.Register();
        this.dialect = dialect;
    }

    /// <summary>Connects, makes what is absent, and brings the tables up to date.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be reached, is damaged, or cannot be written.</exception>
    public static async Task<Database> OpenAsync(SqlDialect dialect, CancellationToken cancellationToken)
    {
        var database = new Database(dialect);
        await database.UseAsync(database.ReadyAsync, cancellationToken);
        return database;
    }

    /// <summary>The same for a SQLite file.</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="DatabaseUnavailableException">It is no database, is damaged, or cannot be written.</exception>
    public static Task<Database> OpenAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(new SqlDialect.Sqlite(path), cancellationToken);

    /// <summary>Reads in one consistent state.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be used now.</exception>
    public Task<T> ReadAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellationToken) => UseAsync(
        async stopping =>
        {
            await ReadyAsync(stopping);
            await using var connection = await dialect.ConnectAsync(stopping);
            await using var transaction = await dialect.BeginReadAsync(connection, stopping);
            return await body(new Session(connection, transaction, stopping));
        },
        cancellationToken);

    /// <summary>Writes all or nothing; no other writer comes between, so what it read cannot change under it.</summary>
    /// <exception cref="DatabaseUnavailableException">
    /// It cannot be used now. Where the connection was lost at the very end, the write may stand all the same: do it again under its key.
    /// </exception>
    public Task<T> WriteAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellationToken) => UseAsync(
        async stopping =>
        {
            await ReadyAsync(stopping);
            return await WriteNowAsync(body, stopping);
        },
        cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Session, Task> body, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await body(session);
                return true;
            },
            cancellationToken);

    /// <summary>Writes a consistent copy to another file while the worker runs; SQLite alone can.</summary>
    public Task BackupAsync(string path, CancellationToken cancellationToken) => UseAsync(
        async stopping =>
        {
            await ((SqlDialect.Sqlite)dialect).BackupAsync(path, stopping);
            return true;
        },
        cancellationToken);

    private async Task<T> WriteNowAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellationToken)
    {
        await using var connection = await dialect.ConnectAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(connection, cancellationToken);
        var result = await body(new Session(connection, transaction, cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private async Task<T> UseAsync<T>(Func<CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            return await use(cancellationToken);
        }
        catch (Exception exception) when (exception is not DatabaseUnavailableException && dialect.Explain(exception) is { } why)
        {
            throw new DatabaseUnavailableException(why, exception);
        }
    }

    // Two that come here at once do no harm: migrating is a write like any other.
    private async Task<bool> ReadyAsync(CancellationToken cancellationToken)
    {
        if (!isReady)
        {
            await dialect.PrepareAsync(cancellationToken);
            await WriteNowAsync(MigrateAsync, cancellationToken);
            isReady = true;
        }

        return isReady;
    }

    private async Task<bool> MigrateAsync(Session session)
    {
        // Looked up first, because PostgreSQL asks for the right to create even where the table is there.
        if (!(await session.QueryAsync<string>(dialect.TablesSql)).Contains("schema_migration", StringComparer.Ordinal))
        {
            await session.ExecuteAsync("CREATE TABLE schema_migration (name TEXT NOT NULL PRIMARY KEY)");
        }

        var applied = (await session.QueryAsync<string>("SELECT name FROM schema_migration")).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, sql) in Scripts().Where(script => !applied.Contains(script.Name)))
        {
            await session.ExecuteAsync(sql);
            await session.ExecuteAsync("INSERT INTO schema_migration (name) VALUES (@name)", new { name });
        }

        return true;
    }

    private IEnumerable<(string Name, string Sql)> Scripts()
    {
        var marker = $".Migrations.{dialect.Migrations}.";
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
