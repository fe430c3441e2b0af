using System.Globalization;
using UpgradeWorker.Configuration.Options;
using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads a stack's maintenance windows and freezes, and refuses those that cannot be meant.</summary>
internal static class WindowReader
{
    // Enough to meet the shortest gap of any sensible pattern, its months and changes of the clock included.
    private const int OpeningsLookedAt = 800;

    public static IReadOnlyList<MaintenanceWindow> Windows(string path, StackOptions options, Problems problems)
    {
        var windows = options.Windows
            .Select((window, index) => Window($"{path}:Windows:{index}", window, path, options.Zone, problems))
            .OfType<MaintenanceWindow>()
            .ToList();
        if (windows.Count > 0 && windows.All(window => window.Duration < options.ExpectedDuration))
        {
            problems.Add($"{path}:ExpectedDuration", $"{Durations.Format(options.ExpectedDuration)} fits in none of the windows "
                + $"(the longest is {Durations.Format(windows.Max(window => window.Duration))}); no upgrade could ever start.");
        }

        return windows;
    }

    public static IReadOnlyList<Freeze> Freezes(string path, IReadOnlyList<FreezeOptions> options, Problems problems) =>
        options.Select((freeze, index) => Freeze($"{path}:Freezes:{index}", freeze, problems)).OfType<Freeze>().ToList();

    private static MaintenanceWindow? Window(string path, WindowOptions options, string stackPath, string stackZone, Problems problems)
    {
        if (options.Cron is null)
        {
            problems.Add($"{path}:Cron", "it is missing; say when the window opens, for example 0 3 * * 2.");
        }

        if (options.Duration is null)
        {
            problems.Add($"{path}:Duration", "it is missing; say how long the window stays open, for example 3h.");
        }

        var zonePath = options.Zone is null ? $"{stackPath}:Zone" : $"{path}:Zone";
        var zone = options.Zone ?? stackZone;
        if (options is not { Cron: { } cron, Duration: { } duration }
            || problems.Schedule($"{path}:Cron", cron, zonePath, zone) is not { } schedule)
        {
            return null;
        }

        if (ShortestGap(schedule, problems.Now) is { } gap && duration > gap)
        {
            problems.Add($"{path}:Duration", $"{Durations.Format(duration)} is longer than the {Durations.Format(gap)} from one opening "
                + $"of \"{cron}\" to the next; the window would never close.");
        }

        return new(cron, duration, zone);
    }

    private static TimeSpan? ShortestGap(Schedule schedule, DateTimeOffset now)
    {
        TimeSpan? shortest = null;
        var opening = schedule.NextFrom(now);
        for (var count = 0; count < OpeningsLookedAt && opening is { } first; count++)
        {
            opening = schedule.NextFrom(first.AddTicks(1));
            shortest = opening - first is { } gap && !(gap >= shortest) ? gap : shortest;
        }

        return shortest;
    }

    private static Freeze? Freeze(string path, FreezeOptions options, Problems problems)
    {
        var from = Day($"{path}:From", options.From, problems);
        var to = Day($"{path}:To", options.To, problems);
        if (to < from)
        {
            problems.Add($"{path}:To", $"\"{options.To}\" is before From (\"{options.From}\").");
        }

        return from is { } first && to is { } last ? new(first, last, options.Reason) : null;
    }

    private static DateOnly? Day(string path, string? text, Problems problems)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add(path, text is null ? "it is missing; write a day like 2026-12-20." : $"\"{text}\" is no day; write one like 2026-12-20.");
        return null;
    }
}
