using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Jobs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Several runs in one worker.</summary>
internal sealed class SideBySideTests
{
    /// <summary>AdvanceRuns and Aws:CallDeadline, as their defaults say.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(60);

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
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        story.Doom = point =>
        {
            // Calls into silence do not come this far.
            _ = point.IsCall && looked.TrySetResult();
            return Death.None;
        };
        var tick = story.Job<AdvanceRunsJob>().RunAsync(CancellationToken.None);
        await story.Silenced;
        Assert.That(looked.Task.IsCompleted, Is.False, "it is not due yet");
        await story.Time.GoOnAsync(Pause, tick, () => IsClaimedAsync(story, moving));
        await looked.Task.WaitAsync(StoryClock.Patience, TimeProvider.System);
        Assert.That((await RunAsync(story, silent)).Attempt, Is.EqualTo(1), "the silent one is in its first call still");
        Assert.That(story.Time.GetUtcNow(), Is.LessThan(moving.Due + (3 * Pause)), "the other run is looked at when it becomes due");
        story.SilentRegion = null;
        story.Time.Advance(CallDeadline);
        await story.Time.GoOnAsync(Pause, tick, () => Task.FromResult(false));
        await tick;
    }

    [Test]
    public async Task A_run_at_a_step_that_this_version_does_not_know_is_told_and_keeps_no_other_run_from_moving()
    {
        await using var story = await Story.BeginAsync();
        var now = story.Time.GetUtcNow();
        var begun = Run.Start(
            new RunId("r999999999999"), new StackKey("other"), new StackId("arn:aws:cloudformation:eu-north-1:444455556666:stack/other/1"),
            new PlanFingerprint("00"), now.AddHours(4), now);
        var strange = begun with { Step = (RunStep)99 };
        await story.Database.WriteAsync(
            async session =>
            {
                await RunStore.StartAsync(session, new StartedRun(strange.Id, strange.Stack, strange.StackId, strange.Plan, "UW-9999", now, strange.WindowCloses));
                await RunProgressStore.TakeUpAsync(session, strange);
            },
            CancellationToken.None);
        await story.RestartAsync();
        await story.CommandAsync("run-abandon", strange.Id.Value);
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(
            async () => (await story.Database.ReadAsync(RunProgressStore.AllAsync, CancellationToken.None)).Any(run => run.Ending == RunEnding.Succeeded), "the other run's end");
        Assert.That((await RunAsync(story, strange.Id)).Step, Is.EqualTo(strange.Step), "nobody touches it");
        Assert.That(story.Alarms.Lines, Has.Some.StartsWith($"5007 Run {strange.Id} stands at 99"));
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
        story.Time.Advance(CallDeadline);
        await Assert.ThatAsync(() => tick.WaitAsync(StoryClock.Patience, TimeProvider.System), Throws.InstanceOf<OperationCanceledException>(), "the call under way ends at its deadline");
        story.SilentRegion = null;
        var run = (await story.LatestRunAsync())!;
        Assert.That(
            await story.Database.ReadAsync(session => RunProgressStore.IsAnyDueAsync(session, run.Due.AddMinutes(1)), CancellationToken.None), "nobody holds it any more");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    /// <summary>Whether the run is due and somebody has it in hand: a run that is moving is nobody else's to take.</summary>
    private static async Task<bool> IsClaimedAsync(Story story, Run run) =>
        story.Time.GetUtcNow() >= run.Due
        && !await story.Database.ReadAsync(session => RunProgressStore.IsAnyDueAsync(session, story.Time.GetUtcNow()), CancellationToken.None);

    private static async Task<Run> RunAsync(Story story, RunId id) =>
        await story.Database.ReadAsync(session => RunProgressStore.FindAsync(session, id), CancellationToken.None)
        ?? Run.Start(id, new StackKey("silent"), default, default, default, default);
}
