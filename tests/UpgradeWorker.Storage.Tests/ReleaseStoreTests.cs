using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReleaseStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_body_is_one_release_of_a_stack_however_often_it_is_seen()
    {
        var first = await file.WriteAsync(session => ReleaseStore.SaveAsync(session, Release("hash", 1), "body"));
        var again = await file.WriteAsync(session => ReleaseStore.SaveAsync(session, Release("hash", 9) with { FileName = "copy.yml" }, "body"));
        var elsewhere = await file.WriteAsync(session => ReleaseStore.SaveAsync(session, Release("hash", 9) with { Stack = Some.OtherStack }, "body"));

        Assert.That((first, again, elsewhere), Is.EqualTo((true, false, true)));
        Assert.That(await file.ReadAsync(session => ReleaseStore.AllAsync(session, Some.Stack)), Is.EqualTo([Release("hash", 1)]));
        Assert.That(await file.ReadAsync(session => ReleaseStore.TemplateAsync(session, "hash")), Is.EqualTo("body"));
        Assert.That(await file.ReadAsync(session => ReleaseStore.IsKnownAsync(session, Some.Stack, "hash")), Is.True);
        Assert.That(await file.ReadAsync(session => ReleaseStore.IsKnownAsync(session, Some.Stack, "other")), Is.False);
    }

    [Test]
    public async Task Releases_come_in_the_order_in_which_they_were_first_seen_with_all_that_is_known()
    {
        var unusable = Release("a", 2) with { Version = null, Fault = "It is no template." };
        await file.WriteAsync(async session =>
        {
            await ReleaseStore.SaveAsync(session, unusable, "x");
            await ReleaseStore.SaveAsync(session, Release("b", 1), "y");
        });

        Assert.That(await file.ReadAsync(session => ReleaseStore.AllAsync(session, Some.Stack)), Is.EqualTo([Release("b", 1), unusable]));
    }

    [Test]
    public async Task A_source_keeps_when_it_is_due_and_since_when_it_fails()
    {
        var fault = new Fault("The folder is gone.", Some.At(1));
        var failing = new SourceState("folder", Some.At(5), fault, Some.At(2));
        await file.WriteAsync(session => SourceStore.SaveStateAsync(session, Some.Stack, failing));
        Assert.That(await file.ReadAsync(session => SourceStore.StateAsync(session, Some.Stack, "folder")), Is.EqualTo(failing));

        var fine = new SourceState("folder", Some.At(9), null, null);
        await file.WriteAsync(session => SourceStore.SaveStateAsync(session, Some.Stack, fine));
        Assert.That(await file.ReadAsync(session => SourceStore.StateAsync(session, Some.Stack, "folder")), Is.EqualTo(fine));
        Assert.That(await file.ReadAsync(session => SourceStore.StateAsync(session, Some.Stack, "bucket")), Is.Null);
    }

    [Test]
    public async Task A_release_is_withdrawn_when_no_source_offers_it_any_more_and_back_when_one_does()
    {
        var offer = new StoredOffer("template.yml", "hash", "\"1\"", null, IsCurrent: true);
        await file.WriteAsync(async session =>
        {
            await ReleaseStore.SaveAsync(session, Release("hash", 1), "body");
            await SourceStore.OfferAsync(session, Some.Stack, "folder", offer, Some.At(1));
            await SourceStore.OfferAsync(session, Some.Stack, "bucket", offer, Some.At(2));
            await SourceStore.WithdrawAsync(session, Some.Stack, "folder", offer, Some.At(3));
        });
        Assert.That(await IsWithdrawnAsync(), Is.False, "the bucket still offers it");
        await file.WriteAsync(session => SourceStore.RemoveAsync(session, Some.Stack, "bucket", Some.At(4)));
        Assert.That(await IsWithdrawnAsync(), Is.True);
        await file.WriteAsync(session => SourceStore.OfferAsync(session, Some.Stack, "folder", offer, Some.At(5)));
        Assert.That(await IsWithdrawnAsync(), Is.False);
        Assert.That(await file.ReadAsync(session => SourceStore.OffersAsync(session, Some.Stack, "folder")), Is.EqualTo([offer]));

        async Task<bool> IsWithdrawnAsync() => (await file.ReadAsync(session => ReleaseStore.AllAsync(session, Some.Stack)))[0].IsWithdrawn;
    }

    [Test]
    public async Task Another_body_at_the_same_place_leaves_the_first_one_offered_but_not_current()
    {
        var (old, now) = (new StoredOffer("", "a", "\"1\"", null, true), new StoredOffer("", "b", null, "Tue, 03 Nov 2026 08:00:00 GMT", true));
        await file.WriteAsync(async session =>
        {
            await SourceStore.OfferAsync(session, Some.Stack, "url", old, Some.At(1));
            await SourceStore.OfferAsync(session, Some.Stack, "url", now, Some.At(2));
        });
        Assert.That(await file.ReadAsync(session => SourceStore.OffersAsync(session, Some.Stack, "url")), Is.EqualTo([old with { IsCurrent = false }, now]));
    }

    [Test]
    public async Task What_a_source_told_of_is_kept_once_and_remembers_whether_people_were_told()
    {
        var heard = new HeardRelease(new AnnouncedRelease("v3.37.0", "3.37.0", "notes"), "marketplace:prod-1", Some.At(1), "3.36.0");
        var added = await file.WriteAsync(session => SourceStore.HearAsync(session, Some.Stack, heard));
        var again = await file.WriteAsync(session => SourceStore.HearAsync(session, Some.Stack, heard with { FirstSeen = Some.At(9) }));
        Assert.That((added, again), Is.EqualTo((true, false)));
        Assert.That(await file.ReadAsync(session => SourceStore.HeardAsync(session, Some.Stack)), Is.EqualTo(new[] { (heard, (DateTimeOffset?)null) }));
        await file.WriteAsync(session => SourceStore.ToldAsync(session, Some.Stack, heard, Some.At(2)));
        Assert.That((await file.ReadAsync(session => SourceStore.HeardAsync(session, Some.Stack)))[0].ToldAt, Is.EqualTo(Some.At(2)));
    }

    private static StoredRelease Release(string hash, double minutes) =>
        new(Some.Stack, hash, "3.30.1", Some.At(minutes), "folder", "template.yml", null);
}
