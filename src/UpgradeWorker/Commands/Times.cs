using System.Globalization;
using UpgradeWorker.Configuration.Reading;

namespace UpgradeWorker.Commands;

/// <summary>Times as people type and read them on the command line.</summary>
internal static class Times
{
    /// <summary>An ISO 8601 time (without an offset it is UTC), or a duration back from now; null = neither.</summary>
    public static DateTimeOffset? Instant(string text, DateTimeOffset now) =>
        Durations.TryParse(text) is { } back && !text.Contains(':', StringComparison.Ordinal) && back < now - DateTimeOffset.UnixEpoch ? now - back
        : text.Length >= 10 && char.IsAsciiDigit(text[3]) && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : null;

    /// <summary>An ISO 8601 time (without an offset it is UTC), or a duration ahead from now; null = neither.</summary>
    public static DateTimeOffset? Ahead(string text, DateTimeOffset now) =>
        Durations.TryParse(text) is { } ahead && !text.Contains(':', StringComparison.Ordinal)
            ? ahead < DateTimeOffset.MaxValue - now ? now + ahead : null
            : Instant(text, now);

    /// <summary>Reads back what <see cref="Iso"/> wrote; null stays null.</summary>
    public static DateTimeOffset? Parse(string? iso) =>
        iso is null ? null : DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>For people: local, from what <see cref="Iso"/> wrote.</summary>
    public static string Local(string? iso) => Local(Parse(iso));

    /// <summary>For people: local, with the offset.</summary>
    public static string Local(DateTimeOffset? instant, TimeZoneInfo? zone = null) => instant is { } known
        ? TimeZoneInfo.ConvertTime(known, zone ?? TimeZoneInfo.Local).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
        : "-";

    /// <summary>For JSON: UTC, with the fraction only if there is one.</summary>
    public static string? Iso(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
