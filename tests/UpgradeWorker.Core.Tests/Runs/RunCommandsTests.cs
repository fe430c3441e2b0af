using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Runs;

public sealed class RunCommandsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private static readonly Run Stuck = Run.Start(
        RunId.From(new byte[12]), new StackKey("prod"), new StackId("arn:aws:cloudformation:eu-west-1:1:stack/prod/1"), new PlanFingerprint("00"), Now.AddHours(4), Now)
        with
    { Step = RunStep.Report, Ending = RunEnding.NeedsAttention, EndedAt = Now, Why = new Finding("Sample", "Something happened.") };

    private static readonly Evidence Executed = new Evidence.ChangeSetExecuted("arn:set", "token");

    [Test]
    public void A_retry_before_execution_begins_a_new_generation_from_the_start()
    {
        var (after, _) = Apply("run-retry", Entry(RunStep.TakeSnapshots, JournalKind.Refused), Entry(RunStep.StartService, JournalKind.Faulted));
        Assert.That((after!.Step, after.Generation, after.Ending), Is.EqualTo((RunStep.Preflight, 2, (RunEnding?)null)));
    }

    [Test]
    public void A_retry_after_execution_begins_again_at_the_step_that_failed()
    {
        var (after, _) = Apply("run-retry", Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(RunStep.Migrate, JournalKind.Faulted));
        Assert.That((after!.Step, after.Generation, after.Ending), Is.EqualTo((RunStep.Migrate, 1, (RunEnding?)null)));
    }

    [Test]
    public void A_retry_while_the_execution_is_in_doubt_looks_again_and_never_begins_anew()
    {
        var (after, _) = Apply(
            "run-retry", Entry(RunStep.ExecuteChangeSet, JournalKind.Progress, new Evidence.ExecutionUncertain(Now)), Entry(RunStep.ExecuteChangeSet, JournalKind.Faulted));
        Assert.That((after!.Step, after.Generation), Is.EqualTo((RunStep.ExecuteChangeSet, 1)));
    }

    [Test]
    public void A_rolled_back_run_whose_service_did_not_start_is_still_rolled_back_after_a_retry()
    {
        var (after, _) = Apply(
            "run-retry", Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(RunStep.AwaitStack, JournalKind.Refused),
            Entry(RunStep.AwaitRollback, JournalKind.Done), Entry(RunStep.StartService, JournalKind.Faulted));
        Assert.That((after!.Step, after.Ending), Is.EqualTo((RunStep.StartService, RunEnding.RolledBack as RunEnding?)));
    }

    [Test]
    public void A_skipped_start_after_a_refusal_goes_to_the_end_and_not_on_to_verify()
    {
        var (after, _) = Apply("run-skip", Entry(RunStep.TakeSnapshots, JournalKind.Refused), Entry(RunStep.StartService, JournalKind.Faulted));
        Assert.That((after!.Step, after.Ending), Is.EqualTo((RunStep.Settle, RunEnding.Refused as RunEnding?)));
    }

    [TestCase(RunStep.AwaitInstance, RunStep.Migrate)]
    [TestCase(RunStep.Migrate, RunStep.StartService)]
    [TestCase(RunStep.Verify, RunStep.Settle)]
    public void What_a_person_did_by_hand_is_skipped(RunStep stuck, RunStep next) => Assert.That(
        Apply("run-skip", Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(stuck, JournalKind.Faulted)).After?.Step, Is.EqualTo(next));

    [TestCase(RunStep.AwaitStack)]
    [TestCase(RunStep.AwaitRollback)]
    [TestCase(RunStep.Settle)]
    public void What_nobody_can_do_by_hand_is_not_skipped(RunStep stuck) => Assert.That(
        Apply("run-skip", Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(stuck, JournalKind.Faulted)).After, Is.Null);

    [Test]
    public void A_clean_up_that_failed_once_on_the_way_to_the_end_hides_no_step_that_calls_for_a_person()
    {
        var (after, result) = Apply(
            "run-retry", Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(RunStep.StartService, JournalKind.Faulted),
            Entry(RunStep.Settle, JournalKind.Faulted), Entry(RunStep.Settle, JournalKind.Done), Entry(RunStep.Report, JournalKind.Done));
        Assert.That((after!.Step, result), Is.EqualTo((RunStep.StartService, "StartService tried again by root: because.")));
    }

    [Test]
    public void A_clean_up_that_failed_as_well_is_not_all_that_is_tried_again() => Assert.That(
        Apply(
            "run-retry", Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(RunStep.StartService, JournalKind.Faulted),
            Entry(RunStep.Settle, JournalKind.Faulted), Entry(RunStep.Report, JournalKind.Done)).After!.Step, Is.EqualTo(RunStep.StartService));

    [Test]
    public void What_failed_before_a_decision_is_past() => Assert.That(
        Apply(
            "run-retry", Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(RunStep.Migrate, JournalKind.Faulted),
            Entry(RunStep.Report, JournalKind.Done), Entry(RunStep.StartService, JournalKind.Done), Entry(RunStep.Verify, JournalKind.Faulted),
            Entry(RunStep.Report, JournalKind.Done)).After!.Step, Is.EqualTo(RunStep.Verify));

    [TestCase(RunStep.AwaitInstance, RunStep.Migrate)]
    [TestCase(RunStep.StartService, RunStep.Verify)]
    [TestCase(RunStep.Settle, null)]
    [TestCase(RunStep.AwaitStack, null)]
    public void What_a_person_did_by_hand_is_skipped_at_once_up_to_the_step_named(RunStep last, RunStep? next) => Assert.That(
        SkipTo(last, Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(RunStep.AwaitInstance, JournalKind.Faulted)), Is.EqualTo(next));

    [Test]
    public void A_rolled_back_run_is_not_skipped_into_verifying_the_new_version() => Assert.That(
        SkipTo(
            RunStep.Verify, Entry(RunStep.ExecuteChangeSet, JournalKind.Done, Executed), Entry(RunStep.AwaitStack, JournalKind.Refused),
            Entry(RunStep.AwaitRollback, JournalKind.Done), Entry(RunStep.StartService, JournalKind.Faulted)), Is.Null);

    [TestCase(null)]
    [TestCase(RunEnding.NeedsAttention)]
    public void A_run_under_way_takes_no_decision(RunEnding? heading) => Assert.That(
        RunCommands.Apply(Stuck with { EndedAt = null, Ending = heading }, [], "run-retry", "root", null, null, Now).After, Is.Null);

    [Test]
    public void A_retry_after_a_doubt_that_came_to_nothing_begins_anew()
    {
        var (after, _) = Apply(
            "run-retry", Entry(RunStep.ExecuteChangeSet, JournalKind.Progress, new Evidence.ExecutionUncertain(Now)), Entry(RunStep.ExecuteChangeSet, JournalKind.Refused),
            Entry(RunStep.StartService, JournalKind.Faulted));
        Assert.That((after!.Step, after.Generation), Is.EqualTo((RunStep.Preflight, 2)));
    }

    [Test]
    public void What_was_skipped_is_skipped_no_longer_once_it_was_begun_again()
    {
        var failed = new JournalEntry(Stuck.Id, 1, 1, RunStep.Migrate, 1, Now, JournalKind.Faulted, "", []);
        var skipped = failed with { Seq = 2, Step = RunStep.Report, Kind = JournalKind.Operator, Message = "Migrate, StartService skipped by root: done by hand." };
        Assert.That(RunCommands.Skipped(RunStep.Migrate, 1, [failed, skipped]), Is.EqualTo(skipped));
        Assert.That(RunCommands.Skipped(RunStep.Verify, 1, [failed, skipped]), Is.Null);
        Assert.That(RunCommands.Skipped(RunStep.Migrate, 1, [failed, skipped, failed with { Seq = 3, Kind = JournalKind.Begun }]), Is.Null);
    }

    [Test]
    public void A_deadline_that_passed_is_a_fault_of_its_step()
    {
        var waiting = Stuck with { Step = RunStep.AwaitInstance, Ending = null, EndedAt = null, Why = null, StepBegan = Now };
        var judged = RunScript.Judge(waiting, new StepOutcome.NotYet("not online"), Now + RunScript.Of(RunStep.AwaitInstance).Deadline);
        Assert.That(judged, Is.TypeOf<StepOutcome.Faulted>());
        Assert.That(RunScript.Judge(waiting, new StepOutcome.NotYet("not online"), Now.AddMinutes(1)), Is.TypeOf<StepOutcome.NotYet>());
    }

    private static (Run? After, string Result) Apply(string verb, params (RunStep Step, JournalKind Kind, Evidence[] Evidence)[] entries) => RunCommands.Apply(
        Stuck, [.. entries.Select((entry, index) => new JournalEntry(Stuck.Id, index + 1, 1, entry.Step, 1, Now, entry.Kind, "", entry.Evidence))],
        verb, "root", null, "because", Now.AddHours(1));

    private static RunStep? SkipTo(RunStep last, params (RunStep Step, JournalKind Kind, Evidence[] Evidence)[] entries) => RunCommands.Apply(
        Stuck, [.. entries.Select((entry, index) => new JournalEntry(Stuck.Id, index + 1, 1, entry.Step, 1, Now, entry.Kind, "", entry.Evidence))],
        "run-skip", "root", last.ToString(), "because", Now.AddHours(1)).After?.Step;

    private static (RunStep Step, JournalKind Kind, Evidence[] Evidence) Entry(RunStep step, JournalKind kind, params Evidence[] evidence) => (step, kind, evidence);
}
