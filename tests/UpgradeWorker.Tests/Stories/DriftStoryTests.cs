using System.Text.Json.Nodes;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What people change by hand, through the whole worker.</summary>
internal sealed class DriftStoryTests
{
    private const string Property = "BackupRetentionPeriod";
    private const string Often = ", \"DriftCron\": \"*/10 * * * *\"";

    [Test]
    public async Task Drift_of_what_an_upgrade_touches_blocks_it_is_told_once_and_once_when_it_is_gone()
    {
        await using var story = await Story.BeginAsync(Often);
        var was = Change(story, "35");
        await story.PassAsync(TimeSpan.FromMinutes(40));
        Assert.That(story.Mails("drift"), Has.Count.EqualTo(1), await story.TellAsync());
        Assert.That(story.Mails("drift")[0].TextBody, Does.Contain("/BackupRetentionPeriod").And.Contain("Only CloudFormation"));
        await story.RestartAsync();
        story.Publish("3.37.0");
        await story.PassAsync(TimeSpan.FromMinutes(40));
        Assert.That(story.Mails("drift"), Has.Count.EqualTo(1), "not again after a restart");
        Assert.That(story.Mails("request"), Is.Empty);
        Assert.That((await CurrentAsync(story)).Findings.Select(finding => finding.Reason), Does.Contain("Drifted"));

        Change(story, was);
        await story.RequestAsync();
        Assert.That(story.Mails("drift"), Has.Count.EqualTo(2));
        Assert.That(story.Mails("drift")[1].Subject, Does.Contain("Drift gone"));
    }

    [Test]
    public async Task Detection_that_lacks_a_permission_is_told_once_and_once_when_it_works_again()
    {
        await using var story = await Story.BeginAsync(Often, arrange: world => world.Do(one =>
        {
            one.Faults.Add(new RequestFaultRule("cloudformation", "DetectStackDrift", new RequestFault.AccessDenied(), Times: 4));
            return true;
        }));
        await story.RestartAsync();
        await story.PassAsync(TimeSpan.FromMinutes(40));
        Assert.That(story.Mails("source-failing").Single().TextBody, Does.Contain("cloudformation:DetectStackDrift"));
        Assert.That(story.Mails("source-recovered"), Is.Empty);
        await story.PassAsync(TimeSpan.FromHours(2));
        Assert.That(story.Mails("source-failing"), Has.Count.EqualTo(1));
        Assert.That(story.Mails("source-recovered").Single().Subject, Does.Contain("Drift detected again"));
    }

    [Test]
    public async Task A_detection_whose_beginning_was_not_answered_is_waited_out_and_nobody_is_told()
    {
        await using var story = await Story.BeginAsync(Often, arrange: world => world.Do(one =>
        {
            one.Faults.Add(new RequestFaultRule("cloudformation", "DetectStackDrift", new RequestFault.ReplyLost()));
            return true;
        }));
        await story.PassAsync(TimeSpan.FromMinutes(14));
        var report = await story.Database.ReadAsync(session => DriftStore.LatestAsync(session, new StackKey(Story.Key)), CancellationToken.None);
        Assert.That(report, Is.Not.Null);
        Assert.That(story.Mails("source-failing"), Is.Empty);
    }

    [Test]
    public async Task A_detection_that_stays_in_the_way_is_told_after_a_while()
    {
        await using var story = await Story.BeginAsync(Often, arrange: world => world.Do(one =>
        {
            one.Faults.Add(new RequestFaultRule("cloudformation", "DetectStackDrift", new RequestFault.ReplyLost()));
            one.Faults.Add(new WorldFault.DriftStuck());
            return true;
        }));
        await story.PassAsync(TimeSpan.FromMinutes(10));
        Assert.That(story.Mails("source-failing"), Is.Empty);
        await story.PassAsync(TimeSpan.FromMinutes(20));
        Assert.That(story.Mails("source-failing").Single().TextBody, Does.Contain("already in progress"));
    }

    [Test]
    public async Task Drift_that_a_rule_leaves_is_neither_told_nor_blocks()
    {
        await using var story = await Story.BeginAsync(
            $$"""{{Often}}, "DriftIgnore": [ { "ResourceType": "AWS::RDS::*", "Property": "/{{Property}}", "Reason": "kept longer for the audit" } ]""");
        Change(story, "35");
        story.Publish("3.37.0");
        await story.PassAsync(TimeSpan.FromMinutes(30));
        var request = await story.RequestAsync();
        Assert.That(story.Mails("drift"), Is.Empty);
        Assert.That(request.TextBody, Does.Contain("kept longer for the audit"));
    }

    [Test]
    public async Task Drift_is_brought_back_by_a_plan_of_its_own_before_the_upgrade()
    {
        await using var story = await Story.BeginAsync($"{Often}, \"DriftPolicy\": \"Revert\"");
        Change(story, "35");
        story.Publish("3.36.0");
        await story.UntilAsync(() => Task.FromResult(story.Mails("request").Any(mail => mail.Subject!.Contains("drift brought back", StringComparison.Ordinal))), "the request");
        story.Reply(story.Mails("request")[^1], "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(Database(story).Properties[Property]!.ToString(), Is.Not.EqualTo("35"));
        await story.UntilAsync(() => Task.FromResult(story.Mails("drift").Any(mail => mail.Subject!.Contains("gone", StringComparison.Ordinal))), "that it is gone");
        await story.UntilAsync(() => Task.FromResult(story.Mails("request")[^1].Subject!.Contains("3.35.0 to 3.36.0", StringComparison.Ordinal)), "the upgrade");
    }

    private static string Change(Story story, string value)
    {
        var database = Database(story);
        var was = database.Properties[Property]!.ToString();
        story.Account.World.ChangeByHand(database, Property, JsonValue.Create(value));
        return was;
    }

    private static DbInstance Database(Story story) => story.Account.World.Resources.Of<DbInstance>().Single();

    private static async Task<CurrentPlan> CurrentAsync(Story story) =>
        (await story.Database.ReadAsync(session => PlanStore.CurrentAsync(session, new StackKey(Story.Key)), CancellationToken.None))!;
}
