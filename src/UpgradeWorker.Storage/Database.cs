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
        return await database.UseAsync(
            async stopping =>
            {
                await database.ReadyAsync(stopping);
                return database;
            },
            cancellationToken);
    }

    /// <summary>The same for a SQLite file.</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="DatabaseUnavailableException">It is no database, is damaged, or cannot be written.</exception>
    public static Task<Database> OpenAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(new SqlDialect.Sqlite(path), cancellationToken);

    /// <summary>Whether no other worker can be at work on it: a file has one.</summary>
    public bool HasOneWorker => dialect is SqlDialect.Sqlite;

    /// <summary>Reads in one consistent state.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be used now.</exception>
    public Task<T> ReadAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellationToken) => UseAsync(
        async stopping =>
        {
            await ReadyAsync(stopping);
            return await ReadNowAsync(body, stopping);
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

    /// <summary>
    /// A turn that one worker at a time can have, until it is disposed of or the worker ends; null when another worker has it. A SQLite
    /// file has one worker, which always gets it.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be used now.</exception>
    public Task<IAsyncDisposable?> TryTakeTurnAsync(string name, CancellationToken cancellationToken) =>
        UseAsync(stopping => dialect.TryTakeTurnAsync(name, stopping), cancellationToken);

    /// <summary>Writes a consistent copy to a SQLite file while others write.</summary>
    /// <param name="path">The file; it must not hold a database yet.</param>
    /// <param name="cancellationToken">Stops it half-way.</param>
    /// <exception cref="DatabaseUnavailableException">Either cannot be used now.</exception>
    public Task CopyAsync(string path, CancellationToken cancellationToken) => UseAsync(
        async stopping =>
        {
            await ReadyAsync(stopping);
            await dialect.CopyAsync(path, stopping);
            return true;
        },
        cancellationToken);

    /// <summary>Does what opening does and takes it all back: tells by its fault what would hinder the service.</summary>
    /// <returns>How many migrations are missing; null when there are no tables yet.</returns>
    /// <exception cref="DatabaseUnavailableException">It cannot be reached or written.</exception>
    public Task<int?> RehearseAsync(CancellationToken cancellationToken) => UseAsync(
        async stopping =>
        {
            await using var connection = await dialect.ConnectAsync(stopping);
            await using var transaction = await dialect.BeginWriteAsync(connection, stopping);
            var session = new Session(connection, transaction, stopping);
            var isMade = await IsMadeAsync(session);
            var missing = await MigrateAsync(session);
            await transaction.RollbackAsync(stopping);
            return isMade ? missing : (int?)null;
        },
        cancellationToken);

    private async Task<T> ReadNowAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellationToken)
    {
        await using var connection = await dialect.ConnectAsync(cancellationToken);
        await using var transaction = await dialect.BeginReadAsync(connection, cancellationToken);
        return await body(new Session(connection, transaction, cancellationToken));
    }

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
    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        if (isReady)
        {
            return;
        }

        await dialect.PrepareAsync(cancellationToken);
        // Looked at first, so that a verb that only reads never waits for a writer.
        if ((await ReadNowAsync(MissingAsync, cancellationToken)).Count > 0)
        {
            await WriteNowAsync(MigrateAsync, cancellationToken);
        }

        isReady = true;
    }

    /// <returns>How many were missing.</returns>
    private async Task<int> MigrateAsync(Session session)
    {
        var missing = await MissingAsync(session);
        // PostgreSQL asks for the right to create even where the table is there.
        if (!await IsMadeAsync(session))
        {
            await session.ExecuteAsync("CREATE TABLE schema_migration (name TEXT NOT NULL PRIMARY KEY)");
        }

        foreach (var (name, sql) in missing)
        {
            await session.ExecuteAsync(sql);
            await session.ExecuteAsync("INSERT INTO schema_migration (name) VALUES (@name)", new { name });
        }

        return missing.Count;
    }

    private async Task<IReadOnlyList<(string Name, string Sql)>> MissingAsync(Session session)
    {
        var applied = await IsMadeAsync(session) ? await session.QueryAsync<string>("SELECT name FROM schema_migration") : [];
        return [.. Scripts().Where(script => !applied.Contains(script.Name, StringComparer.Ordinal))];
    }

    private async Task<bool> IsMadeAsync(Session session) =>
        (await session.QueryAsync<string>(dialect.TablesSql)).Contains("schema_migration", StringComparer.Ordinal);

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
