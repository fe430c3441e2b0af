using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WatchStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task The_watch_comes_back_as_it_was_saved_and_forgets_a_fault_that_is_over()
    {
        var failing = new StackWatch(Some.At(5), "Access denied", Some.At(1), "event-1");

        await file.WriteAsync(session => WatchStore.SaveWatchAsync(session, Some.Stack, failing));
        Assert.That(await file.ReadAsync(session => WatchStore.WatchAsync(session, Some.Stack)), Is.EqualTo(failing));

        var well = failing with { DueAt = Some.At(9), Fault = null, FaultSince = null };
        await file.WriteAsync(session => WatchStore.SaveWatchAsync(session, Some.Stack, well));
        Assert.That(await file.ReadAsync(session => WatchStore.WatchAsync(session, Some.Stack)), Is.EqualTo(well));
        Assert.That(await file.ReadAsync(session => WatchStore.WatchAsync(session, Some.OtherStack)), Is.Null);
    }

    [Test]
    public async Task A_look_comes_back_whole()
    {
        var look = Some.Look(0) with { StatusReason = "User \"Initiated\"", RoleArn = "arn:role", ChangeSetId = "arn:set", CreatedAt = Some.At(-9) };

        await file.WriteAsync(session => WatchStore.SaveLookAsync(session, look));

        var read = await file.ReadAsync(session => WatchStore.LatestLookAsync(session, Some.Stack));
        Assert.That(Some.Content(read), Is.EqualTo(Some.Content(look)));
    }

    [Test]
    public async Task The_same_look_twice_is_one_row_seen_later()
    {
        var first = await file.WriteAsync(session => WatchStore.SaveLookAsync(session, Some.Look(0)));
        var second = await file.WriteAsync(session => WatchStore.SaveLookAsync(session, Some.Look(10)));

        Assert.That((first, second), Is.EqualTo((true, false)));
        Assert.That(await file.ReadAsync(session => WatchStore.LastSeenAsync(session, Some.Stack)), Is.EqualTo(Some.At(10)));
        var looks = await file.ReadAsync(session => WatchStore.LooksSinceAsync(session, Some.Stack, Some.At(10)));
        Assert.That(looks.Select(look => look.At), Is.EqualTo([Some.At(0)]), "a look counts for as long as it was seen");
    }

    [Test]
    public async Task A_look_that_returns_to_an_earlier_one_is_a_row_again()
    {
        await file.WriteAsync(async session =>
        {
            await WatchStore.SaveLookAsync(session, Some.Look(0));
            await WatchStore.SaveLookAsync(session, Some.Look(1, "UPDATE_IN_PROGRESS"));
            await WatchStore.SaveLookAsync(session, Some.Look(2));
            await WatchStore.SaveLookAsync(session, Some.Look(3) with { Stack = Some.OtherStack });
        });

        var looks = await file.ReadAsync(session => WatchStore.LooksSinceAsync(session, Some.Stack, Some.At(0)));
        Assert.That(looks.Select(look => look.Status), Is.EqualTo(["UPDATE_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"]));
        Assert.That(await file.ReadAsync(session => WatchStore.LastSeenAsync(session, Some.Stack)), Is.EqualTo(Some.At(2)));
    }

    [Test]
    public async Task An_event_is_kept_once_and_events_come_oldest_first()
    {
        await file.WriteAsync(session => WatchStore.SaveEventsAsync(session, Some.Stack, Some.StackId, [Some.Event("b", 2), Some.Event("a", 1)]));
        await file.WriteAsync(session => WatchStore.SaveEventsAsync(session, Some.Stack, Some.StackId, [Some.Event("b", 2), Some.Event("c", 3)]));

        var all = await file.ReadAsync(session => WatchStore.EventsSinceAsync(session, Some.Stack, Some.At(0)));
        Assert.That(all, Is.EqualTo([Some.Event("a", 1), Some.Event("b", 2), Some.Event("c", 3)]));
        var late = await file.ReadAsync(session => WatchStore.EventsSinceAsync(session, Some.Stack, Some.At(3)));
        Assert.That(late, Is.EqualTo([Some.Event("c", 3)]));
        Assert.That(await file.ReadAsync(session => WatchStore.EventsSinceAsync(session, Some.OtherStack, Some.At(0))), Is.Empty);
    }

    [Test]
    public async Task A_template_is_kept_under_its_hash()
    {
        await file.WriteAsync(session => WatchStore.SaveTemplateAsync(session, "hash", "Resources: {}"));
        await file.WriteAsync(session => WatchStore.SaveTemplateAsync(session, "hash", "Resources: {}"));

        Assert.That(await file.ReadAsync(session => WatchStore.TemplateAsync(session, "hash")), Is.EqualTo("Resources: {}"));
        Assert.That(await file.ReadAsync(session => WatchStore.TemplateAsync(session, "other")), Is.Null);
    }
}
