using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

internal sealed class UpgradeStoryTests
{
    [Test]
    public async Task A_new_template_is_asked_about_approved_run_and_reported()
    {
        await using var story = await Story.BeginAsync();
        var reader = new EndStateReader(story.Account);
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        var end = await story.EndStateAsync(reader);
        Assert.That(end.VersionTag, Is.EqualTo("3.36.0"));
        Assert.That(end.ServiceActive);
        Assert.That(end.Unmigrated, Is.Empty);
        Assert.That(end.Database.Rows, Is.SupersetOf(end.AcknowledgedRows));
        Assert.That(end.CertificateRefusals, Is.Empty);
        Assert.That(story.Mails("succeeded"), Has.Count.EqualTo(1));
        Assert.That(story.Mails("succeeded")[0].Subject, Does.Contain("3.36.0"));
    }

    [Test]
    public async Task An_upgrade_that_replaces_the_databases_keeps_every_acknowledged_row()
    {
        await using var story = await Story.BeginAsync();
        var reader = new EndStateReader(story.Account);
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        Assert.That(request.Subject, Does.Contain("REPLACES"));
        story.Reply(request, "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        var end = await story.EndStateAsync(reader);
        Assert.That(end.VersionTag, Is.EqualTo("3.37.0"));
        Assert.That(end.Database.PhysicalId, Is.Not.EqualTo(end.Database.FirstPhysicalId));
        Assert.That(end.Redis.PhysicalId, Is.Not.EqualTo(end.Redis.FirstPhysicalId));
        Assert.That(end.Database.Rows, Is.SupersetOf(end.AcknowledgedRows));
        Assert.That(end.Redis.Rows, Is.SupersetOf(end.AcknowledgedRows));
        Assert.That(end.ServiceActive);
        Assert.That(end.Unmigrated, Is.Empty);
    }

    [TestCase("", TestName = "A_quoted_only_reply_starts_nothing")]
    [TestCase("REJECT not this week", TestName = "A_declined_request_starts_nothing")]
    [TestCase("APPROVE if the backup is done", TestName = "A_conditional_approval_starts_nothing")]
    public async Task A_reply_that_is_no_approval_starts_nothing(string text)
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), text);
        await story.PassAsync(TimeSpan.FromHours(3));
        Assert.That(await story.LatestRunAsync(), Is.Null);
        Assert.That(ExecutedChangeSets(story), Is.Zero);
    }

    [Test]
    public async Task An_unanswered_request_starts_nothing()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        await story.RequestAsync();
        await story.PassAsync(TimeSpan.FromHours(3));
        Assert.That(await story.LatestRunAsync(), Is.Null);
    }

    [Test]
    public async Task An_approval_from_another_address_starts_nothing()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE", from: "mallory@example.net");
        await story.PassAsync(TimeSpan.FromHours(2));
        Assert.That(await story.LatestRunAsync(), Is.Null);
    }

    [Test]
    public async Task A_reply_to_a_plan_that_has_changed_starts_nothing()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        var old = await story.RequestAsync();
        story.Publish("3.37.0");
        await story.RequestAsync(2);
        story.Reply(old, "APPROVE");
        await story.PassAsync(TimeSpan.FromHours(2));
        Assert.That(await story.LatestRunAsync(), Is.Null);
    }

    [Test]
    public async Task A_hold_after_the_start_keeps_the_change_set_from_being_executed()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        story.Reply(request, "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.TakeSnapshots }, "the snapshots");
        story.Reply(request, "HOLD");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Refused), await story.TellAsync());
        Assert.That(run.Why?.Reason, Is.EqualTo("Held"));
        var end = await story.EndStateAsync(new EndStateReader(story.Account));
        Assert.That(end.VersionTag, Is.EqualTo("3.35.0"));
        Assert.That(end.ServiceActive, "the service is started again");
    }

    [Test]
    public async Task A_worker_killed_between_any_two_ticks_finishes_the_run_with_each_effect_once()
    {
        await using var story = await Story.BeginAsync();
        var reader = new EndStateReader(story.Account);
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var restarts = 0;
        await story.UntilAsync(
            async () =>
            {
                restarts++;
                await story.RestartAsync();
                return await story.LatestRunAsync() is { EndedAt: not null };
            },
            "the end of the run");
        Assert.That(restarts, Is.GreaterThan(20));
        Assert.That((await story.LatestRunAsync())!.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        var end = await story.EndStateAsync(reader);
        Assert.That(end.Database.Rows, Is.SupersetOf(end.AcknowledgedRows));
        Assert.That(end.MigrationCalls.Distinct().Count(), Is.EqualTo(end.MigrationCalls.Count), string.Join(", ", end.MigrationCalls));
        Assert.That(ExecutedChangeSets(story), Is.EqualTo(1));
        Assert.That(story.Mails("succeeded"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_ledger_counts_what_Lets_Encrypt_counts()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.PassAsync(TimeSpan.FromHours(1));
        var end = await story.EndStateAsync(new EndStateReader(story.Account));
        var entries = await story.Database.ReadAsync(LedgerStore.AllAsync, CancellationToken.None);
        Assert.That(entries.Sum(entry => entry.Cost), Is.EqualTo(end.CertificatesIssued));
        Assert.That(await story.Database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task A_local_operator_approves_and_pauses()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        await story.RequestAsync();
        await story.CommandAsync("pause", null);
        await story.CommandAsync("approve", "UW-0001");
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(await story.LatestRunAsync(), Is.Null, "paused");
        var request = await story.Database.ReadAsync(session => ApprovalStore.RequestAsync(session, "UW-0001"), CancellationToken.None);
        Assert.That(request!.State, Is.EqualTo(ApprovalState.Approved));
        await story.CommandAsync("resume", null);
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    private static int ExecutedChangeSets(Story story) => story.Account.Aws.Server.Calls.Count(call => call.Contains("ExecuteChangeSet", StringComparison.Ordinal));
}
