using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SummaryStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task Each_recipient_has_the_instant_saved_last()
    {
        await SaveAsync("ann@example.com", 10, null);
        await SaveAsync("bob@example.com", 20, null);
        await SaveAsync("ann@example.com", 30, 11);

        Assert.That(await DueAsync("ann@example.com"), Is.EqualTo(Some.At(30)));
        Assert.That(await DueAsync("bob@example.com"), Is.EqualTo(Some.At(20)));
        Assert.That(await DueAsync("eve@example.com"), Is.Null);
    }

    [Test]
    public async Task A_new_due_instant_alone_does_not_forget_when_the_last_one_was_written()
    {
        await SaveAsync("ann@example.com", 10, 9);
        await SaveAsync("ann@example.com", 30, null);

        Assert.That(file.Column("SELECT sent_at FROM summary_sent"), Is.EqualTo(["2026-03-02T09:09:00.0000000Z"]));
    }

    private Task SaveAsync(string recipient, double due, double? sent) => file.WriteAsync(
        session => SummaryStore.SaveAsync(session, recipient, Some.At(due), sent is { } minutes ? Some.At(minutes) : null));

    private Task<DateTimeOffset?> DueAsync(string recipient) => file.ReadAsync(session => SummaryStore.DueAsync(session, recipient));
}
