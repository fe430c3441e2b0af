using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What people notice of a run when something goes wrong, and what they do about it.</summary>
internal sealed class RunStoryTests
{
    [Test]
    public async Task An_execution_whose_answer_is_lost_begins_once_and_the_run_teaches_what_it_took()
    {
        await using var story = await Story.BeginAsync();
        Fault(story, "cloudformation", "ExecuteChangeSet", new RequestFault.ReplyLost());
        Fault(story, "ssm", "SendCommand", new RequestFault.ReplyLost());
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(Calls(story, "ExecuteChangeSet"), Is.EqualTo(1));
        var (past, outputs) = await story.Database.ReadAsync(
            async session => (await RunDurationStore.PastAsync(session, new StackKey(Story.Key), "instance"), await RunOutputStore.OfAsync(session, run.Id)), CancellationToken.None);
        Assert.That(past, Has.Count.EqualTo(1));
        Assert.That(outputs.Select(output => output.Text), Has.Some.Contains("Database migration done"));
        Assert.That(story.Account.Vendor.Commands.Select(command => command.Comment), Is.Unique, "no script was sent twice");
    }

    [Test]
    public async Task An_execution_that_AWS_does_not_allow_leaves_the_stack_as_it_was_and_starts_the_service_again()
    {
        await using var story = await Story.BeginAsync();
        var reader = new EndStateReader(story.Account);
        Fault(story, "cloudformation", "ExecuteChangeSet", new RequestFault.AccessDenied(), times: int.MaxValue);
        var run = await UpgradeAsync(story, "3.37.0");
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Refused), await story.TellAsync());
        var end = await story.EndStateAsync(reader);
        Assert.That((end.VersionTag, end.ServiceActive), Is.EqualTo(("3.35.0", true)));
        Assert.That(story.Mails("refused").Single().TextBody, Does.Contain("cloudformation:ExecuteChangeSet").And.Contain("To be asked again"));
    }

    [Test]
    public async Task A_new_instance_that_never_comes_online_leaves_the_commands_to_type_to_a_person_who_then_skips_them()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Faults.Add(new WorldFault.InstanceNeverOnline());
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "DeadlinePassed")), await story.TellAsync());
        var text = string.Join(' ', (story.Mails("needs-attention").Single().TextBody ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(text, Does.Contain("sudo env TTN_LW_CONFIG=/tti/lorawan-stack/config.yml \\ /tti/lorawan-stack/tti-lw-stack is-db migrate"));
        Assert.That(text, Does.Contain($"runs skip {run.Id} AwaitInstance"));
        await story.CommandAsync("run-abandon", run.Id.Value);
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Ending: RunEnding.Abandoned, EndedAt: not null }, "the end that a person chose");
        await story.RunAsync();
        Assert.That(story.Mails("refused").Select(mail => mail.Subject), Has.Some.Contains("Given up"));
    }

    [Test]
    public async Task What_is_missing_is_told_hours_before_the_window_opens_and_refuses_the_run_at_its_start()
    {
        await using var story = await Story.BeginAsync(
            """, "Windows": [ { "Cron": "0 11 * * *", "Duration": "4h" } ] """, """ "Runs": { "DriftMaxAge": "1h", "PreflightAhead": "2h" }, """, window: "");
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(() => Task.FromResult(story.Mails("checked-ahead").Count > 0), "the mail about what is missing");
        Assert.That(story.Time.GetUtcNow().Hour, Is.LessThan(10));
        Assert.That(story.Mails("checked-ahead")[0].TextBody, Does.Contain("DriftCron"));
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "DriftStale")), await story.TellAsync());
        Assert.That(story.Mails("checked-ahead"), Has.Count.EqualTo(1), "told once");
        Assert.That(Calls(story, "SendCommand") + Calls(story, "ExecuteChangeSet"), Is.Zero, "nothing was touched");
    }

    [Test]
    public async Task What_was_approved_is_stopped_by_answering_the_mail_about_what_is_missing()
    {
        await using var story = await Story.BeginAsync(
            """, "Windows": [ { "Cron": "0 11 * * *", "Duration": "4h" } ] """, """ "Runs": { "DriftMaxAge": "1h", "PreflightAhead": "2h" }, """, window: "");
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(() => Task.FromResult(story.Mails("checked-ahead").Count > 0), "the mail about what is missing");
        story.Reply(story.Mails("checked-ahead")[0], "HOLD");
        await story.UntilAsync(() => Task.FromResult(story.Mails("declined").Count > 0), "the stop");
        await story.PassAsync(TimeSpan.FromHours(3));
        Assert.That(await story.LatestRunAsync(), Is.Null);
    }

    [Test]
    public async Task A_data_probe_that_prints_something_else_after_the_upgrade_needs_a_person()
    {
        await using var story = await Story.BeginAsync(
            extra: """ "Profiles": { "the-things-stack": { "DataProbes": [ "echo same", "cat /tti/bootstrap/bootstrap.log" ] } }, """);
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ProbeDiffers")), await story.TellAsync());
        Assert.That(run.Why!.Message, Does.Contain("bootstrap of version 3.35.0").And.Contain("bootstrap of version 3.36.0").And.Not.Contain("echo same"));
        await story.CommandAsync("run-skip", run.Id.Value);
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    [Test]
    public async Task A_migration_that_an_earlier_one_keeps_waiting_is_tried_again()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.Migrate }, "the migrations");
        var (machine, earlier) = (story.Account.World.Do(world => story.Account.Vendor.Machines.Find(world.Resources.Of<Ec2Instance>().Single().PhysicalId)!), new object());
        Assert.That(story.Account.World.Do(_ => machine.TakeLock("/var/lib/upgradeworker/lock", earlier)));
        await story.UntilAsync(
            async () => await story.LatestRunAsync() is { Step: not RunStep.Migrate } or { Attempt: > 1 }, "the end of the first try");
        story.Account.World.Do(_ =>
        {
            machine.ReleaseLocks(earlier);
            return true;
        });
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    [TestCase("GetCommandInvocation")]
    [TestCase("ListCommands")]
    public async Task A_look_after_a_script_that_AWS_throttles_sends_nothing_again(string operation)
    {
        await using var upgrade = await Upgrade.BeginAsync(Upgrade.ReplacesDatabases);
        var throttled = 0;
        upgrade.Story.Doom = point =>
        {
            if (point is { IsCall: true, Step: nameof(RunStep.Migrate) } && (point.Name == "aws SendCommand" || point.Name == $"aws {operation}") && throttled < 9)
            {
                throttled++;
                upgrade.Spoil(point.Name == "aws SendCommand" ? new RequestFault.ReplyLost() : new RequestFault.Throttled());
            }

            return Death.None;
        };
        var run = await upgrade.TellAsync();
        Assert.That(await upgrade.BrokenAsync(run), Is.Empty, await upgrade.Story.TellAsync());
        Assert.That(throttled, Is.GreaterThan(5));
    }

    private static async Task<Run> UpgradeAsync(Story story, string version)
    {
        story.Publish(version);
        story.Reply(await story.RequestAsync(), "APPROVE");
        return await story.EndedRunAsync();
    }

    private static void Fault(Story story, string service, string operation, RequestFault fault, int times = 1) =>
        story.Account.World.Faults.Add(new RequestFaultRule(service, operation, fault, Times: times));

    private static int Calls(Story story, string operation) => story.Account.Aws.Server.Calls.Count(call => call.Contains(operation, StringComparison.Ordinal));
}
