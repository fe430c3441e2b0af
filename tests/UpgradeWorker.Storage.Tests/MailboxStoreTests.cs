using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MailboxStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task One_worker_reads_until_its_lease_ends()
    {
        Assert.That(await Lease("one", 0), Is.True);
        Assert.That(await Lease("two", 1), Is.False);
        Assert.That(await Lease("one", 2), Is.True, "the owner keeps it");
        Assert.That(await Lease("two", 6.9), Is.False, "for five minutes more");
        Assert.That(await Lease("two", 7), Is.True);
        var pass = await file.ReadAsync(MailboxStore.PassAsync);
        Assert.That((pass!.Owner, pass.WatchedSince), Is.EqualTo(("two", Some.At(7))));
    }

    [Test]
    public async Task Of_many_workers_at_once_one_gets_the_place()
    {
        var got = await file.RaceAsync(8, (session, worker) => MailboxStore.LeaseAsync(session, $"w{worker}", Some.At(0), Some.At(5)));

        Assert.That(got.Count(one => one), Is.EqualTo(1));
    }

    [Test]
    public async Task How_reading_goes_is_kept()
    {
        await Lease("one", 0);
        await file.WriteAsync(session => MailboxStore.SavePassAsync(session, Some.At(1), "no route", Some.At(2)));

        var pass = await file.ReadAsync(MailboxStore.PassAsync);
        Assert.That((pass!.LastPass, pass.Fault, pass.AlarmedAt), Is.EqualTo((Some.At(1), "no route", Some.At(2))));
    }

    [Test]
    public async Task A_mail_to_itself_arrives_once()
    {
        await file.WriteAsync(session => MailboxStore.SaveCanaryAsync(session, new Canary { Nonce = "n1", SentAt = Some.At(0) }));
        await file.WriteAsync(session => MailboxStore.SaveCanaryAsync(session, new Canary { Nonce = "n2", SentAt = Some.At(5) }));

        Assert.That(await file.WriteAsync(session => MailboxStore.ArriveAsync(session, "n2", Some.At(6))), Is.True);
        Assert.That(await file.WriteAsync(session => MailboxStore.ArriveAsync(session, "n2", Some.At(7))), Is.False);
        Assert.That(await file.WriteAsync(session => MailboxStore.ArriveAsync(session, "forged", Some.At(7))), Is.False);
        Assert.That(await file.ReadAsync(MailboxStore.LatestCanaryAsync), Is.EqualTo(new Canary { Nonce = "n2", SentAt = Some.At(5), ArrivedAt = Some.At(6) }));
    }

    [Test]
    public async Task A_time_step_of_an_authenticator_counts_once_and_no_older_one_after_it()
    {
        Assert.That(await Use("ann@example.com", 100), Is.True);
        Assert.That(await Use("ann@example.com", 100), Is.False);
        Assert.That(await Use("ann@example.com", 99), Is.False);
        Assert.That(await Use("bob@example.com", 99), Is.True);
        Assert.That(await Use("ann@example.com", 101), Is.True);
    }

    [Test]
    public async Task Wrong_codes_are_counted_once_a_mail()
    {
        foreach (var (id, minutes) in new[] { ("1", 1.0), ("1", 1.0), ("2", 2.0) })
        {
            await file.WriteAsync(session => SecondFactorStore.FailAsync(session, id, "ann@example.com", Some.At(minutes)));
        }

        Assert.That(await file.ReadAsync(session => SecondFactorStore.FailuresAsync(session, "ann@example.com", Some.At(0))), Is.EqualTo(2));
        Assert.That(await file.ReadAsync(session => SecondFactorStore.FailuresAsync(session, "ann@example.com", Some.At(2))), Is.EqualTo(1));
        Assert.That(await file.ReadAsync(session => SecondFactorStore.FailuresAsync(session, "bob@example.com", Some.At(0))), Is.Zero);
    }

    private Task<bool> Use(string approver, long step) => file.WriteAsync(session => SecondFactorStore.UseAsync(session, approver, step, Some.At(0)));

    private Task<bool> Lease(string owner, double minutes) =>
        file.WriteAsync(session => MailboxStore.LeaseAsync(session, owner, Some.At(minutes), Some.At(minutes + 5)));
}
