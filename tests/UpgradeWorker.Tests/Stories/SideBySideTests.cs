using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Jobs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Several runs in one worker.</summary>
internal sealed class SideBySideTests
{
    [Test]
    public async Task A_stack_whose_AWS_never_answers_keeps_no_other_run_from_moving()
    {
        await using var story = await Story.BeginAsync(""" }, "silent": { "StackName": "other", "Region": "eu-north-1" """);
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitStack }, "the update");
        var moving = (await story.LatestRunAsync())!;
        var silent = new RunId("r999999999999");
        await story.Database.WriteAsync(
            session => RunStore.StartAsync(session, new StartedRun(
                silent, new StackKey("silent"), new StackId("arn:aws:cloudformation:eu-north-1:111122223333:stack/other/1"), moving.Plan, "UW-9999",
                story.Time.GetUtcNow(), story.Time.GetUtcNow().AddHours(4))),
            CancellationToken.None);

        story.SilentRegion = "eu-north-1";
        var tick = story.Job<AdvanceRunsJob>().RunAsync(CancellationToken.None);
        var looks = new HashSet<DateTimeOffset>();
        for (var step = 0; step < 400 && looks.Count < 2 && (await RunAsync(story, silent)).Attempt == 1; step++)
        {
            // Lets what is due go on in its own threads; the clock that counts is the story's.
            await Task.Delay(5);
            looks.Add((await RunAsync(story, moving.Id)).Due);
            if (step % 10 == 9)
            {
                story.Time.Advance(TimeSpan.FromSeconds(5));
            }
        }

        Assert.That(looks, Has.Count.GreaterThanOrEqualTo(2), "the other run was looked at while the silent one was in its first call");
        Assert.That((await RunAsync(story, silent)).Attempt, Is.EqualTo(1));
        story.SilentRegion = null;
        for (var step = 0; step < 400 && !tick.IsCompleted; step++)
        {
            story.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(5);
        }

        Assert.That(tick.IsCompleted, "the deadline of the call ends the tick");
        await tick;
    }

    [Test]
    public async Task A_stop_hands_the_lease_back_at_once()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitStack }, "the update");
        story.Time.Advance(TimeSpan.FromMinutes(1));
        using var stop = new CancellationTokenSource();
        story.SilentRegion = "eu-west-1";
        var tick = story.Job<AdvanceRunsJob>().RunAsync(stop.Token);
        await story.Silenced;
        await stop.CancelAsync();
        var ends = story.Time.GetUtcNow().AddHours(1);
        await story.Time.GoOnAsync(TimeSpan.FromSeconds(5), tick, () => Task.FromResult(story.Time.GetUtcNow() > ends));
        Assert.That(tick.IsCompleted, "the call under way ends at its deadline at the latest");
        story.SilentRegion = null;
        var run = (await story.LatestRunAsync())!;
        Assert.That(
            await story.Database.ReadAsync(session => RunProgressStore.IsAnyDueAsync(session, run.Due.AddMinutes(1)), CancellationToken.None), "nobody holds it any more");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    private static async Task<Run> RunAsync(Story story, RunId id) =>
        await story.Database.ReadAsync(session => RunProgressStore.FindAsync(session, id), CancellationToken.None)
        ?? Run.Start(id, new StackKey("silent"), default, default, default, default);
}
