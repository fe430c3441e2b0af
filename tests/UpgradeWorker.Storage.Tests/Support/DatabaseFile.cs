using Microsoft.Data.Sqlite;

namespace UpgradeWorker.Storage.Tests.Support;

/// <summary>A real database file in a folder of its own, gone with the test.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upgrade-worker-storage-");
    private Database? database;

    public string Path => System.IO.Path.Combine(folder.FullName, "worker.db");

    public string PathOf(string name) => System.IO.Path.Combine(folder.FullName, name);

    /// <summary>As another worker opens it.</summary>
    public Task<Database> OpenAsync() => Database.OpenAsync(Path, CancellationToken.None);

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> body) =>
        await (database ??= await OpenAsync()).ReadAsync(body, CancellationToken.None);

    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> body) =>
        await (database ??= await OpenAsync()).WriteAsync(body, CancellationToken.None);

    public async Task WriteAsync(Func<Session, Task> body) =>
        await (database ??= await OpenAsync()).WriteAsync(body, CancellationToken.None);

    /// <summary>The same write by several workers at once, each with the database opened by itself.</summary>
    public async Task<IReadOnlyList<T>> RaceAsync<T>(int workers, Func<Session, int, Task<T>> body)
    {
        await OpenAsync();
        using var start = new Barrier(workers);
        return await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30));
                var mine = await OpenAsync();
                return await mine.WriteAsync(session => body(session, worker), CancellationToken.None);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    /// <summary>The first column of what a statement finds, read past the stores.</summary>
    public IReadOnlyList<string> Column(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
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
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
