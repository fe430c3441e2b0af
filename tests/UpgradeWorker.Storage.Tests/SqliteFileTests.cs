using Microsoft.Data.Sqlite;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

/// <summary>What only a SQLite file can do, or suffer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteFileTests : IDisposable
{
    private readonly TestDatabase file = new(DialectName.Sqlite);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_commit_survives_because_the_file_keeps_a_write_ahead_log()
    {
        await file.OpenAsync();

        Assert.That(file.Column("PRAGMA journal_mode"), Is.EqualTo(["wal"]));
    }

    [Test]
    public async Task A_backup_taken_while_the_worker_writes_holds_all_that_was_committed()
    {
        await file.WriteAsync(session => SummaryStore.SaveAsync(session, "ann@example.com", Some.At(1), null));

        await (await file.OpenAsync()).CopyAsync(file.PathOf("copy.db"), CancellationToken.None);

        var copy = await Database.OpenAsync(file.PathOf("copy.db"), CancellationToken.None);
        Assert.That(
            await copy.ReadAsync(session => SummaryStore.DueAsync(session, "ann@example.com"), CancellationToken.None), Is.EqualTo(Some.At(1)));
    }

    [Test]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(file.Path, new string('x', 4096));

        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(file.OpenAsync);
        Assert.That(refused?.Message, Does.Contain(file.Path).And.Contain("backup"));
    }

    [TestCase("PRAGMA max_page_count = 1", "is full", TestName = "A_full_disk_is_told_and_nothing_is_half_saved")]
    [TestCase("PRAGMA query_only = ON", "cannot be written", TestName = "A_file_that_cannot_be_written_is_told_and_nothing_is_half_saved")]
    public async Task A_disk_that_takes_no_more_saves_nothing(string hindrance, string told)
    {
        await file.WriteAsync(session => SummaryStore.SaveAsync(session, "ann@example.com", Some.At(1), null));
        Hinder(hindrance);

        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => file.WriteAsync(async session =>
        {
            await SummaryStore.SaveAsync(session, "ann@example.com", Some.At(2), null);
            await WatchStore.SaveTemplateAsync(session, new string('c', 64), new string('x', 1_000_000));
        }));

        Assert.That(refused?.Message, Does.Contain(file.Path).And.Contain(told));
        SqliteConnection.ClearAllPools();
        Assert.That(await file.ReadAsync(session => SummaryStore.DueAsync(session, "ann@example.com")), Is.EqualTo(Some.At(1)));
        await file.WriteAsync(session => SummaryStore.SaveAsync(session, "ann@example.com", Some.At(3), null));
        Assert.That(await file.ReadAsync(session => SummaryStore.DueAsync(session, "ann@example.com")), Is.EqualTo(Some.At(3)));
    }

    [Test]
    public async Task A_folder_in_the_place_of_the_file_is_told()
    {
        Directory.CreateDirectory(file.Path);

        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(file.OpenAsync);

        Assert.That(refused?.Message, Does.Contain(file.Path).And.Contain("cannot be opened"));
    }

    // The connection goes back to the pool as it is, and the next write takes it from there.
    private void Hinder(string pragma)
    {
        SqliteConnection.ClearAllPools();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file.Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = 30,
            ForeignKeys = true,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
