using System.Globalization;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Durations as the settings write them: <c>250ms</c>, <c>0.5s</c>, <c>30s</c>, <c>10m</c>, <c>1h30m</c>, <c>7d</c> or <c>[d.]hh:mm:ss</c>.</summary>
public static class Durations
{
    /// <summary>The same rule as a pattern for the JSON Schema.</summary>
    public const string Pattern = @"^(\d+(\.\d+)?(ms|s|m|h|d))+$|^(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$";

    private static readonly (string Suffix, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Null = no duration. A number without a unit is none, because people read it in different units.</summary>
    public static TimeSpan? TryParse(string text)
    {
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParseExact(text, ["c", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out var clock) && clock >= TimeSpan.Zero
                ? clock
                : null;
        }

        long ticks = 0;
        var at = 0;
        while (at < text.Length)
        {
            var digits = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            var letters = at;
            while (at < text.Length && char.IsAsciiLetterLower(text[at]))
            {
                at++;
            }

            var unit = Units.FirstOrDefault(known => known.Suffix == text[letters..at]);
            if (unit.Ticks == 0
                || !decimal.TryParse(text[digits..letters], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count > (decimal)(TimeSpan.MaxValue.Ticks - ticks) / unit.Ticks)
            {
                return null;
            }

            ticks += (long)(count * unit.Ticks);
        }

        return text.Length == 0 ? null : TimeSpan.FromTicks(ticks);
    }

    /// <summary>The shortest text that reads back as the same duration (to the millisecond).</summary>
    public static string Format(TimeSpan duration)
    {
        var text = "";
        var left = duration.Ticks;
        foreach (var (suffix, ticks) in Units.Reverse())
        {
            if (left / ticks is var count and > 0)
            {
                text += string.Create(CultureInfo.InvariantCulture, $"{count}{suffix}");
                left %= ticks;
            }
        }

        return text.Length == 0 ? "0s" : text;
    }
}
