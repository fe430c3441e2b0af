using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Core.Tests.Windows;

public sealed class ScheduleTests
{
    [TestCase("0 2 * * SUN", "UTC", "2026-11-22T02:00:00Z", "2026-11-22T02:00:00Z", TestName = "The instant itself counts")]
    [TestCase("0 2 * * SUN", "Europe/Berlin", "2026-11-22T10:00:00Z", "2026-11-29T01:00:00Z", TestName = "Winter time")]
    [TestCase("0 2 * * 0", "W. Europe Standard Time", "2026-07-01T10:00:00Z", "2026-07-05T00:00:00Z", TestName = "Windows id, summer time")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", TestName = "In the gap it comes at its end")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:01Z", "2026-03-30T00:30:00Z", TestName = "After the gap the next day")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", TestName = "In the overlap it comes at the first of both")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:01Z", "2026-10-26T01:30:00Z", TestName = "In the overlap it comes once")]
    [TestCase("0 0 29 2 *", "UTC", "2026-11-22T00:00:00Z", "2028-02-29T00:00:00Z", TestName = "A day that comes rarely")]
    public void The_next_time_is_told_in_UTC(string cron, string zone, string from, string next)
    {
        Assert.That(Schedule.TryCreate(cron, zone, out var schedule, out _), Is.True);

        var found = schedule!.NextFrom(Some.Instant(from));

        Assert.That(found, Is.EqualTo(Some.Instant(next)));
        Assert.That(found!.Value.Offset, Is.EqualTo(TimeSpan.Zero));
    }

    [TestCase("0 2 * *")]
    [TestCase("0 0 2 * * SUN")]
    [TestCase("@daily")]
    [TestCase("60 2 * * *")]
    [TestCase("0 2 * * FUNDAY")]
    [TestCase("")]
    [TestCase("0 0 30 2 *")]
    public void What_is_no_five_field_cron_is_a_finding_that_says_what_is(string cron)
    {
        Assert.That(Schedule.TryCreate(cron, "UTC", out _, out var findings), Is.False);
        Assert.That(findings.Single().Reason, Is.EqualTo("BadCron"));
        Assert.That(findings.Single().Message, Does.Contain($"'{cron}'").And.Contain("five fields are accepted"));
    }

    [TestCase("")]
    [TestCase("Europe/Atlantis")]
    [TestCase("CET+1 or so")]
    public void What_is_no_zone_is_a_finding_that_says_what_is(string zone)
    {
        Assert.That(Schedule.TryCreate("0 2 * * *", zone, out _, out var findings), Is.False);
        Assert.That(findings.Single().Reason, Is.EqualTo("BadZone"));
        Assert.That(findings.Single().Message, Does.Contain("Europe/Berlin"));
    }
}
