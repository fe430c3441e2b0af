using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace UpgradeWorker.Storage.Tests.Support;

/// <summary>A real database of one test: a file in a folder of its own, or a schema of the test run's server.</summary>
/// <param name="name">On which dialect.</param>
/// <param name="isNew">Whether not even the tables may be there before the first opening.</param>
internal sealed class TestDatabase(DialectName name, bool isNew = false) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upgrade-worker-storage-");
    private Database? database;
    private string? schema;

    public string Path => PathOf("worker.db");

    /// <summary>Connection string of the schema.</summary>
    public string Schema => schema ??= isNew ? PostgresServer.Need().NewSchema() : PostgresServer.Need().EmptySchema();

    public SqlDialect Dialect
    {
        get
        {
            if (name == DialectName.Sqlite)
            {
                return new SqlDialect.Sqlite(Path);
            }

            var connectionString = Schema;
            return new SqlDialect.PostgreSql(_ => Task.FromResult(connectionString));
        }
    }

    public string PathOf(string name) => System.IO.Path.Combine(folder.FullName, name);

    /// <summary>As another worker opens it.</summary>
    public Task<Database> OpenAsync() => Database.OpenAsync(Dialect, CancellationToken.None);

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> body) =>
        await (database ??= await OpenAsync()).ReadAsync(body, CancellationToken.None);

    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> body) =>
        await (database ??= await OpenAsync()).WriteAsync(body, CancellationToken.None);

    public async Task WriteAsync(Func<Session, Task> body) =>
        await (database ??= await OpenAsync()).WriteAsync(body, CancellationToken.None);

    /// <summary>The same write by several workers at once, each with the database opened by itself.</summary>
    public async Task<IReadOnlyList<T>> RaceAsync<T>(int workers, Func<Session, int, Task<T>> body)
    {
        var dialects = Enumerable.Range(0, workers).Select(_ => Dialect).ToList();
        using var start = new Barrier(workers);
        return await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30));
                var mine = await Database.OpenAsync(dialects[worker], CancellationToken.None);
                return await mine.WriteAsync(session => body(session, worker), CancellationToken.None);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    /// <summary>The first column of what a statement finds, read past the stores.</summary>
    public IReadOnlyList<string> Column(string sql)
    {
        using DbConnection connection = name == DialectName.Sqlite
            ? new SqliteConnection($"Data Source={Path};Pooling=False")
            : new NpgsqlConnection(Schema + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    public void Dispose()
    {
        if (schema is not null && !isNew)
        {
            PostgresServer.Need().GiveBack(schema);
        }

        NpgsqlConnection.ClearAllPools();

        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
