using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Ssm;
using UpgradeWorker.Sandbox.Ssm.Bash;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What is wrong with the stack or the instance after an update that AWS calls complete, and how people hear of it.</summary>
internal sealed class VerifyFaultStoryTests
{
    [Test]
    public async Task A_stack_that_does_not_name_our_snapshot_any_more_needs_a_person_and_the_snapshots_are_kept()
    {
        await using var story = await Story.BeginAsync();
        var run = await UpgradeAsync(story, "3.37.0", RunStep.Migrate, stack => stack.Parameters =
            [.. stack.Parameters.Select(one => one.Value.Contains(":snapshot:uw-", StringComparison.Ordinal) ? one with { Value = one.Value + "-other" } : one)]);
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "NotRestored")), await story.TellAsync());
        Assert.That(Plain(story.Mails("needs-attention").Single().TextBody), Does.Contain("the snapshot is kept").And.Contain("Snapshots that stay"));
        Assert.That(story.Account.World.Do(world => world.Resources.DatabaseSnapshots.Keys.Count(name => name.StartsWith("uw-", StringComparison.Ordinal))), Is.EqualTo(1));
    }

    [Test]
    public async Task A_version_that_is_not_the_one_that_was_approved_needs_a_person()
    {
        await using var story = await Story.BeginAsync();
        var run = await UpgradeAsync(story, "3.36.0", RunStep.Migrate, stack => SetOutput(stack, "VersionTag", "3.35.9"));
        Assert.That((run.Ending, run.Why?.Message), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "The stack says it runs 3.35.9, not 3.36.0.")), await story.TellAsync());
        Assert.That(await story.TellAsync(), Does.Not.Contain("Verify 2"), "it is told at once");
    }

    [Test]
    public async Task A_public_address_that_changed_is_shouted_about()
    {
        await using var story = await Story.BeginAsync();
        var run = await UpgradeAsync(story, "3.36.0", RunStep.Migrate, stack => SetOutput(stack, "PublicIP", "192.0.2.99"));
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        var mail = story.Mails("succeeded").Single();
        Assert.That(mail.Subject, Does.EndWith("AddressChanged"));
        Assert.That(Plain(mail.TextBody), Does.Contain("PublicIP CHANGED from").And.Contain("to 192.0.2.99: change the DNS record now, or no certificate can be issued."));
    }

    [Test]
    public async Task A_first_boot_that_fails_is_told_with_its_logs()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Observe(new Machinist(story.Account, machine =>
        {
            var init = machine.Program("cloud-init")!;
            machine.AddProgram("cloud-init", Failing);

            IEnumerable<TimeSpan> Failing(ShellCall call)
            {
                foreach (var wait in init(call))
                {
                    yield return wait;
                }

                call.ExitCode = 1;
            }
        }));
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ScriptFailed")), await story.TellAsync());
        var mail = story.Mails("needs-attention").Single();
        Assert.That(mail.Subject, Does.Contain("at AwaitInstance"));
        Assert.That(await story.TellAsync(), Does.Not.Contain("AwaitInstance 2"), "a boot that failed is not waited for again");
        Assert.That(Attached(mail, "logs-i-"), Does.Contain("bootstrap of version 3.36.0").And.Contain("Starting 3.36.0"));
    }

    [Test]
    public async Task A_service_that_does_not_start_is_told_with_its_logs_and_started_and_verified_after_a_retry()
    {
        await using var story = await Story.BeginAsync();
        var broken = true;
        story.Account.World.Observe(new Machinist(story.Account, machine =>
        {
            var systemctl = machine.Program("systemctl")!;
            machine.AddProgram("systemctl", call => broken && call.Arguments.Contains("restart") ? call.Fail(1, "Job for lorawan-stack.service failed.") : systemctl(call));
        }));
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ScriptFailed")), await story.TellAsync());
        var mail = story.Mails("needs-attention").Single();
        Assert.That(mail.Subject, Does.Contain("at StartService"));
        Assert.That(Plain(mail.TextBody), Does.Contain("Job for lorawan-stack.service failed."));
        Assert.That(Attached(mail, "logs-i-"), Does.Contain("bootstrap of version 3.36.0"));
        broken = false;
        await story.Database.WriteAsync(
            session => CommandStore.AppendAsync(
                session, new OperatorCommand { At = story.Time.GetUtcNow(), UserName = "root", Verb = "run-retry", Target = run.Id.Value }),
            CancellationToken.None);
        await story.RunAsync();
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(await story.TellAsync(), Does.Contain("Verify 1 Done"));
    }

    [Test]
    public async Task A_first_boot_with_recoverable_errors_is_told_and_goes_on()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Observe(new Machinist(story.Account, machine =>
        {
            var init = machine.Program("cloud-init")!;
            machine.AddProgram("cloud-init", Warning);

            IEnumerable<TimeSpan> Warning(ShellCall call)
            {
                foreach (var wait in init(call))
                {
                    yield return wait;
                }

                call.ExitCode = 2;
            }
        }));
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(Plain(story.Mails("succeeded").Single().TextBody), Does.Contain("reports recoverable errors; look at /var/log/cloud-init.log."));
    }

    [Test]
    public async Task A_boot_of_a_late_instance_that_does_not_end_is_told_with_its_logs_before_the_deadline()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Faults.Add(new Sandbox.Faults.WorldFault.InstanceNeverOnline());
        story.Account.World.Observe(new Machinist(story.Account, machine => machine.AddProgram("cloud-init", _ => Enumerable.Repeat(TimeSpan.FromMinutes(1), 600))));
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitInstance }, "the wait for the instance");
        await story.PassAsync(TimeSpan.FromMinutes(50));
        story.Account.World.Do(world =>
        {
            var machine = story.Account.Vendor.Machines.Find(world.Resources.Of<Ec2Instance>().Single().PhysicalId)!;
            (machine.AgentOnline, machine.AgentDead, machine.RegisteredAt) = (true, false, world.Now);
            return true;
        });
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ScriptFailed")), await story.TellAsync());
        await story.RunAsync();
        Assert.That(Attached(story.Mails("needs-attention").Single(), "logs-i-"), Does.Contain("bootstrap of version 3.36.0"));
    }

    [Test]
    public async Task A_program_of_another_version_is_told()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Observe(new Machinist(story.Account, machine =>
        {
            var program = machine.Program(Bootstrap.Binary)!;
            machine.AddProgram(Bootstrap.Binary, call =>
            {
                if (call.Arguments.Contains("migrate"))
                {
                    return program(call);
                }

                call.Print("tti-lw-stack: 3.35.9");
                return call.End();
            });
        }));
        Assert.That((await UpgradeAsync(story, "3.36.0")).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(Plain(story.Mails("succeeded").Single().TextBody), Does.Match("The program on i-[0-9a-f]+ says: tti-lw-stack: 3.35.9, active. 3.36.0 was expected."));
    }

    [Test]
    public async Task All_that_is_wrong_after_an_update_is_told_at_once()
    {
        await using var story = await Story.BeginAsync(
            extra: """ "Profiles": { "the-things-stack": { "DataProbes": [ "cat /tti/bootstrap/bootstrap.log" ] } }, """);
        var run = await UpgradeAsync(story, "3.36.0", RunStep.Migrate, stack => SetOutput(stack, "VersionTag", "3.35.9"));
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "WrongVersion")), await story.TellAsync());
        Assert.That(run.Why!.Message, Does.Contain("3.35.9, not 3.36.0.").And.Contain("bootstrap of version 3.36.0"));
    }

    [Test]
    public async Task A_data_probe_that_fails_after_the_update_needs_a_person()
    {
        await using var story = await Story.BeginAsync(extra: """ "Profiles": { "the-things-stack": { "DataProbes": [ "cat /tti/by-hand" ] } }, """);
        story.Account.World.Do(world =>
        {
            story.Account.Vendor.Machines.Find(world.Resources.Of<Ec2Instance>().Single().PhysicalId)!.Disk.Write("/tti/by-hand", "12 gateways");
            return true;
        });
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ProbeFailed")), await story.TellAsync());
        Assert.That(Plain(story.Mails("needs-attention").Single().TextBody), Does.Contain("probe 1 on i-").And.Contain("/tti/by-hand"));
    }

    [Test]
    public async Task A_data_probe_that_fails_before_the_update_leaves_the_stack_as_it_was()
    {
        await using var story = await Story.BeginAsync(extra: """ "Profiles": { "the-things-stack": { "DataProbes": [ "cat /tti/nothing" ] } }, """);
        var run = await UpgradeAsync(story, "3.36.0");
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "ProbeFailed")), await story.TellAsync());
        Assert.That(Plain(story.Mails("refused").Single().TextBody), Does.Contain("/tti/nothing").And.Contain("The run ended before the stack was changed."));
        Assert.That(story.Account.Aws.Server.Calls, Has.None.Contains("ExecuteChangeSet"));
    }

    [Test]
    public async Task A_migration_that_a_person_cancels_is_not_sent_again()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Faults.Add(new Sandbox.Faults.WorldFault.MigrationSlow("migrate", 60));
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(() => Task.FromResult(Migrations(story).Any(one => one.Invocations[0].Status == "InProgress")), "the migration");
        story.Account.World.Do(_ =>
        {
            SsmAgent.Cancel(Migrations(story)[^1].Invocations[0]);
            return true;
        });
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.NeedsAttention), await story.TellAsync());
        Assert.That(run.Why!.Message, Does.Contain("ended with Cancelled"));
        Assert.That(Migrations(story), Has.Count.EqualTo(1));
    }

    private static IReadOnlyList<SsmCommand> Migrations(Story story) =>
        [.. ((SsmService)story.Account.Vendor.Ssm).Commands.Where(command => command.Comment?.Contains("-db migrate b", StringComparison.Ordinal) == true)];

    private static async Task<Run> UpgradeAsync(Story story, string version, RunStep? at = null, Action<EmulatedStack>? meddle = null)
    {
        story.Publish(version);
        story.Reply(await story.RequestAsync(), "APPROVE");
        if (meddle is not null)
        {
            await story.UntilAsync(async () => (await story.LatestRunAsync())?.Step == at, $"{at}");
            story.Account.World.Do(_ =>
            {
                meddle(story.Account.Stack);
                return true;
            });
        }

        var run = await story.EndedRunAsync();
        await story.RunAsync();
        return run;
    }

    private static void SetOutput(EmulatedStack stack, string key, string value) =>
        stack.Outputs = [.. stack.Outputs.Select(one => one.Key == key ? one with { Value = value } : one)];

    private static string Attached(MimeKit.MimeMessage mail, string name) =>
        mail.Attachments.OfType<MimeKit.TextPart>().Single(part => part.FileName?.StartsWith(name, StringComparison.Ordinal) == true).Text;

    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Changes the machines of new instances before they boot.</summary>
    private sealed class Machinist(VendorAccount account, Action<Machine> change) : WorldObserver
    {
        public override void InstanceLaunched(Ec2Instance instance)
        {
            if (account.Vendor.Machines.Find(instance.PhysicalId) is { } machine)
            {
                change(machine);
            }
        }
    }
}
