using UpgradeWorker.Core.Runs;
using UpgradeWorker.Jobs;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Ssm;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Whether the service runs again after a run that turned back, whatever came between.</summary>
internal sealed class ServiceStoryTests
{
    [Test]
    public async Task A_service_that_an_earlier_try_left_stopped_is_started_by_a_later_one_that_stopped_nothing()
    {
        await using var story = await Story.BeginAsync();
        var broken = true;
        var machine = Machine(story);
        story.Account.World.Do(_ =>
        {
            var systemctl = machine.Program("systemctl")!;
            machine.AddProgram("systemctl", call => broken && call.Arguments.Contains("restart") ? call.Fail(1, "Job for lorawan-stack.service failed.") : systemctl(call));
            return true;
        });
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        Fault(story, "rds", "CreateDBSnapshot", new RequestFault.AccessDenied());
        story.Reply(request, "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.NeedsAttention as RunEnding?, "ScriptFailed")), await story.TellAsync());
        await story.RunAsync();
        Assert.That(Plain(story.Mails("needs-attention").Single().TextBody), Does.Contain("THE SERVICE IS DOWN"));

        broken = false;
        // The second try comes no further than its first look.
        Fault(story, "rds", "DescribeDBInstances", new RequestFault.AccessDenied());
        await story.CommandAsync("run-retry", run.Id.Value);
        await story.RunAsync();
        run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Generation), Is.EqualTo((RunEnding.Refused as RunEnding?, 2)), await story.TellAsync());
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
        // A stop of either try that Systems Manager delivers late finds that the service was started after it.
        var start = ((SsmService)story.Account.Vendor.Ssm).Commands[^1].Script;
        Assert.That(start, Does.Contain(RunNames.StartMarker(run.Id, 1)).And.Contain(RunNames.StartMarker(run.Id, 2)));
    }

    [Test]
    public async Task A_check_that_came_to_nothing_is_made_again_and_claims_nothing()
    {
        await using var story = await Story.BeginAsync();
        var machine = Machine(story);
        story.Account.World.Faults.Add(new WorldFault.AgentDies("service is active"));
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(() => Task.FromResult(story.Account.World.Do(_ => machine.AgentDead)), "the death of the agent");
        await story.PassAsync(TimeSpan.FromMinutes(6));
        story.Account.World.Do(_ =>
        {
            (machine.AgentOnline, machine.AgentDead) = (true, false);
            return true;
        });
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(((SsmService)story.Account.Vendor.Ssm).Commands.Count(command => command.Comment.Contains(" check ", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_look_before_the_execution_that_is_throttled_for_long_lets_the_service_start()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        story.Doom = point =>
        {
            if (point is { Name: "aws DescribeStacks", Job: nameof(AdvanceRunsJob) } && StepOf(story) == RunStep.ExecuteChangeSet)
            {
                Fault(story, "cloudformation", "DescribeStacks", new RequestFault.Throttled(), 1);
            }

            return Death.None;
        };
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "AwsThrottled")), await story.TellAsync());
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
        Assert.That(story.Account.Aws.Server.Calls, Has.None.Contains("ExecuteChangeSet"));
    }

    [Test]
    public async Task Who_says_hold_in_the_last_moment_before_the_execution_keeps_it_from_being_sent()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var held = false;
        story.Doom = point =>
        {
            // The last look before the intent to send is journalled.
            if (!held && point is { Name: "aws DescribeChangeSet", Job: nameof(AdvanceRunsJob) } && StepOf(story) == RunStep.ExecuteChangeSet)
            {
                held = true;
                story.Sql("""
                    INSERT INTO verdict (id, request_id, at, content)
                    SELECT 'late', request_id, at, json_set(content, '$.kind', 'Hold', '$.by', 'late@example.com') FROM verdict ORDER BY at DESC LIMIT 1
                    """);
            }

            return Death.None;
        };
        var run = await story.EndedRunAsync();
        Assert.That(held);
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "Held")), await story.TellAsync());
        Assert.That(story.Account.Aws.Server.Calls, Has.None.Contains("ExecuteChangeSet"));
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }

    /// <summary>Where the newest run stands, asked from within a call.</summary>
    private static RunStep? StepOf(Story story) => story.LatestRunAsync().GetAwaiter().GetResult()?.Step;

    private static Machine Machine(Story story) =>
        story.Account.World.Do(world => story.Account.Vendor.Machines.Find(world.Resources.Of<Ec2Instance>().Single().PhysicalId)!);

    private static void Fault(Story story, string service, string operation, RequestFault fault, int times = int.MaxValue) => story.Account.World.Do(world =>
    {
        world.Faults.Add(new RequestFaultRule(service, operation, fault, Times: times));
        return true;
    });

    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
