using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Tests.Mails;

namespace UpgradeWorker.Core.Tests.Runs;

/// <summary>What a run leaves to people, so that the next upgrade waits for it.</summary>
internal sealed class OpenStepsTests
{
    private static readonly Plan Plan = SomeViews.Plan with
    {
        Migrations = [new PlannedMigration("is-db migrate", ["3.37.0"], null), new PlannedMigration("ns-db migrate", ["3.37.0"], "rows may go")],
        ManualSteps = [new PlannedManualStep("M1", "3.37.0", "before", "Do this first."), new PlannedManualStep("M2", "3.37.0", "after", "Do this then.")],
    };

    private static readonly (RunStep, JournalKind, Evidence[]) Executed = (RunStep.ExecuteChangeSet, JournalKind.Done, [new Evidence.ChangeSetExecuted("arn:set", "token")]);
    private static readonly (RunStep, JournalKind, Evidence[]) Updated = (RunStep.AwaitStack, JournalKind.Done, [new Evidence.StackUpdated("UPDATE_COMPLETE", ["i-new"], [])]);
    private static readonly (RunStep, JournalKind, Evidence[]) Migrated = (RunStep.Migrate, JournalKind.Progress, [new Evidence.MigrationDone("is-db migrate", "ok")]);

    [Test]
    public void What_is_due_after_the_update_is_open_once_the_stack_has_the_new_version()
    {
        Assert.That(Left(RunEnding.NeedsAttention, Executed, Updated), Is.EqualTo(new[] { "M2" }));
        Assert.That(Left(RunEnding.NeedsAttention, Executed), Is.Empty);
    }

    [Test]
    public void What_the_notes_do_not_say_when_to_do_is_open_after_the_update()
    {
        var plan = Plan with { ManualSteps = [.. Plan.ManualSteps, new PlannedManualStep("M3", "3.37.0", "unknown", "Do this some time.")] };
        Assert.That(Steps(plan, RunEnding.Succeeded, Executed, Updated).Select(step => step.Id), Is.EqualTo(new[] { "M2", "M3" }));
    }

    [Test]
    public void A_service_that_was_started_before_the_update_says_nothing_of_the_migrations() => Assert.That(
        Left(RunEnding.Abandoned, (RunStep.TakeSnapshots, JournalKind.Refused, []), (RunStep.StartService, JournalKind.Faulted, []), Executed, Updated),
        Is.EqualTo(new[] { "D1", "D2", "M2" }));

    [Test]
    public void A_run_that_is_given_up_leaves_the_migrations_that_it_did_not_run_with_the_command_to_type()
    {
        Assert.That(Left(RunEnding.Abandoned, Executed, Updated, Migrated), Is.EqualTo(new[] { "D1", "M2" }));
        var text = Steps(Plan, RunEnding.Abandoned, Executed, Updated, Migrated)[0].Text;
        Assert.That(text, Does.Contain("sudo env TTN_LW_CONFIG=/tti/lorawan-stack/config.yml /tti/lorawan-stack/tti-lw-stack ns-db migrate and then sudo systemctl restart")
            .And.Contain("(rows may go)"));
    }

    [Test]
    public void A_run_that_is_given_up_while_the_update_is_under_way_leaves_everything() =>
        Assert.That(Left(RunEnding.Abandoned, Executed), Is.EqualTo(new[] { "D1", "D2", "M2" }));

    [Test]
    public void A_run_that_is_given_up_after_a_person_saw_to_the_migrations_leaves_none() => Assert.That(
        Left(RunEnding.Abandoned, Executed, Updated, (RunStep.Migrate, JournalKind.Faulted, []), (RunStep.StartService, JournalKind.Begun, [])),
        Is.EqualTo(new[] { "M2" }));

    [Test]
    public void A_run_that_is_given_up_leaves_nothing_where_nothing_was_executed_or_all_was_undone()
    {
        Assert.That(Left(RunEnding.Abandoned, (RunStep.TakeSnapshots, JournalKind.Refused, [])), Is.Empty);
        Assert.That(Left(RunEnding.Abandoned, Executed, (RunStep.AwaitRollback, JournalKind.Done, [])), Is.Empty);
    }

    private static IEnumerable<string> Left(RunEnding ending, params (RunStep, JournalKind, Evidence[])[] entries) => Steps(Plan, ending, entries).Select(step => step.Id);

    private static IReadOnlyList<PlannedManualStep> Steps(Plan plan, RunEnding ending, params (RunStep Step, JournalKind Kind, Evidence[] Evidence)[] entries)
    {
        var run = SomeViews.Run(ending, RunStep.Migrate, new Finding("Sample", "Something happened.")).Run;
        return OpenSteps.LeftBy(
            plan, run, [.. entries.Select((entry, index) => new JournalEntry(run.Id, index + 1, 1, entry.Step, 1, SomeViews.Now, entry.Kind, "", entry.Evidence))],
            VendorProfile.TheThingsStack);
    }
}
