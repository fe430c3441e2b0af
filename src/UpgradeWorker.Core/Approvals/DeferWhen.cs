using System.Globalization;

namespace UpgradeWorker.Core.Approvals;

/// <summary>Reads the instant after DEFER: a date, a weekday, tomorrow, or a span. Anything that two people could read differently is refused.</summary>
internal static class DeferWhen
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>The instant in UTC, or why there is none.</summary>
    public static (DateTimeOffset? Until, string? Why) Read(string[] words, DateTimeOffset now, TimeZoneInfo zone)
    {
        var text = words.Select(word => MailText.Fold(word.TrimEnd('.', ',', '!'))).Where(word => word.Length > 0).ToArray();
        if (text.Length == 0)
        {
            return (null, "DEFER names no instant; write for example DEFER 2026-03-01 08:00, DEFER monday or DEFER 2 days.");
        }

        if (Span(text) is { } span)
        {
            return Check(now + span, now);
        }

        if (text[0].Contains('/', StringComparison.Ordinal) || (text[0].Contains('.', StringComparison.Ordinal) && char.IsAsciiDigit(text[0][0])))
        {
            return (null, $"The date \"{words[0]}\" can be read in two ways; write it as year-month-day, such as 2026-03-04.");
        }

        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        DateTime? day = text[0] == "tomorrow" ? today.AddDays(1)
            : Weekday(text[0]) is { } weekday ? today.AddDays((weekday - (int)today.DayOfWeek + 6) % 7 + 1)
            : DateTime.TryParseExact(text[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : null;
        var rest = text.AsSpan(1);
        if (day is null && DateTime.TryParseExact(text[0], ["yyyy-MM-dd't'HH:mm", "yyyy-MM-dd't'HH:mm:ss", "yyyy-MM-dd't'HH:mm'z'", "yyyy-MM-dd't'HH:mm:ss'z'"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
        {
            return rest.Length == 0 ? Check(Instant(whole, text[0].EndsWith('z') ? TimeZoneInfo.Utc : zone), now) : NotUnderstood(words);
        }

        if (day is null)
        {
            return NotUnderstood(words);
        }

        var time = TimeSpan.Zero;
        if (rest.Length > 0 && rest[0].Length == 5 && TimeSpan.TryParseExact(rest[0], "hh\\:mm", CultureInfo.InvariantCulture, out time))
        {
            rest = rest[1..];
            if (rest.Length > 0)
            {
                if (Zone(rest[0], words) is not { } named)
                {
                    return (null, $"The time zone \"{rest[0]}\" is not known; write UTC, an offset such as +02:00, or a name such as Europe/Berlin.");
                }

                zone = named;
                rest = rest[1..];
            }
        }

        return rest.Length > 0 ? NotUnderstood(words) : Check(Instant(day.Value + time, zone), now);
    }

    /// <summary>A local time that the zone skips moves on by the gap; one that comes twice is the first.</summary>
    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1)) : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static TimeSpan? Span(string[] text)
    {
        var joined = string.Concat(text);
        var digits = joined.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 3 || text.Length > 2)
        {
            return null;
        }

        var count = int.Parse(joined[..digits], CultureInfo.InvariantCulture);
        return joined[digits..] switch
        {
            "h" or "hour" or "hours" => TimeSpan.FromHours(count),
            "d" or "day" or "days" => TimeSpan.FromDays(count),
            "w" or "week" or "weeks" => TimeSpan.FromDays(7L * count),
            _ => null,
        };
    }

    private static int? Weekday(string word) => Array.FindIndex(Weekdays, day => day == word || (word.Length == 3 && day.StartsWith(word, StringComparison.Ordinal))) is >= 0 and var found ? found : null;

    private static TimeZoneInfo? Zone(string word, string[] words)
    {
        if (word is "utc" or "gmt" or "z")
        {
            return TimeZoneInfo.Utc;
        }

        if (word[0] is '+' or '-' && TimeSpan.TryParseExact(word[1..], ["hh\\:mm", "hhmm"], CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(14))
        {
            var signed = word[0] == '-' ? -offset : offset;
            return TimeZoneInfo.CreateCustomTimeZone(word, signed, word, word);
        }

        var asWritten = words.First(w => MailText.Fold(w.TrimEnd('.', ',', '!')) == word).TrimEnd('.', ',', '!');
        return asWritten.Contains('/', StringComparison.Ordinal) && TimeZoneConverter.TZConvert.TryGetTimeZoneInfo(asWritten, out var zone) ? zone : null;
    }

    private static (DateTimeOffset? Until, string? Why) Check(DateTimeOffset until, DateTimeOffset now) =>
        until <= now ? (null, $"The instant {until:yyyy-MM-dd HH:mm} UTC has passed.")
        : until - now > Furthest ? (null, $"The instant {until:yyyy-MM-dd HH:mm} UTC is more than a year away; reject the plan instead.")
        : (until, null);

    private static (DateTimeOffset? Until, string? Why) NotUnderstood(string[] words) =>
        (null, $"\"{string.Join(' ', words)}\" is no instant that can be read; write for example 2026-03-01 08:00, monday 08:00 or 2 days.");
}
