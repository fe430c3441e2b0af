using System.Diagnostics.CodeAnalysis;
using Cronos;
using TimeZoneConverter;

namespace UpgradeWorker.Core.Windows;

/// <summary>
/// A cron expression in a time zone. Where clocks are set forward, a time that does not exist comes at the first instant that
/// does; where they are set back, a time that exists twice comes once (Cronos, "Daylight Saving Time").
/// </summary>
public sealed class Schedule
{
    private const string Accepted =
        "five fields are accepted: minute 0-59, hour 0-23, day of month 1-31, month 1-12 or JAN-DEC, day of week 0-7 or SUN-SAT, such as '0 2 * * SUN'.";

    // Any expression that ever comes, comes within 28 years of this; 29 February on a given weekday takes longest.
    private static readonly DateTimeOffset Reference = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CronExpression expression;

    private Schedule(CronExpression expression, TimeZoneInfo zone)
    {
        this.expression = expression;
        Zone = zone;
    }

    public TimeZoneInfo Zone { get; }

    /// <summary>Reads both parts; the findings <c>BadCron</c> and <c>BadZone</c> say what is accepted.</summary>
    public static bool TryCreate(string cron, string zone, [NotNullWhen(true)] out Schedule? schedule, out IReadOnlyList<Finding> findings)
    {
        var wrong = new List<Finding>();
        if (!TZConvert.TryGetTimeZoneInfo(zone, out var zoneInfo))
        {
            wrong.Add(new Finding("BadZone",
                $"'{zone}' is no time zone: give an IANA id such as Europe/Berlin or UTC, or a Windows id such as W. Europe Standard Time."));
        }
        if (ReadCron(cron, out var why) is not { } expression)
        {
            wrong.Add(why!);
            expression = null;
        }
        findings = wrong;
        schedule = expression is not null && zoneInfo is not null ? new Schedule(expression, zoneInfo) : null;
        return schedule is not null;
    }

    /// <summary>The next time it comes, not before <paramref name="from"/> (UTC); null = never again.</summary>
    public DateTimeOffset? NextFrom(DateTimeOffset from) => expression.GetNextOccurrence(from, Zone, inclusive: true)?.ToUniversalTime();

    private static CronExpression? ReadCron(string cron, out Finding? why)
    {
        // Cronos also takes words such as @daily, which are not Unix cron fields.
        var fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields != 5)
        {
            why = new Finding("BadCron", $"'{cron}' has {fields} field(s): {Accepted}");
            return null;
        }
        if (!CronExpression.TryParse(cron, CronFormat.Standard, out var expression))
        {
            why = new Finding("BadCron", $"'{cron}' is no cron expression: {Accepted}");
            return null;
        }
        why = expression.GetNextOccurrence(Reference, TimeZoneInfo.Utc) is null
            ? new Finding("BadCron", $"'{cron}' names a day that never comes; {Accepted}")
            : null;
        return why is null ? expression : null;
    }
}
