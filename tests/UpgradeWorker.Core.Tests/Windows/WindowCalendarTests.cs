using Cronos;
using CsCheck;
using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Core.Tests.Windows;

public sealed class WindowCalendarTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly MaintenanceWindow Nightly = new("0 22 * * *", 4 * Hour, "UTC");

    [Test]
    public void Inside_an_opening_the_calendar_tells_when_it_closes()
    {
        var calendar = Calendar(Nightly);

        Assert.That(calendar.Current(Some.Instant("2026-11-22T23:30:00Z")), Is.EqualTo(Between("2026-11-22T22:00:00Z", "2026-11-23T02:00:00Z")));
        Assert.That(calendar.Current(Some.Instant("2026-11-22T22:00:00Z")), Is.Not.Null, "it opens at the instant");
        Assert.That(calendar.Current(Some.Instant("2026-11-23T02:00:00Z")), Is.Null, "it is closed at the instant");
        Assert.That(calendar.Next(Some.Instant("2026-11-22T22:00:00Z")), Is.EqualTo(Between("2026-11-23T22:00:00Z", "2026-11-24T02:00:00Z")));
    }

    [Test]
    public void A_run_must_fit_in_what_is_left()
    {
        var calendar = Calendar(Nightly);
        var now = Some.Instant("2026-11-22T23:30:00Z");

        Assert.That(calendar.NextFitting(now, 2.5 * Hour, out _)!.From, Is.EqualTo(Some.Instant("2026-11-22T22:00:00Z")));
        Assert.That(calendar.NextFitting(now, 2.5 * Hour + TimeSpan.FromTicks(1), out _)!.From, Is.EqualTo(Some.Instant("2026-11-23T22:00:00Z")));
    }

    [Test]
    public void A_freeze_cuts_an_opening_at_midnight_of_the_zone()
    {
        var calendar = Calendar(Nightly with { Zone = "Europe/Berlin" }, Frozen(new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 26), "Christmas"));

        Assert.That(calendar.Next(Some.Instant("2026-12-23T12:00:00Z")), Is.EqualTo(Between("2026-12-23T21:00:00Z", "2026-12-23T23:00:00Z")));
        Assert.That(calendar.Next(Some.Instant("2026-12-24T12:00:00Z")), Is.EqualTo(Between("2026-12-26T23:00:00Z", "2026-12-27T01:00:00Z")));
        Assert.That(calendar.Current(Some.Instant("2026-12-25T22:00:00Z")), Is.Null);
        Assert.That(calendar.FreezeAt(Some.Instant("2026-12-25T22:00:00Z"))!.Reason, Is.EqualTo("Christmas"));
        Assert.That(calendar.NextFitting(Some.Instant("2026-12-23T12:00:00Z"), 3 * Hour, out _)!.From, Is.EqualTo(Some.Instant("2026-12-27T21:00:00Z")));
    }

    [TestCase("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", TestName = "A day of 23 hours")]
    [TestCase("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", TestName = "A day of 25 hours")]
    [TestCase("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z", TestName = "A day without its midnight")]
    [TestCase("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", TestName = "A day with two midnights")]
    public void A_frozen_day_is_the_day_of_the_zone(string zone, string day, string from, string to)
    {
        var date = DateOnly.ParseExact(day, "O", System.Globalization.CultureInfo.InvariantCulture);
        var calendar = Calendar(new MaintenanceWindow("* * * * *", Hour, zone), Frozen(date, date, "one day"));
        var tick = TimeSpan.FromTicks(1);

        Assert.That(calendar.FreezeAt(Some.Instant(from) - tick), Is.Null);
        Assert.That(calendar.FreezeAt(Some.Instant(from)), Is.Not.Null);
        Assert.That(calendar.FreezeAt(Some.Instant(to) - tick), Is.Not.Null);
        Assert.That(calendar.FreezeAt(Some.Instant(to)), Is.Null);
    }

    [Test]
    public void A_window_lasts_its_elapsed_time_over_a_change_of_clocks()
    {
        var opening = Calendar(new MaintenanceWindow("0 1 * * *", 4 * Hour, "Europe/Berlin")).Next(Some.Instant("2026-10-24T12:00:00Z"));

        Assert.That(opening, Is.EqualTo(Between("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z")));
    }

    [Test]
    public void What_fits_no_window_is_a_finding_that_says_why()
    {
        var now = Some.Instant("2026-11-22T12:00:00Z");

        Assert.That(Calendar(Nightly).NextFitting(now, 5 * Hour, out var shorter), Is.Null);
        Assert.That(shorter!.Reason, Is.EqualTo("NoWindowFits"));
        Assert.That(shorter.Message, Does.Contain("lengthen the window"));

        var always = Calendar(new MaintenanceWindow("* * * * *", Hour, "UTC"), Frozen(DateOnly.MinValue, DateOnly.MaxValue, "end of sale"));
        Assert.That(always.NextFitting(now, Hour, out var frozen), Is.Null);
        Assert.That(frozen!.Message, Does.Contain("end of sale"));

        Assert.That(Calendar(new MaintenanceWindow("0 0 29 2 *", Hour, "UTC")).NextFitting(now, Hour, out var rare), Is.Null, "400 days ahead at most");
        Assert.That(rare!.Reason, Is.EqualTo("NoWindowFits"));
    }

    [Test]
    public void All_that_is_wrong_is_told_at_once()
    {
        var wrong = new MaintenanceWindow("at night", TimeSpan.Zero, "Mars/Olympus");

        Assert.That(WindowCalendar.TryCreate(wrong, [Frozen(new DateOnly(2027, 1, 2), new DateOnly(2027, 1, 1), "new year")], out _, out var findings), Is.False);
        Assert.That(findings.Select(one => one.Reason), Is.EquivalentTo(new[] { "BadCron", "BadZone", "BadDuration", "BadFreeze" }));
    }

    [Test]
    public void The_next_fitting_opening_lies_in_a_window_and_in_no_freeze_and_none_is_earlier()
    {
        var crons = Gen.OneOf(new[] { "0 2 * * *", "30 1 * * SUN", "*/20 * * * *", "0 22 * * MON-FRI", "15 0 1,15 * *", "30 2 * 3,10 *" }.Select(Gen.Const).ToArray());
        var zones = Gen.OneOf(new[] { "UTC", "Europe/Berlin", "America/New_York", "Asia/Beirut", "Australia/Lord_Howe", "America/Havana" }.Select(Gen.Const).ToArray());
        var days = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 9]).Select((from, length) =>
            Frozen(new DateOnly(2026, 3, 1).AddDays(from), new DateOnly(2026, 3, 1).AddDays(from + length), "spring"));
        Gen.Select(crons, zones, days.Array[0, 3], Gen.Int[0, 60 * 24 * 60], Gen.Int[1, 40], Gen.Int[1, 42])
            .Sample((cron, zone, freezes, minute, quarters, length) =>
            {
                var (now, expected) = (Some.Instant("2026-03-01T00:00:00Z").AddMinutes(minute), TimeSpan.FromMinutes(15 * quarters));
                var window = new MaintenanceWindow(cron, TimeSpan.FromMinutes(15 * length), zone);
                var model = new Model(window, freezes);
                if (Calendar(window, freezes).NextFitting(now, expected, out _) is not { } opening)
                {
                    return expected > window.Duration;
                }
                var start = opening.From > now ? opening.From : now;
                var earlier = Enumerable.Range(0, 4 * 24 * 30).Select(step => now.AddMinutes(15 * step)).TakeWhile(at => at < start);
                return model.Fits(start, expected) && model.Fits(start, opening.To - start) && !earlier.Any(at => model.Fits(at, expected));
            }, iter: 300);
    }

    /// <summary>The plain meaning: some opening covers the whole time, and no moment of it has a frozen date on the wall.</summary>
    private sealed class Model(MaintenanceWindow window, Freeze[] freezes)
    {
        private readonly CronExpression cron = CronExpression.Parse(window.Cron);
        private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(window.Zone);

        public bool Fits(DateTimeOffset from, TimeSpan length) =>
            cron.GetOccurrences(from - window.Duration, from, zone, true, true).Any(start => from + length <= start + window.Duration)
            && Moments(from, from + length).All(at => !freezes.Any(freeze => freeze.From <= Date(at) && Date(at) <= freeze.To));

        private static IEnumerable<DateTimeOffset> Moments(DateTimeOffset from, DateTimeOffset to)
        {
            for (var at = from; at < to; at = at.AddMinutes(15))
            {
                yield return at;
            }
            yield return to.AddTicks(-1);
        }

        private DateOnly Date(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }

    private static WindowCalendar Calendar(MaintenanceWindow window, params Freeze[] freezes)
    {
        Assert.That(WindowCalendar.TryCreate(window, freezes, out var calendar, out var findings), Is.True, string.Join(' ', findings));
        return calendar!;
    }

    private static Freeze Frozen(DateOnly from, DateOnly to, string reason) => new(from, to, reason);

    private static Opening Between(string from, string to) => new(Some.Instant(from), Some.Instant(to));
}
