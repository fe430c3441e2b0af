using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace UpgradeWorker.Core.Windows;

/// <summary>When a run may start: the openings of one maintenance window, less the freezes.</summary>
public sealed class WindowCalendar
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>How far ahead an opening is looked for.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(400);

    private readonly Schedule schedule;
    private readonly IReadOnlyList<(Opening Time, Freeze Freeze)> frozen;

    private WindowCalendar(MaintenanceWindow window, Schedule schedule, IEnumerable<Freeze> freezes)
    {
        Window = window;
        this.schedule = schedule;
        frozen = [.. freezes.Select(freeze => (Days(freeze, schedule.Zone), freeze)).OrderBy(one => one.Item1.From)];
    }

    public MaintenanceWindow Window { get; }

    /// <summary>Reads a window and its freezes; all that is wrong is told at once (BadCron, BadZone, BadDuration, BadFreeze).</summary>
    public static bool TryCreate(
        MaintenanceWindow window, IReadOnlyList<Freeze> freezes,
        [NotNullWhen(true)] out WindowCalendar? calendar, out IReadOnlyList<Finding> findings)
    {
        Schedule.TryCreate(window.Cron, window.Zone, out var schedule, out var wrong);
        var all = wrong.ToList();
        if (window.Duration < Shortest || window.Duration > Longest)
        {
            all.Add(new Finding("BadDuration", string.Create(CultureInfo.InvariantCulture,
                $"A window of {window.Duration:c} is not possible: from {Shortest:c} to {Longest:c} (days.hours:minutes:seconds) are accepted.")));
        }
        all.AddRange(freezes.Where(freeze => freeze.To < freeze.From).Select(freeze => new Finding("BadFreeze", string.Create(
            CultureInfo.InvariantCulture, $"The freeze '{freeze.Reason}' ends on {freeze.To:O}, before it begins on {freeze.From:O}."))));
        findings = all;
        calendar = all.Count == 0 ? new WindowCalendar(window, schedule!, freezes) : null;
        return calendar is not null;
    }

    /// <summary>The opening that <paramref name="now"/> lies in, of several the one that closes last; null = closed or frozen now.</summary>
    public Opening? Current(DateTimeOffset now) => OpeningsFrom(now)
        .TakeWhile(opening => opening.From <= now).Where(opening => opening.Contains(now)).MaxBy(opening => opening.To);

    /// <summary>The next opening that begins after <paramref name="now"/> and lies in no freeze; null = none within 400 days.</summary>
    public Opening? Next(DateTimeOffset now) => OpeningsFrom(now).FirstOrDefault(opening => opening.From > now);

    /// <summary>The freeze that <paramref name="now"/> lies in; null = none.</summary>
    public Freeze? FreezeAt(DateTimeOffset now) => frozen.FirstOrDefault(one => one.Time.Contains(now)).Freeze;

    /// <summary>
    /// The first opening, the present one included, in which <paramref name="expected"/> is left from <paramref name="now"/> or
    /// from its beginning on. Otherwise null and the finding <c>NoWindowFits</c>.
    /// </summary>
    public Opening? NextFitting(DateTimeOffset now, TimeSpan expected, out Finding? finding)
    {
        // Longer than the whole window: no need to search 400 days for what cannot be.
        var fitting = expected > Window.Duration ? null : OpeningsFrom(now).FirstOrDefault(opening => opening.Left(now) >= expected);
        finding = fitting is not null ? null : new Finding("NoWindowFits", string.Create(CultureInfo.InvariantCulture,
            $"No opening of the maintenance window '{Window.Cron}' ({Window.Duration:c}, {Window.Zone}) has {expected:c} left for the run ")
            + (expected > Window.Duration
                ? "because it is shorter than that: lengthen the window or lower the expected duration."
                : $"within {Horizon.Days.ToString(CultureInfo.InvariantCulture)} days: look at the freezes{Names()}."));
        return fitting;
    }

    private IEnumerable<Opening> OpeningsFrom(DateTimeOffset now)
    {
        var until = now + Horizon;
        var cursor = now - Window.Duration;
        while (schedule.NextFrom(cursor) is { } from && from <= until)
        {
            var to = from + Window.Duration;
            foreach (var part in Thawed(new Opening(from, to)).Where(part => part.To > now))
            {
                yield return part;
            }
            // A frozen year is passed over at once, not minute by minute.
            var cover = frozen.FirstOrDefault(one => one.Time.From <= from && to < one.Time.To).Time;
            cursor = (cover is null ? from : cover.To - Window.Duration).AddTicks(1);
        }
    }

    private IEnumerable<Opening> Thawed(Opening opening)
    {
        var from = opening.From;
        foreach (var (time, _) in frozen.Where(one => one.Time.From < opening.To && one.Time.To > opening.From))
        {
            if (time.From > from)
            {
                yield return new Opening(from, time.From);
            }
            from = time.To > from ? time.To : from;
        }
        if (from < opening.To)
        {
            yield return opening with { From = from };
        }
    }

    private string Names() => frozen.Count == 0 ? "" : $" ({string.Join(", ", frozen.Select(one => one.Freeze.Reason))})";

    private static Opening Days(Freeze freeze, TimeZoneInfo zone) => new(
        Midnight(freeze.From, zone).Earliest,
        freeze.To == DateOnly.MaxValue ? DateTimeOffset.MaxValue : Midnight(freeze.To.AddDays(1), zone).Latest);

    // Where clocks change at midnight a day begins twice, or at the end of the gap: a freeze takes the wider reading.
    private static (DateTimeOffset Earliest, DateTimeOffset Latest) Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            return (Utc(local, offsets.Max()), Utc(local, offsets.Min()));
        }
        // In a gap the offset before the change gives the instant of the change itself.
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-6)) : zone.GetUtcOffset(local);
        return (Utc(local, offset), Utc(local, offset));
    }

    private static DateTimeOffset Utc(DateTime local, TimeSpan offset)
    {
        var ticks = Math.Clamp(local.Ticks - offset.Ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
