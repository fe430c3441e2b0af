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

        await (await file.OpenAsync()).BackupAsync(file.PathOf("copy.db"), CancellationToken.None);

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
}
