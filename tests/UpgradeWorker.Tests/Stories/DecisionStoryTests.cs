using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Jobs;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What a person does about a run that stands still, and where that leads.</summary>
internal sealed class DecisionStoryTests
{
    [Test]
    public async Task A_rollback_that_a_person_finished_in_the_console_is_closed_by_a_retry_with_the_service_started()
    {
        await using var story = await Story.BeginAsync();
        var run = await StuckAsync(story, "3.37.0", new WorldFault.UpdateFails("Instance"), new WorldFault.RollbackFails("Instance"));
        story.Account.World.Do(_ =>
        {
            story.Account.Stack.FailedRollback!.Continue([], null);
            return true;
        });
        await DecideAsync(story, run, "run-retry");
        run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.RolledBack), await story.TellAsync());
        await story.RunAsync();
        Assert.That(Plain(story.Mails("rolled-back").Single().TextBody), Does.Contain("the stack is as it was. The service was started on"));
        Assert.That(Serves(story), Is.True);
    }

    [Test]
    public async Task A_run_goes_on_with_the_instance_that_a_person_put_in_the_place_of_one_that_never_came_online()
    {
        await using var story = await Story.BeginAsync();
        var run = await StuckAsync(story, "3.36.0", new WorldFault.InstanceNeverOnline());
        var dead = Instance(story);
        Update(story, "KeyName", "operators-2");
        await story.PassAsync(TimeSpan.FromMinutes(30));
        var fresh = Instance(story);
        Assert.That(fresh, Is.Not.EqualTo(dead));
        await DecideAsync(story, run, "run-retry");
        run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        var journal = await story.Database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), CancellationToken.None);
        Assert.That(journal.Select(entry => entry.Message), Does.Contain($"instance {dead} was replaced by somebody else: the stack's is {fresh} now"));
        Assert.That(story.Account.Vendor.Application.MigrationCalls, Is.Not.Empty);
    }

    [Test]
    public async Task Whoever_does_by_hand_what_an_instance_without_agent_needs_skips_it_all_at_once_and_the_rest_is_verified()
    {
        await using var story = await Story.BeginAsync();
        var run = await StuckAsync(story, "3.36.0", new WorldFault.InstanceNeverOnline());
        Assert.That(Plain(story.Mails("needs-attention").Single().TextBody), Does.Contain($"UpgradeWorker runs skip {run.Id} StartService"));
        await DecideAsync(story, run, "run-skip", "StartService");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { EndedAt: { } end } && end > run.EndedAt, "the end of what is left");
        var checkedRun = (await story.LatestRunAsync())!;
        Assert.That((checkedRun.Ending, checkedRun.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ServiceNotActive")), await story.TellAsync());
        Assert.That(checkedRun.Why!.Message, Does.Contain("nobody knows whether lorawan-stack.service is active"));
        Assert.That(await story.TellAsync(), Does.Contain("health: not looked at"), "the checks after it were made");
        await DecideAsync(story, run, "run-skip", "Verify");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    [Test]
    public async Task A_status_that_nobody_knows_is_not_taken_for_the_end_of_the_update()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitStack }, "the update");
        story.Time.Advance(TimeSpan.FromHours(2));
        story.Account.World.Do(_ => story.Account.Stack.Status = "UPDATE_PAUSED");
        await story.RunAsync();
        Assert.That((await story.LatestRunAsync())?.Step, Is.EqualTo(RunStep.AwaitStack), await story.TellAsync());
        Assert.That(await story.TellAsync(), Does.Contain("UPDATE_PAUSED says nothing of how the update ended"));
        story.Account.World.Do(_ => story.Account.Stack.Status = "UPDATE_COMPLETE");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    [Test]
    public async Task A_run_that_is_given_up_leaves_its_migrations_as_steps_and_the_next_upgrade_waits_for_them()
    {
        await using var story = await Story.BeginAsync();
        var run = await StuckAsync(story, "3.36.0", new WorldFault.MigrationExits("migrate"));
        var migrations = VendorRelease.All.Single(one => one.Version == "3.36.0").Migrations;
        await DecideAsync(story, run, "run-abandon");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Ending: RunEnding.Abandoned, EndedAt: not null }, "the end that a person chose");
        await story.RunAsync();
        var mail = Plain(story.Mails("refused").Single().TextBody);
        Assert.That(mail, Does.Contain($"/tti/lorawan-stack/tti-lw-stack {migrations[0]}-db migrate").And.Contain($"steps done {run.Id} D1")
            .And.Contain("The commands to paste").And.Contain($"config.yml \\ /tti/lorawan-stack/tti-lw-stack {migrations[0]}-db migrate"));
        story.Publish("3.37.0");
        await story.PassAsync(TimeSpan.FromHours(1));
        var current = await story.Database.ReadAsync(session => PlanStore.CurrentAsync(session, new StackKey(Story.Key)), CancellationToken.None);
        Assert.That(current!.Findings.Select(finding => finding.Reason), Does.Contain("StepsOpen"), "the next upgrade would never run them");
        for (var step = 1; step <= migrations.Count; step++)
        {
            await story.CommandAsync("step-done", run.Id.Value, ("step", $"D{step}"));
        }

        Assert.That((await story.RequestAsync(2)).Subject, Does.Contain("3.36.0 to 3.37.0"));
    }

    [Test]
    public async Task A_run_that_is_given_up_in_doubt_of_its_execution_leaves_no_change_set_that_a_click_could_execute()
    {
        await using var upgrade = await Upgrade.BeginAsync(Upgrade.ReplacesDatabases);
        var asked = false;
        upgrade.Story.Doom = point =>
        {
            // The execution comes to nothing, and whether it did is not to be seen.
            asked |= point.Name == "aws ExecuteChangeSet";
            if (asked && point is { IsCall: true, Job: nameof(AdvanceRunsJob) })
            {
                upgrade.Spoil(point.Name == "aws ExecuteChangeSet" ? new RequestFault.ErrorBefore() : new RequestFault.AccessDenied());
            }

            return Death.None;
        };
        var run = await upgrade.TellAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "DeadlinePassed")), await upgrade.Story.TellAsync());
        var own = RunNames.ChangeSetPrefix(run.Id);
        Assert.That(upgrade.Story.Account.Stack.ChangeSets.Keys, Has.Some.StartsWith(own));
        run = await upgrade.DecideAsync(run, "run-abandon");
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Abandoned), await upgrade.Story.TellAsync());
        Assert.That(upgrade.Story.Account.Stack.ChangeSets.Keys, Has.None.StartsWith(own));
        Assert.That(await upgrade.LawlessAsync(run), Is.Empty);
    }

    [Test]
    public async Task An_instance_that_stays_offline_is_not_waited_for_until_the_migrations_deadline()
    {
        await using var story = await Story.BeginAsync();
        var run = await StuckAsync(story, "3.36.0", new WorldFault.InstanceNeverOnline());
        var asked = story.Time.GetUtcNow();
        await DecideAsync(story, run, "run-skip", "AwaitInstance");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { EndedAt: { } end } && end > run.EndedAt, "the end of what is left");
        var stuck = (await story.LatestRunAsync())!;
        Assert.That((stuck.Ending, stuck.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "InstanceOffline")), await story.TellAsync());
        Assert.That(stuck.EndedAt - asked, Is.LessThan(TimeSpan.FromHours(1)));
    }

    [Test]
    public async Task A_migration_that_failed_is_run_again_by_a_retry_and_the_run_goes_on()
    {
        await using var story = await Story.BeginAsync();
        var run = await StuckAsync(story, "3.36.0", new WorldFault.MigrationExits("migrate"));
        await DecideAsync(story, run, "run-retry");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(story.Account.Aws.Server.Calls.Count(call => call.Contains("ExecuteChangeSet", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_a_person_did_to_the_stack_while_the_worker_was_away_is_not_taken_for_the_end_of_the_update()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitStack }, "the update");
        // The worker is away while the update ends and somebody's own update after it is rolled back.
        Rest(story);
        story.Account.World.Faults.Add(new WorldFault.UpdateFails("Instance", BeforeCreation: true));
        Update(story, "KeyName", "operators-2");
        Rest(story);
        Assert.That(story.Account.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ChangedByOthers")), await story.TellAsync());
        await story.RunAsync();
        Assert.That(Plain(story.Mails("needs-attention").Single().TextBody), Does.Contain("Somebody else changed the stack: the update was complete, but then"));
    }

    [Test]
    public async Task A_rolled_back_update_is_told_from_what_a_person_did_after_it()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Faults.Add(new WorldFault.UpdateFails("Database"));
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitStack }, "the update");
        Rest(story);
        Update(story, "NetworkTitle", "Changed by hand");
        Rest(story);
        Assert.That(story.Account.Stack.Status, Is.EqualTo("UPDATE_COMPLETE"));
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.RolledBack as RunEnding?, "UpdateFailed")), await story.TellAsync());
        Assert.That(Serves(story), Is.True);
    }

    private static async Task<Run> StuckAsync(Story story, string version, params WorldFault[] faults)
    {
        foreach (var fault in faults)
        {
            story.Account.World.Faults.Add(fault);
        }

        story.Publish(version);
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.NeedsAttention), await story.TellAsync());
        await story.RunAsync();
        return run;
    }

    private static async Task DecideAsync(Story story, Run run, string verb, string? step = null)
    {
        await story.CommandAsync(verb, run.Id.Value, step is null ? [] : [("step", step)]);
        await story.RunAsync();
    }

    private static void Rest(Story story)
    {
        for (var polls = 0; story.Account.World.Do(_ => story.Account.Stack.IsBusy); polls++)
        {
            Assert.That(polls, Is.LessThan(500), $"the stack never rests: {story.Account.Stack.Status}");
            story.Time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private static void Update(Story story, string parameter, string value) => story.Account.World.Do(_ =>
    {
        story.Account.Aws.CloudFormation.Person.Update(story.Account.Stack, parameter, value, null, 0);
        return true;
    });

    private static string Instance(Story story) =>
        story.Account.World.Do(world => world.Resources.Of<Ec2Instance>().Single().PhysicalId);

    private static bool Serves(Story story) =>
        story.Account.World.Do(_ => story.Account.Vendor.Machines.Find(Instance(story))?.Unit("lorawan-stack")?.Active == true);

    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
