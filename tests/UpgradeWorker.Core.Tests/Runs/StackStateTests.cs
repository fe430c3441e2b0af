using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Runs;

internal sealed class StackStateTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly (RunStep, JournalKind, Evidence?) Doubt = (RunStep.ExecuteChangeSet, JournalKind.Progress, new Evidence.ExecutionUncertain(At));
    private static readonly (RunStep, JournalKind, Evidence?) Executed = (RunStep.ExecuteChangeSet, JournalKind.Done, new Evidence.ChangeSetExecuted("arn:set", "token"));

    [Test]
    public void Before_the_execution_nothing_was_changed() =>
        Assert.That(Words((RunStep.TakeSnapshots, JournalKind.Done, null)), Is.EqualTo("not changed by this run"));

    [Test]
    public void A_doubt_is_told_until_it_is_resolved()
    {
        Assert.That(Words(Doubt), Does.StartWith("it is not known"));
        Assert.That(Words(Doubt, (RunStep.ExecuteChangeSet, JournalKind.Refused, null)), Is.EqualTo("not changed by this run"));
        Assert.That(Words(Doubt, Executed), Is.EqualTo("changed since 02:00; CloudFormation is at work"));
    }

    [Test]
    public void An_update_that_is_through_names_its_instances() => Assert.That(
        Words(Executed, (RunStep.AwaitStack, JournalKind.Done, new Evidence.StackUpdated("UPDATE_COMPLETE", ["i-1"], []))),
        Is.EqualTo("changed since 02:00; UPDATE_COMPLETE, on i-1"));

    [TestCase(RunStep.AwaitStack, JournalKind.Faulted, "changed since 02:00; how the update ended is not known")]
    [TestCase(RunStep.AwaitStack, JournalKind.Refused, "changed since 02:00; CloudFormation is undoing the update")]
    [TestCase(RunStep.AwaitRollback, JournalKind.Progress, "changed since 02:00; CloudFormation is undoing the update")]
    [TestCase(RunStep.AwaitRollback, JournalKind.Done, "as before: CloudFormation undid the update by 02:00")]
    [TestCase(RunStep.AwaitRollback, JournalKind.Faulted, "changed since 02:00; CloudFormation did not undo the update")]
    public void An_update_that_is_not_through_says_how_far_it_came(RunStep step, JournalKind kind, string words) =>
        Assert.That(Words(Executed, (step, kind, null)), Is.EqualTo(words));

    private static string Words(params (RunStep Step, JournalKind Kind, Evidence? Evidence)[] told) => StackState.InWords(
        [.. told.Select((one, index) => new JournalEntry(RunId.From(new byte[12]), index + 1, 1, one.Step, 1, At, one.Kind, "", one.Evidence is null ? [] : [one.Evidence]))],
        1, at => $"{at:HH:mm}");
}
