using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Runs;

public sealed class UpdateStoryTests
{
    private const string StackArn = "arn:aws:cloudformation:eu-west-1:1:stack/prod/1";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    [Test]
    public void Progress_names_what_is_worked_on_since_when_and_how_long_it_usually_takes()
    {
        var events = new[] { Event("Database", "UPDATE_IN_PROGRESS", 1), Event("Instance", "UPDATE_IN_PROGRESS", 2), Event("Instance", "UPDATE_COMPLETE", 5), Event("Database", "UPDATE_IN_PROGRESS", 6) };
        var told = UpdateStory.Progress("UPDATE_IN_PROGRESS", events, new Dictionary<string, TimeSpan> { ["Database"] = TimeSpan.FromMinutes(35) });
        Assert.That(told, Is.EqualTo("UPDATE_IN_PROGRESS: Database UPDATE_IN_PROGRESS since 02:01:00 UTC (usually 35 min); 1 of 2 resources done"));
    }

    [TestCase("2026-11-22T02:05:00Z", "Europe/Amsterdam", "since 03:01:00 (usually 35 min)")]
    [TestCase("2026-11-22T02:05:00Z", "America/New_York", "since 21:01:00 (usually 35 min)")]
    [TestCase("2026-10-25T02:05:00Z", "Europe/Amsterdam", "since 03:01:00 (usually 35 min)", Description = "after the clocks went back at 01:00 UTC")]
    [TestCase("2026-10-25T00:05:00Z", "Europe/Amsterdam", "since 04:01:00 (usually 35 min)", Description = "02:01 is not over yet: that of the day before")]
    public void Readers_see_times_of_day_of_their_own_zone(string saidAt, string zone, string told) => Assert.That(
        UpdateStory.InZone("Database UPDATE_IN_PROGRESS since 02:01:00 UTC (usually 35 min)", DateTimeOffset.Parse(saidAt, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)),
        Does.EndWith(told));

    [Test]
    public void Text_without_such_times_stays_as_it_is() =>
        Assert.That(UpdateStory.InZone("waits since 25:00:00 UTC, or 02:01:00 UTC", Start, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")), Is.EqualTo("waits since 25:00:00 UTC, or 02:01:00 UTC"));

    [Test]
    public void No_usual_time_is_told_of_a_deletion_nor_one_below_a_second()
    {
        var told = UpdateStory.Progress(
            "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", [Event("Database", "DELETE_IN_PROGRESS", 1), Event("Route", "UPDATE_IN_PROGRESS", 1)],
            new Dictionary<string, TimeSpan> { ["Database"] = TimeSpan.FromMinutes(35), ["Route"] = TimeSpan.FromMilliseconds(300) });
        Assert.That(told, Is.EqualTo(
            "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: Database DELETE_IN_PROGRESS since 02:01:00 UTC, Route UPDATE_IN_PROGRESS since 02:01:00 UTC; 0 of 2 resources done"));
    }

    [Test]
    public void The_usual_time_is_the_median_of_what_completed()
    {
        var events = new List<StackEvent>();
        foreach (var (begin, took) in new[] { (0, 10), (100, 30), (200, 20) })
        {
            events.Add(Event("Database", "UPDATE_IN_PROGRESS", begin));
            events.Add(Event("Database", "UPDATE_COMPLETE", begin + took));
        }

        events.Add(Event("Database", "UPDATE_IN_PROGRESS", 300));
        events.Add(Event("Database", "UPDATE_FAILED", 301));
        Assert.That(UpdateStory.UsualTimes(events)["Database"], Is.EqualTo(TimeSpan.FromMinutes(20)));
    }

    [Test]
    public void A_person_who_cancelled_is_told_from_a_failure()
    {
        Assert.That(UpdateStory.WasCancelled([OfStack("UPDATE_ROLLBACK_IN_PROGRESS", 3, "User Initiated")]));
        Assert.That(UpdateStory.WasCancelled([OfStack("UPDATE_ROLLBACK_IN_PROGRESS", 3, "The following resource(s) failed to update: [Instance].")]), Is.False);
    }

    [Test]
    public void What_only_followed_from_another_failure_is_not_named_as_a_cause() => Assert.That(
        UpdateStory.Failures([Event("Instance", "UPDATE_FAILED", 1, "no capacity"), Event("Redis", "UPDATE_FAILED", 1, "Resource update cancelled")]),
        Is.EqualTo("Instance UPDATE_FAILED: no capacity"));

    [Test]
    public void What_could_not_be_brought_back_is_named_and_what_failed_forward_is_not() => Assert.That(
        UpdateStory.Stuck(
        [
            Event("Instance", "UPDATE_FAILED", 1, "no capacity"), OfStack("UPDATE_ROLLBACK_IN_PROGRESS", 2), Event("Instance", "UPDATE_COMPLETE", 3),
            Event("Bucket", "UPDATE_FAILED", 4, "not empty"), OfStack("UPDATE_ROLLBACK_FAILED", 5),
        ]),
        Is.EqualTo(new[] { "Bucket (not empty)" }));

    [Test]
    public void An_update_that_ended_is_told_from_what_somebody_began_after_it()
    {
        StackEvent[] update = [OfStack("UPDATE_IN_PROGRESS", 1), Event("Instance", "UPDATE_COMPLETE", 2), OfStack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 3)];
        StackEvent[] ended = [.. update, OfStack("UPDATE_COMPLETE", 4)];
        StackEvent[] followed = [.. ended, OfStack("UPDATE_IN_PROGRESS", 5), OfStack("UPDATE_ROLLBACK_COMPLETE", 6)];
        Assert.That((UpdateStory.EndOf(update), UpdateStory.OthersFollowed(update)), Is.EqualTo(((string?)null, false)));
        Assert.That((UpdateStory.EndOf(ended), UpdateStory.OthersFollowed(ended)), Is.EqualTo(("UPDATE_COMPLETE", false)));
        Assert.That((UpdateStory.EndOf(followed), UpdateStory.OthersFollowed(followed)), Is.EqualTo(("UPDATE_COMPLETE", true)));
    }

    [Test]
    public void What_was_deleted_at_the_second_try_is_no_leftover() => Assert.That(
        UpdateStory.Leftovers([Event("Old", "DELETE_FAILED", 1, "in use"), Event("Gone", "DELETE_FAILED", 1, "in use"), Event("Gone", "DELETE_COMPLETE", 2)]),
        Is.EqualTo(new[] { "Old id-Old: in use" }));

    private static StackEvent Event(string logicalId, string status, int minute, string? reason = null) => new(
        $"{logicalId}-{status}-{minute}", logicalId, $"id-{logicalId}", "AWS::Sample::Resource", status, reason, Start.AddMinutes(minute), "token");

    private static StackEvent OfStack(string status, int minute, string? reason = null) => new(
        $"{status}-{minute}", "prod", StackArn, "AWS::CloudFormation::Stack", status, reason, Start.AddMinutes(minute), "token");
}
