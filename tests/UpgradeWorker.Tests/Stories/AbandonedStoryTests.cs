using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What the ledger shows of a run that a person gives up while CloudFormation still carries its update out.</summary>
internal sealed class AbandonedStoryTests
{
    private static readonly LedgerLimits Limits = new();

    [Test]
    public async Task The_place_of_an_instance_that_is_still_to_come_stays_taken_until_it_has_come_and_counts_once()
    {
        await using var story = await Story.BeginAsync();
        var run = await GiveUpAsync(story);
        Assert.That(await EntriesAsync(story, run), Is.Zero, "the instance is not there yet");
        Assert.That(Busy(story), Is.True, "the update goes on");
        Assert.That(await OpenAsync(story), Is.EqualTo(1), await story.TellAsync());
        var room = await RoomAsync(story);
        for (var looks = 0; looks < 200 && (Busy(story) || await EntriesAsync(story, run) == 0); looks++)
        {
            await story.PassAsync(TimeSpan.FromMinutes(1));
            Assert.That(await RoomAsync(story), Is.EqualTo(room), "neither too much nor twice");
        }

        Assert.That(await EntriesAsync(story, run), Is.EqualTo(1));
        await story.PassAsync(TimeSpan.FromMinutes(15));
        Assert.That((await OpenAsync(story), await RoomAsync(story)), Is.EqualTo((0, room)));
    }

    [Test]
    public async Task A_place_for_an_instance_that_never_came_is_free_once_the_stack_is_seen_at_rest()
    {
        await using var story = await Story.BeginAsync();
        var before = await RoomAsync(story);
        story.Account.World.Faults.Add(new WorldFault.UpdateFails("Database"));
        var run = await GiveUpAsync(story);
        Assert.That((await OpenAsync(story), await RoomAsync(story)), Is.EqualTo((1, before - 1)), await story.TellAsync());
        await story.UntilAsync(() => Task.FromResult(!Busy(story)), "the end of the update");
        await story.PassAsync(TimeSpan.FromMinutes(15));
        Assert.That(await EntriesAsync(story, run), Is.Zero);
        Assert.That((await OpenAsync(story), await RoomAsync(story)), Is.EqualTo((0, before)));
    }

    [Test]
    public async Task A_place_is_not_held_for_ever_for_a_stack_that_nobody_looks_at()
    {
        await using var story = await Story.BeginAsync();
        await GiveUpAsync(story);
        await story.RestartAsync(json => json[..json.IndexOf("\"Stacks\"", StringComparison.Ordinal)] + "\"Stacks\": {} }");
        await story.PassAsync(AbandonedPlace.Longest - TimeSpan.FromHours(1));
        Assert.That(await OpenAsync(story), Is.EqualTo(1));
        await story.PassAsync(TimeSpan.FromHours(2));
        Assert.That(await OpenAsync(story), Is.Zero);
    }

    /// <summary>An upgrade of everything whose run a person gives up at the beginning of the update.</summary>
    private static async Task<Run> GiveUpAsync(Story story)
    {
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitStack }, "the update");
        // The worker cannot follow it any more.
        await story.RestartAsync(json => json.Replace("\"prod\":", "\"lab\":", StringComparison.Ordinal));
        var run = await story.EndedRunAsync();
        await story.RestartAsync(json => json.Replace("\"lab\":", "\"prod\":", StringComparison.Ordinal));
        await story.CommandAsync("run-abandon", run.Id.Value);
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Ending: RunEnding.Abandoned, EndedAt: not null }, "the end that a person chose");
        return run;
    }

    private static bool Busy(Story story) => story.Account.World.Do(_ => story.Account.Stack.IsBusy);

    private static async Task<int> OpenAsync(Story story) => (await story.Database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None)).Count;

    private static async Task<int> EntriesAsync(Story story, Run run) =>
        (await story.Database.ReadAsync(LedgerStore.AllAsync, CancellationToken.None)).Count(entry => entry.RunId == run.Id.Value);

    private static Task<int> RoomAsync(Story story) => story.Database.ReadAsync(
        async session =>
        {
            var entries = await LedgerStore.AllAsync(session);
            return CertificateLedger.Ask(entries[0].Names, entries, await ReservationStore.OpenAsync(session), Limits, story.Time.GetUtcNow()).Room;
        },
        CancellationToken.None);
}
