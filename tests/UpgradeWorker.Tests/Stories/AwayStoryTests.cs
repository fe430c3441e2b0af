using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>A worker that was not there for longer than the step that it stood at may take: its machine was off, or slept.</summary>
internal sealed class AwayStoryTests
{
    private static readonly TimeSpan Away = TimeSpan.FromHours(12);

    [TestCase(RunStep.AwaitStack)]
    [TestCase(RunStep.AwaitInstance)]
    [TestCase(RunStep.Migrate)]
    [TestCase(RunStep.StartService)]
    [TestCase(RunStep.Verify)]
    public async Task A_run_goes_on_where_it_stood_when_the_worker_comes_back(RunStep step)
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { } run && run.Step == step, $"{step}");
        story.Time.Advance(Away);
        await story.RestartAsync();
        var ended = await story.EndedRunAsync();
        Assert.That(ended.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        var journal = await story.Database.ReadAsync(session => RunProgressStore.JournalAsync(session, ended.Id), CancellationToken.None);
        Assert.That(
            journal.Where(entry => entry.Message.StartsWith("nobody looked after the run from 2026-11-02 ", StringComparison.Ordinal)).Select(entry => entry.Step),
            Is.EqualTo(new[] { step }), "a stranger reads why it took so long");
        Assert.That(
            await story.Database.ReadAsync(session => RunDurationStore.PastAsync(session, ended.Stack, "data"), CancellationToken.None), Is.Empty,
            "the next one is not expected to take as long");
    }

    [Test]
    public async Task A_service_that_is_to_be_started_again_is_started_when_the_worker_comes_back()
    {
        await using var story = await Story.BeginAsync(window: """, "Windows": [ { "Cron": "0 11 * * *", "Duration": "2h" } ] """);
        story.Account.World.Faults.Add(new WorldFault.SnapshotStuck("rds"));
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.StartService }, "the start");
        story.Time.Advance(Away);
        await story.RestartAsync();
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "WindowTooShort")), await story.TellAsync());
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }
}
