using System.Globalization;

namespace UpgradeWorker.Core.Mails;

/// <summary>Instants, spans and names as mails write them.</summary>
internal static class MailWords
{
    /// <summary>Local time with its zone, then UTC.</summary>
    public static string Instant(DateTimeOffset at, TimeZoneInfo zone) => IsUtc(zone)
        ? Text(at.ToUniversalTime(), "ddd d MMM yyyy HH:mm") + " UTC"
        : $"{Text(TimeZoneInfo.ConvertTime(at, zone), "ddd d MMM yyyy HH:mm")} {zone.Id} ({Text(at.ToUniversalTime(), "HH:mm")} UTC)";

    /// <summary>From and to in one phrase, the day named once where it is the same.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var begin = TimeZoneInfo.ConvertTime(from, zone);
        var end = TimeZoneInfo.ConvertTime(to, zone);
        var until = begin.Date == end.Date ? Text(end, "HH:mm") : Text(end, "ddd d MMM HH:mm");
        return $"{Text(begin, "ddd d MMM yyyy HH:mm")} to {until} {(IsUtc(zone) ? "UTC" : $"{zone.Id}, from {Text(from.ToUniversalTime(), "HH:mm")} UTC")}";
    }

    /// <summary>Time of day, for timelines.</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => Text(TimeZoneInfo.ConvertTime(at, zone), "HH:mm:ss");

    /// <summary>A length of time in its two largest units.</summary>
    public static string Length(TimeSpan span)
    {
        var parts = new (int Count, string Unit)[] { (span.Days, "day"), (span.Hours, "hour"), (span.Minutes, "minute"), (span.Seconds, "second") }
            .SkipWhile(part => part.Count == 0).Take(2).Where(part => part.Count > 0).Select(part => Count(part.Count, part.Unit)).ToList();
        return parts.Count == 0 ? "under a second" : string.Join(' ', parts);
    }

    /// <summary>A number and its noun.</summary>
    public static string Count(int count, string noun) => $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>Names from outside, on one line and without characters that steer a display.</summary>
    public static string Clean(string text) =>
        string.Concat(text.Select(c => c is '\n' or '\r' or '\t' ? ' ' : c).Where(c => !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069'))).Trim();

    /// <summary>What a person wrote, clean and with a stop at its end, so that more can follow.</summary>
    public static string Sentence(string text) => Clean(text) is { Length: > 0 } clean && clean[^1] is not ('.' or '!' or '?') ? clean + "." : Clean(text);

    /// <summary>What is before the first character that ends the subject line's patience.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";

    /// <summary>The service's word for a resource type, such as <c>RDS DBInstance</c>.</summary>
    public static string ResourceType(string type) => type.Replace("AWS::", "", StringComparison.Ordinal).Replace("::", " ", StringComparison.Ordinal);

    private static bool IsUtc(TimeZoneInfo zone) => zone == TimeZoneInfo.Utc || zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;

    private static string Text(DateTimeOffset at, string format) => at.ToString(format, CultureInfo.InvariantCulture);
}
