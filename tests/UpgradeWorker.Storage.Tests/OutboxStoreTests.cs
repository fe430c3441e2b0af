using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutboxStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_mail_comes_back_whole_by_its_key_and_by_its_message_id()
    {
        await AppendAsync(Some.Mail("asked"));

        var byKey = await file.ReadAsync(session => OutboxStore.ByKeyAsync(session, "asked"));
        var byId = await file.ReadAsync(session => OutboxStore.ByMessageIdsAsync(session, ["other@x", "asked@worker.example"]));
        Assert.That(Some.Content(byKey! with { Id = 0 }), Is.EqualTo(Some.Content(Some.Mail("asked"))));
        Assert.That(byId?.Id, Is.EqualTo(byKey.Id));
        Assert.That(await file.ReadAsync(session => OutboxStore.ByKeyAsync(session, "other")), Is.Null);
        Assert.That(await file.ReadAsync(session => OutboxStore.ByMessageIdsAsync(session, ["other"])), Is.Null);
    }

    [Test]
    public async Task A_mail_is_appended_once_for_what_it_is_about_and_its_bytes_never_change()
    {
        var appended = await file.RaceAsync(
            8, (session, worker) => OutboxStore.AppendAsync(session, Some.Mail("asked") with { Raw = [(byte)worker] }));
        Assert.That(appended.Count(one => one), Is.EqualTo(1));
        var first = (await file.ReadAsync(session => OutboxStore.ByKeyAsync(session, "asked")))?.Raw;

        Assert.That(await AppendAsync(Some.Mail("asked") with { Raw = [99] }), Is.False);
        Assert.That((await file.ReadAsync(session => OutboxStore.ByKeyAsync(session, "asked")))?.Raw, Is.EqualTo(first));
    }

    [Test]
    public async Task Mails_are_claimed_in_the_order_of_appending_each_by_one_worker()
    {
        await AppendAsync(Some.Mail("first", 5));
        await AppendAsync(Some.Mail("second", 1));

        Assert.That((await ClaimAsync(10))?.Mail.DedupeKey, Is.EqualTo("first"));
        Assert.That((await ClaimAsync(10))?.Mail.DedupeKey, Is.EqualTo("second"));
        Assert.That(await ClaimAsync(10), Is.Null);
    }

    [Test]
    public async Task Workers_that_claim_at_once_never_get_the_same_mail()
    {
        foreach (var key in Enumerable.Range(0, 5))
        {
            await AppendAsync(Some.Mail($"m{key}"));
        }

        var claims = await file.RaceAsync(8, (session, _) => OutboxStore.ClaimDueAsync(session, Some.At(0), Some.At(2)));

        Assert.That(claims.OfType<(OutboxMail Mail, long Attempts)>().Select(claim => claim.Mail.DedupeKey), Is.Unique.And.Exactly(5).Items);
    }

    [Test]
    public async Task A_lease_that_ran_out_lets_the_mail_be_claimed_again()
    {
        await AppendAsync(Some.Mail("asked"));
        await ClaimAsync(0);

        Assert.That(await ClaimAsync(1.9), Is.Null);
        Assert.That((await ClaimAsync(2))?.Mail.DedupeKey, Is.EqualTo("asked"));
    }

    [Test]
    public async Task A_failed_try_is_repeated_when_it_is_time_and_counted()
    {
        await AppendAsync(Some.Mail("asked"));
        var claim = await ClaimAsync(0);
        Assert.That(claim?.Attempts, Is.Zero);

        await DeliverAsync("asked", DeliveryState.Waiting, attempts: 1, nextTry: 7);

        Assert.That(await ClaimAsync(6.9), Is.Null);
        Assert.That(await file.ReadAsync(OutboxStore.NextDueAsync), Is.EqualTo(Some.At(7)));
        Assert.That((await ClaimAsync(7))?.Attempts, Is.EqualTo(1));
        Assert.That(await file.ReadAsync(session => OutboxStore.IsSentAsync(session, "asked")), Is.False);
    }

    [Test]
    public async Task A_mail_that_waits_for_its_next_try_does_not_hold_up_the_others()
    {
        await AppendAsync(Some.Mail("stuck"));
        await AppendAsync(Some.Mail("next"));
        await ClaimAsync(0);
        await DeliverAsync("stuck", DeliveryState.Waiting, attempts: 1, nextTry: 60);

        Assert.That((await ClaimAsync(1))?.Mail.DedupeKey, Is.EqualTo("next"));
    }

    [TestCase(DeliveryState.Sent, true)]
    [TestCase(DeliveryState.Failed, false)]
    public async Task A_mail_that_was_sent_or_given_up_is_never_claimed_again(DeliveryState end, bool sent)
    {
        await AppendAsync(Some.Mail("asked"));
        await ClaimAsync(0);

        await DeliverAsync("asked", end, attempts: 1, nextTry: 0);

        Assert.That(await ClaimAsync(900), Is.Null);
        Assert.That(await file.ReadAsync(OutboxStore.NextDueAsync), Is.Null);
        Assert.That(await file.ReadAsync(session => OutboxStore.IsSentAsync(session, "asked")), Is.EqualTo(sent));
    }

    [Test]
    public async Task Health_tells_how_many_wait_since_when_and_how_many_failed()
    {
        Assert.That(await file.ReadAsync(OutboxStore.HealthAsync), Is.EqualTo((0L, (DateTimeOffset?)null, 0L)));
        foreach (var (key, minutes) in new[] { ("failed", 1), ("sent", 2), ("tried", 3), ("new", 4) })
        {
            await AppendAsync(Some.Mail(key, minutes));
            await ClaimAsync(minutes);
        }

        await DeliverAsync("failed", DeliveryState.Failed, 3, 0);
        await DeliverAsync("sent", DeliveryState.Sent, 1, 0);
        await DeliverAsync("tried", DeliveryState.Waiting, 1, 9);

        Assert.That(await file.ReadAsync(OutboxStore.HealthAsync), Is.EqualTo((2L, (DateTimeOffset?)Some.At(3), 1L)));
    }

    [Test]
    public async Task A_notice_is_out_when_none_waits_and_one_was_sent()
    {
        foreach (var key in new[] { "a", "b" })
        {
            await AppendAsync(Some.Mail(key));
            await ClaimAsync(0);
        }

        Assert.That(await Out(), Is.False);
        await DeliverAsync("a", DeliveryState.Failed, 1, 0);
        Assert.That(await Out(), Is.False);
        await DeliverAsync("b", DeliveryState.Sent, 1, 0);
        Assert.That(await Out(), Is.True, "an address that does not exist holds nothing up");
        Assert.That(await file.ReadAsync(session => OutboxStore.FailureAsync(session, "a")), Is.EqualTo("421 later"));
        Assert.That(await file.ReadAsync(session => OutboxStore.FailureAsync(session, "b")), Is.Null);

        Task<bool> Out() => file.ReadAsync(session => OutboxStore.IsOutAsync(session, ["a", "b"]));
    }

    [Test]
    public async Task The_bytes_of_delivered_mails_are_emptied_and_those_that_wait_are_kept()
    {
        foreach (var key in new[] { "sent", "waits" })
        {
            await AppendAsync(Some.Mail(key));
            await ClaimAsync(0);
        }

        await DeliverAsync("sent", DeliveryState.Sent, 1, 0);
        Assert.That(await file.WriteAsync(session => OutboxStore.BlankAsync(session, Some.At(0))), Is.Zero);
        Assert.That(await file.WriteAsync(session => OutboxStore.BlankAsync(session, Some.At(1))), Is.EqualTo(1));
        Assert.That(await file.WriteAsync(session => OutboxStore.BlankAsync(session, Some.At(1))), Is.Zero);
        Assert.That((await file.ReadAsync(session => OutboxStore.ByKeyAsync(session, "sent")))!.Raw, Is.Empty);
        Assert.That((await file.ReadAsync(session => OutboxStore.ByKeyAsync(session, "waits")))!.Raw, Is.Not.Empty);
    }

    private Task<bool> AppendAsync(OutboxMail mail) => file.WriteAsync(session => OutboxStore.AppendAsync(session, mail));

    private Task<(OutboxMail Mail, long Attempts)?> ClaimAsync(double minutes) =>
        file.WriteAsync(session => OutboxStore.ClaimDueAsync(session, Some.At(minutes), Some.At(minutes + 2)));

    private Task DeliverAsync(string key, DeliveryState state, long attempts, double nextTry) => file.WriteAsync(async session =>
    {
        var mail = await OutboxStore.ByKeyAsync(session, key);
        await OutboxStore.SaveDeliveryAsync(
            session, mail!.Id, state, attempts, Some.At(nextTry), state == DeliveryState.Sent ? null : "421 later", Some.At(0));
    });
}
