using System.Globalization;
using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Certificates;

/// <summary>Instants as ISO 8601 text in UTC, exact to the tick (100 ns).</summary>
public static partial class InstantText
{
    // Room to add windows and delays to any instant that was read without leaving the range of DateTimeOffset.
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Such as <c>2026-11-22T10:00:00Z</c>; a fraction only where it is not zero, and then no trailing zeros.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads ISO 8601 date and time of day, with up to seven digits of a fraction, with <c>Z</c>, an offset, or neither (= UTC).
    /// False for anything else, and for instants from the year 9000 on.
    /// </summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        return Shape().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
            && instant < Latest;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})?\z")]
    private static partial Regex Shape();
}
