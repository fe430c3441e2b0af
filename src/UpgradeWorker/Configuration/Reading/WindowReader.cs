using System.Globalization;
using Cronos;
using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads a stack's maintenance windows and freezes, and refuses those that cannot be meant.</summary>
internal static class WindowReader
{
    // Long enough to meet the shortest gap of any sensible pattern, its months and leap days included.
    private const int OpeningsLookedAt = 800;

    public static IReadOnlyList<WindowSettings> Windows(string path, StackOptions options, Problems problems)
    {
        var windows = options.Windows
            .Select((window, index) => Window($"{path}:Windows:{index}", window, options.Zone, problems))
            .OfType<WindowSettings>()
            .ToList();
        if (windows.Count > 0 && windows.All(window => window.Duration < options.ExpectedDuration))
        {
            problems.Add($"{path}:ExpectedDuration", $"{Durations.Format(options.ExpectedDuration)} fits in none of the windows "
                + $"(the longest is {Durations.Format(windows.Max(window => window.Duration))}); no upgrade could ever start.");
        }

        return windows;
    }

    public static IReadOnlyList<FreezeSettings> Freezes(string path, IReadOnlyList<FreezeOptions> options, TimeZoneInfo zone, Problems problems) =>
        options.Select((freeze, index) => Freeze($"{path}:Freezes:{index}", freeze, zone, problems)).OfType<FreezeSettings>().ToList();

    private static WindowSettings? Window(string path, WindowOptions options, string stackZone, Problems problems)
    {
        var zone = options.Zone is { } own ? problems.Zone($"{path}:Zone", own) : problems.Zone($"{path[..path.IndexOf(":Windows", StringComparison.Ordinal)]}:Zone", stackZone);
        var cron = options.Cron is { } text ? problems.Cron($"{path}:Cron", text, zone) : null;
        if (options.Cron is null)
        {
            problems.Add($"{path}:Cron", "it is missing; say when the window opens, for example 0 3 * * 2.");
        }

        if (options.Duration is not { } duration)
        {
            problems.Add($"{path}:Duration", "it is missing; say how long the window stays open, for example 3h.");
            return null;
        }

        if (cron is null)
        {
            return null;
        }

        if (ShortestGap(cron, zone, problems.Now) is { } gap && duration > gap)
        {
            problems.Add($"{path}:Duration", $"{Durations.Format(duration)} is longer than the {Durations.Format(gap)} from one opening "
                + $"of \"{options.Cron}\" to the next; the window would never close.");
        }

        return new(options.Cron!, duration, options.Zone ?? stackZone); // the cron was parsed, so its text is there
    }

    private static TimeSpan? ShortestGap(CronExpression cron, TimeZoneInfo zone, DateTimeOffset now)
    {
        var openings = cron.GetOccurrences(now, now.AddYears(2), zone).Take(OpeningsLookedAt).ToList();
        return openings.Count < 2 ? null : openings.Zip(openings.Skip(1), (first, second) => second - first).Min();
    }

    private static FreezeSettings? Freeze(string path, FreezeOptions options, TimeZoneInfo zone, Problems problems)
    {
        var from = Instant($"{path}:From", options.From, zone, endOfDay: false, problems);
        var until = Instant($"{path}:To", options.To, zone, endOfDay: true, problems);
        if (from is null || until is null)
        {
            return null;
        }

        if (until <= from)
        {
            problems.Add($"{path}:To", $"\"{options.To}\" is not after From (\"{options.From}\").");
        }

        return new(from.Value, until.Value, options.Reason);
    }

    private static DateTimeOffset? Instant(string path, string? text, TimeZoneInfo zone, bool endOfDay, Problems problems)
    {
        if (text is not null && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return StartOf(endOfDay ? day.AddDays(1) : day, zone);
        }

        // Only with Z or an offset: a bare local time would be read differently by every reader.
        if (text is not null && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant.ToUniversalTime();
        }

        problems.Add(path, text is null
            ? "it is missing; write a day (2026-12-20) or an instant (2026-12-20T18:00:00Z)."
            : $"\"{text}\" is neither a day (2026-12-20) nor an instant with its offset (2026-12-20T18:00:00Z).");
        return null;
    }

    // Midnight may not exist on the day clocks go forward; the day then starts with the first instant that does.
    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
