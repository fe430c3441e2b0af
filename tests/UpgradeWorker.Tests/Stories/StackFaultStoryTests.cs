using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What CloudFormation may say of the stack while an update or its undoing is followed, and what people hear of it.</summary>
internal sealed class StackFaultStoryTests
{
    [TestCase(RunStep.AwaitStack, "DELETE_COMPLETE", "StackMissing", "The stack was deleted while it was updated.")]
    [TestCase(RunStep.AwaitRollback, "DELETE_COMPLETE", "StackMissing", "The stack was deleted while it was rolled back.")]
    [TestCase(RunStep.AwaitStack, "UPDATE_FAILED", "StackStuck", "The stack is UPDATE_FAILED: ")]
    [TestCase(RunStep.AwaitRollback, "DELETE_FAILED", "ChangedByOthers", "the stack is DELETE_FAILED and not rolled back")]
    public async Task A_person_is_called_at_once_about_a_stack_that_is(RunStep step, string status, string reason, string told)
    {
        await using var story = await Story.BeginAsync();
        if (step == RunStep.AwaitRollback)
        {
            story.Account.World.Faults.Add(new WorldFault.UpdateFails("Database"));
        }

        await UntilAsync(story, "3.37.0", step);
        Change(story, stack => stack.Status = status);
        var since = story.Time.GetUtcNow();
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, reason)), await story.TellAsync());
        Assert.That(run.EndedAt - since, Is.LessThan(TimeSpan.FromMinutes(5)), "it never comes right by waiting");
        await story.RunAsync();
        Assert.That(Plain(story.Mails("needs-attention").Single().TextBody), Does.Contain(told));
    }

    [Test]
    public async Task An_update_that_somebody_else_executed_is_not_taken_for_ours_although_no_event_tells_of_it()
    {
        await using var story = await Story.BeginAsync();
        await UntilAsync(story, "3.36.0", RunStep.AwaitStack);
        for (var polls = 0; story.Account.World.Do(_ => story.Account.Stack.IsBusy) && polls < 500; polls++)
        {
            story.Time.Advance(TimeSpan.FromMinutes(2));
        }

        Change(story, stack => stack.LastChangeSetId = "arn:aws:cloudformation:eu-west-1:111122223333:changeSet/by-hand/1");
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ChangedByOthers")), await story.TellAsync());
        Assert.That(run.Why!.Message, Does.Contain("changeSet/by-hand/1) was executed while ours ran"));
    }

    [Test]
    public async Task What_CloudFormation_says_before_it_tells_of_the_update_is_not_its_end()
    {
        await using var story = await Story.BeginAsync();
        await UntilAsync(story, "3.36.0", RunStep.AwaitStack);
        var (status, set) = story.Account.World.Do(_ => (story.Account.Stack.Status, story.Account.Stack.LastChangeSetId));
        Change(story, stack =>
        {
            (stack.Status, stack.LastChangeSetId) = ("UPDATE_ROLLBACK_COMPLETE", "arn:aws:cloudformation:eu-west-1:111122223333:changeSet/earlier/1");
            stack.ForgetEvents();
        });
        await story.UntilAsync(async () => (await story.TellAsync()).Contains("CloudFormation does not tell of the update yet", StringComparison.Ordinal)
            || await story.LatestRunAsync() is { Step: not RunStep.AwaitStack }, "a look at what was before");
        Change(story, stack => (stack.Status, stack.LastChangeSetId) = (status, set));
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    private static async Task UntilAsync(Story story, string version, RunStep step)
    {
        story.Publish(version);
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => (await story.LatestRunAsync())?.Step == step, $"{step}");
    }

    private static void Change(Story story, Action<EmulatedStack> change) => story.Account.World.Do(_ =>
    {
        change(story.Account.Stack);
        return true;
    });

    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
