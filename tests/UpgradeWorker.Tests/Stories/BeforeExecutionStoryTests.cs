using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Mail;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What ends a run before anything is executed, and what the stack's users notice of it.</summary>
internal sealed class BeforeExecutionStoryTests
{
    [Test]
    public async Task Who_says_hold_before_the_service_is_stopped_keeps_it_running()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        Fault(story, "rds", "DescribeDBInstances", new RequestFault.ErrorBefore());
        story.Reply(request, "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.Preflight, Attempt: 2 }, "the second look");
        story.Reply(request, "HOLD");
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "Held")), await story.TellAsync());
        Assert.That(Calls(story, "SendCommand") + Calls(story, "CreateDBSnapshot"), Is.Zero, await story.TellAsync());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Who_says_no_while_the_snapshots_are_taken_stops_the_run(bool byMail)
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        story.Reply(request, "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.TakeSnapshots }, "the snapshots");
        if (byMail)
        {
            story.Reply(request, "REJECT");
        }
        else
        {
            await CommandAsync(story, "decline");
        }

        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "Held")), await story.TellAsync());
        Assert.That(Calls(story, "ExecuteChangeSet"), Is.Zero);
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }

    [Test]
    public async Task Who_said_hold_before_approving_is_not_held_to_it()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        var request = await story.RequestAsync();
        story.Reply(request, "HOLD");
        await story.UntilAsync(() => Task.FromResult(story.Mails("declined").Count > 0), "the answer to HOLD");
        story.Reply(request, "APPROVE");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    [Test]
    public async Task Who_says_hold_after_the_execution_is_told_that_it_is_too_late()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        var request = await story.RequestAsync();
        story.Reply(request, "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.AwaitStack }, "the update");
        story.Reply(request, "HOLD");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.PassAsync(TimeSpan.FromMinutes(10));
        Assert.That(story.Mails("declined"), Is.Empty, "nobody is told that it was held");
        Assert.That(story.Mails("answer").Select(mail => mail.TextBody), Has.Some.Contains("It is too late to hold run"));
    }

    [Test]
    public async Task A_window_that_becomes_too_short_while_snapshots_are_taken_lets_the_service_start_at_once()
    {
        await using var story = await Story.BeginAsync(window: """, "Windows": [ { "Cron": "0 11 * * *", "Duration": "2h" } ] """);
        story.Account.World.Faults.Add(new WorldFault.SnapshotStuck("rds"));
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "WindowTooShort")), await story.TellAsync());
        Assert.That(run.EndedAt, Is.LessThan(run.WindowCloses), await story.TellAsync());
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }

    [Test]
    public async Task A_stop_that_is_delivered_after_the_start_leaves_the_service_running()
    {
        await using var story = await Story.BeginAsync();
        var instance = story.Account.Stack.Resources["Instance"].PhysicalId;
        var run = RunId.From(new byte[12]);
        var profile = VendorProfile.TheThingsStack;
        Assert.That(await ScriptAsync(story, instance, "stop", InstanceScripts.StopService(profile, RunNames.StartMarker(run, 1))), Is.Zero);
        Assert.That(await ScriptAsync(story, instance, "start", InstanceScripts.StartService(profile, [RunNames.StartMarker(run, 1)])), Is.Zero);
        Assert.That(await ScriptAsync(story, instance, "late stop", InstanceScripts.StopService(profile, RunNames.StartMarker(run, 1))), Is.EqualTo(1));
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
        Assert.That(await ScriptAsync(story, instance, "next stop", InstanceScripts.StopService(profile, RunNames.StartMarker(run, 2))), Is.Zero);
    }

    [Test]
    public async Task A_service_that_somebody_starts_during_the_snapshots_keeps_the_change_set_from_being_executed()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.TakeSnapshots }, "the snapshots");
        await ScriptAsync(story, story.Account.Stack.Resources["Instance"].PhysicalId, "by hand", "systemctl start lorawan-stack.service");
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "ServiceRunsAgain")), await story.TellAsync());
        Assert.That(Calls(story, "ExecuteChangeSet"), Is.Zero);
    }

    [TestCase("rds", "DescribeDBSnapshots")]
    [TestCase("elasticache", "ListTagsForResource")]
    [TestCase("ssm", "ListCommands")]
    [TestCase("ssm", "GetCommandInvocation")]
    public async Task A_look_that_AWS_does_not_allow_is_missed_before_anything_is_touched(string service, string operation)
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        Fault(story, service, operation, new RequestFault.AccessDenied(), times: int.MaxValue);
        story.Reply(request, "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "AwsAccessDenied")), await story.TellAsync());
        Assert.That(run.Why!.Message, Does.Contain($"{service}:{operation}"));
        Assert.That(Calls(story, "SendCommand") + Calls(story, "CreateDBSnapshot"), Is.Zero, await story.TellAsync());
    }

    [TestCase("rds", "CreateDBSnapshot", "InvalidDBInstanceState")]
    [TestCase("elasticache", "CreateSnapshot", "InvalidReplicationGroupState")]
    public async Task A_database_that_becomes_busy_just_before_its_snapshot_is_waited_for(string service, string operation, string code)
    {
        await using var story = await Story.BeginAsync();
        Fault(story, service, operation, new RequestFault.Refused(code, "It is backed up at present."), times: 3);
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    [Test]
    public async Task An_answer_that_nobody_understands_just_before_the_execution_lets_the_service_start_again()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.ConfirmChangeSet }, "the confirmation");
        story.Doom = point =>
        {
            // From the look before the execution on AWS's answers lack the status.
            if (point.Job == nameof(Jobs.AdvanceRunsJob) && point.Name.Contains("DescribeStacks", StringComparison.Ordinal))
            {
                story.Account.World.Do(_ => story.Account.Stack.Status = null!);
            }

            return Death.None;
        };
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "Defect")), await story.TellAsync());
        Assert.That(await story.TellAsync(), Does.Contain("ExecuteChangeSet 8 Refused"));
        Assert.That(Calls(story, "ExecuteChangeSet"), Is.Zero);
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }

    [Test]
    public async Task A_change_set_that_never_began_is_turned_away_from_although_no_reply_to_its_deletion_comes()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        Fault(story, "cloudformation", "ExecuteChangeSet", new RequestFault.ErrorBefore(), times: int.MaxValue);
        Fault(story, "cloudformation", "DeleteChangeSet", new RequestFault.ReplyLost(), times: int.MaxValue);
        story.Reply(request, "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "ExecutionNotAnswered")), await story.TellAsync());
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }

    [Test]
    public async Task An_approver_whom_no_mail_reaches_does_not_keep_the_run_from_starting()
    {
        var folder = StoryFolders.Take();
        await using var story = await Story.BeginAsync(approvers: $"\"gone@example.com\", \"{Story.Operator}\"", post: time =>
        {
            var box = new FolderMailbox(Path.Combine(folder, "mail"), time);
            return Story.MailBy(new Unreachable(box, "gone@"), box);
        });
        story.Publish("3.36.0");
        await story.UntilAsync(async () => await story.Database.ReadAsync(session => ApprovalStore.RequestAsync(session, "UW-0001"), CancellationToken.None) is not null, "the request");
        await CommandAsync(story, "approve");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        StoryFolders.Return(folder);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Without_mail_an_approved_upgrade_starts_only_where_nobody_must_be_told_before_and_the_log_says_so(bool requireNotice)
    {
        await using var story = await Story.BeginAsync(
            approvals: $"{Story.QuickApprovals}, \"RequireNotice\": {(requireNotice ? "true" : "false")}", post: _ => new Mailbox(null, null, null, null));
        story.Publish("3.36.0");
        await story.UntilAsync(async () => await story.Database.ReadAsync(session => ApprovalStore.RequestAsync(session, "UW-0001"), CancellationToken.None) is not null, "the request");
        await CommandAsync(story, "approve");
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(await story.LatestRunAsync() is null, Is.EqualTo(requireNotice), await story.TellAsync());
        var alarms = story.Alarms.Lines.Where(line => line.StartsWith("5012 ", StringComparison.Ordinal)).ToList();
        Assert.That(alarms, Has.Count.EqualTo(requireNotice ? 1 : 0), "said once");
        Assert.That(alarms, Has.All.Contains("Mail:Kind is None").And.All.Contains("Approvals:RequireNotice"));
    }

    [Test]
    public async Task A_worker_that_has_lost_its_lease_leaves_no_line_in_the_journal()
    {
        await using var story = await Story.BeginAsync();
        var run = Run.Start(
            RunId.From(new byte[12]), new StackKey(Story.Key), new StackId($"arn:aws:cloudformation:eu-west-1:111122223333:stack/{VendorStack.Name}/1"), new PlanFingerprint(new string('a', 64)),
            story.Time.GetUtcNow().AddHours(4), story.Time.GetUtcNow());
        var claimed = await story.Database.WriteAsync(
            async session =>
            {
                await RunStore.StartAsync(session, new StartedRun(run.Id, run.Stack, run.StackId, run.Plan, "UW-9999", run.StartedAt, run.WindowCloses));
                await RunProgressStore.TakeUpAsync(session, run);
                return await RunProgressStore.ClaimDueAsync(session, "frozen", run.Due, run.Due + RunMover.Lease);
            },
            CancellationToken.None);
        await story.Database.WriteAsync(RunProgressStore.ReleaseAllAsync, CancellationToken.None);
        Assert.That(await story.Part<RunMover>().MoveAsync(claimed!, CancellationToken.None), Is.False);
        Assert.That(await story.Database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), CancellationToken.None), Is.Empty);
    }

    /// <summary>A local operator decides.</summary>
    private static Task<long> CommandAsync(Story story, string verb) => story.Database.WriteAsync(
        session => CommandStore.AppendAsync(session, new OperatorCommand { At = story.Time.GetUtcNow(), UserName = "root", Verb = verb, Target = "UW-0001" }),
        CancellationToken.None);

    /// <summary>Sends a script as a person would, and lets time go on until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    private static async Task<int?> ScriptAsync(Story story, string instance, string comment, string script)
    {
        var instances = (await story.ClientsAsync()).Instances;
        var id = await instances.SendScriptAsync(instance, comment, script, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), CancellationToken.None);
        for (var second = 0; second < 300; second++)
        {
            story.Time.Advance(TimeSpan.FromSeconds(1));
            if (await instances.FindInvocationAsync(id, instance, CancellationToken.None) is { IsFinished: true } ended)
            {
                return ended.ExitCode;
            }
        }

        return null;
    }

    private static void Fault(Story story, string service, string operation, RequestFault fault, int times = 1) =>
        story.Account.World.Faults.Add(new RequestFaultRule(service, operation, fault, Times: times));

    private static int Calls(Story story, string operation) => story.Account.Aws.Server.Calls.Count(call => call.Contains(operation, StringComparison.Ordinal));

    /// <summary>A way out on which one address refuses for good.</summary>
    private sealed class Unreachable(IOutgoingMail inner, string address) : IOutgoingMail
    {
        public Task<SendResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => mail.To.StartsWith(address, StringComparison.Ordinal)
            ? Task.FromResult<SendResult>(new SendResult.Failed(new Finding("RecipientRefused", "no such user")))
            : inner.SendAsync(mail, cancellationToken);

        public Task<Finding?> ProbeAsync(CancellationToken cancellationToken) => inner.ProbeAsync(cancellationToken);
    }
}
