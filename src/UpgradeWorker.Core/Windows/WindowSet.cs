namespace UpgradeWorker.Core.Windows;

/// <summary>All maintenance windows of a stack together.</summary>
public sealed class WindowSet
{
    private readonly IReadOnlyList<WindowCalendar> calendars;

    private WindowSet(IReadOnlyList<WindowCalendar> calendars) => this.calendars = calendars;

    /// <summary>Reads windows that share their freezes; windows that cannot be read are left out and told.</summary>
    public static (WindowSet Set, IReadOnlyList<Finding> Findings) Create(IEnumerable<MaintenanceWindow> windows, IReadOnlyList<Freeze> freezes)
    {
        var calendars = new List<WindowCalendar>();
        var wrong = new List<Finding>();
        foreach (var window in windows)
        {
            if (WindowCalendar.TryCreate(window, freezes, out var calendar, out var findings))
            {
                calendars.Add(calendar);
            }
            else
            {
                wrong.AddRange(findings);
            }
        }

        return (new WindowSet(calendars), wrong);
    }

    /// <summary>The opening that <paramref name="now"/> lies in, of several the one that closes last; null = none is open.</summary>
    public Opening? Current(DateTimeOffset now) =>
        calendars.Select(calendar => calendar.Current(now)).OfType<Opening>().MaxBy(opening => opening.To);

    /// <summary>
    /// The first opening, the present ones included, in which <paramref name="expected"/> is left from <paramref name="now"/> or from its
    /// beginning on; null with a finding when there is none.
    /// </summary>
    public Opening? NextFitting(DateTimeOffset now, TimeSpan expected, out Finding? finding)
    {
        finding = calendars.Count == 0 ? new Finding("NoWindow", "The stack has no maintenance window: nothing ever starts. Add one to its Windows.") : null;
        Opening? best = null;
        foreach (var calendar in calendars)
        {
            if (calendar.NextFitting(now, expected, out var why) is { } opening)
            {
                best = best is null || opening.From < best.From ? opening : best;
            }
            else
            {
                finding ??= why;
            }
        }

        finding = best is null ? finding : null;
        return best;
    }
}
