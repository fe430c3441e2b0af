using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Release notes that cannot be read for a while.</summary>
internal sealed class ChangelogStoryTests
{
    [Test]
    public async Task An_outage_of_the_release_notes_withdraws_no_request_also_over_a_restart()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        var request = await story.RequestAsync();
        story.LoseNotes();
        await story.PassAsync(TimeSpan.FromHours(2));
        await story.RestartAsync();
        await story.PassAsync(TimeSpan.FromHours(2));
        Assert.That((await CurrentAsync(story)).Plan, Is.Not.Null, await story.TellAsync());
        story.FindNotes();
        await story.PassAsync(TimeSpan.FromMinutes(10));
        Assert.That(story.Mails("request"), Has.Count.EqualTo(1), "it was never withdrawn");
        story.Reply(request, "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is not null, "the run");
    }

    [Test]
    public async Task A_plan_that_rests_on_a_kept_copy_says_so_and_a_copy_of_yesterday_no_longer_serves()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        await story.RequestAsync();
        story.LoseNotes();
        story.Publish("3.37.0");
        var second = await story.RequestAsync(2);
        Assert.That(second.Subject, Does.Contain("3.37.0"));
        Assert.That(second.TextBody, Does.Contain("this rests on it as it was at"));
        await story.PassAsync(TimeSpan.FromHours(26));
        var current = await CurrentAsync(story);
        Assert.That(current.Plan, Is.Null);
        Assert.That(current.Findings.Select(finding => finding.Reason), Does.Contain("ChangelogUnreadable"));
    }

    private static async Task<CurrentPlan> CurrentAsync(Story story) =>
        (await story.Database.ReadAsync(session => PlanStore.CurrentAsync(session, new(Story.Key)), CancellationToken.None))!;
}
