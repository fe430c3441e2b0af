using System.Globalization;
using System.Text.RegularExpressions;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>What the events of a stack tell about an update, for people: who is being worked on, what failed, what is left.</summary>
public static partial class UpdateStory
{
    private const int MostResources = 6;
    private const int MostFailures = 8;

    /// <summary>The state of the update in one line: which resource, since when, and how long it usually takes.</summary>
    /// <param name="status">CloudFormation's status of the stack.</param>
    /// <param name="events">Events since the update began, oldest first.</param>
    /// <param name="usual">How long each resource usually takes, by logical id; see <see cref="UsualTimes"/>.</param>
    public static string Progress(string status, IReadOnlyList<StackEvent> events, IReadOnlyDictionary<string, TimeSpan> usual)
    {
        var last = events.Where(one => !one.IsOfStack).GroupBy(one => one.LogicalId).Select(group => group.Last()).ToList();
        var working = last.Where(one => StackStatuses.IsInProgress(one.Status)).ToList();
        if (working.Count == 0)
        {
            return status;
        }

        var shown = working.Take(MostResources).Select(one =>
            $"{one.LogicalId} {one.Status} since {Since(events, one):HH:mm:ss} UTC{Usually(one, usual)}");
        var more = working.Count > MostResources ? $" and {working.Count - MostResources} more" : "";
        return $"{status}: {string.Join(", ", shown)}{more}; {last.Count - working.Count} of {last.Count} resources done";
    }

    /// <summary>A line of <see cref="Progress"/> for readers in a zone: the times of day in it become theirs. Other text stays as it is.</summary>
    /// <param name="text">The line, with times of day in UTC.</param>
    /// <param name="saidAt">When it was written, at most a day after the times in it.</param>
    /// <param name="zone">The readers' zone.</param>
    public static string InZone(string text, DateTimeOffset saidAt, TimeZoneInfo zone) => SinceInUtc().Replace(text, match =>
    {
        var at = new DateTimeOffset(DateOnly.FromDateTime(saidAt.UtcDateTime).ToDateTime(TimeOnly.ParseExact(match.Groups[1].Value, "HH:mm:ss", CultureInfo.InvariantCulture)), TimeSpan.Zero);
        return $"since {TimeZoneInfo.ConvertTime(at > saidAt ? at.AddDays(-1) : at, zone):HH:mm:ss}";
    });

    /// <summary>How long each resource took in the past: the median from its first event of an operation to its completion.</summary>
    /// <param name="events">Events of any number of operations, oldest first.</param>
    public static IReadOnlyDictionary<string, TimeSpan> UsualTimes(IReadOnlyList<StackEvent> events)
    {
        var times = new Dictionary<string, List<TimeSpan>>(StringComparer.Ordinal);
        var began = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var one in events.Where(one => !one.IsOfStack))
        {
            if (one.Status is "UPDATE_IN_PROGRESS" or "CREATE_IN_PROGRESS")
            {
                began.TryAdd(one.LogicalId, one.At);
            }
            else if (began.Remove(one.LogicalId, out var from) && one.Status is "UPDATE_COMPLETE" or "CREATE_COMPLETE")
            {
                times.TryAdd(one.LogicalId, []);
                times[one.LogicalId].Add(one.At - from);
            }
        }

        return times.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(pair.Value.Count / 2), StringComparer.Ordinal);
    }

    /// <summary>What failed, in CloudFormation's words. Failures that only follow from another one are left out.</summary>
    public static string Failures(IReadOnlyList<StackEvent> events)
    {
        var failed = events.Where(one => one.Status.EndsWith("_FAILED", StringComparison.Ordinal) && !IsConsequence(one))
            .Select(one => $"{one.LogicalId} {one.Status}: {one.StatusReason}").Distinct().ToList();
        return failed.Count switch
        {
            0 => "no event names a reason.",
            > MostFailures => string.Join("; ", failed.Take(MostFailures)) + $"; and {failed.Count - MostFailures} more.",
            _ => string.Join("; ", failed),
        };
    }

    /// <summary>Whether a person stopped the update (CancelUpdateStack) and nothing failed by itself.</summary>
    /// <remarks>CloudFormation then gives "User Initiated" as the reason of the rollback (AWS Knowledge Center, "cancel stack update").</remarks>
    public static bool WasCancelled(IReadOnlyList<StackEvent> events) => events.Any(one => one.IsOfStack
        && one.Status == "UPDATE_ROLLBACK_IN_PROGRESS" && one.StatusReason?.Contains("user initiated", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>How an update ended: UPDATE_COMPLETE or UPDATE_ROLLBACK_COMPLETE; null while it has not.</summary>
    /// <param name="events">Events from the update's first on, oldest first.</param>
    public static string? EndOf(IReadOnlyList<StackEvent> events) => End(events) is var at and >= 0 ? events[at].Status : null;

    /// <summary>Whether something else was begun on the stack after the update had ended.</summary>
    /// <param name="events">As above.</param>
    public static bool OthersFollowed(IReadOnlyList<StackEvent> events) => End(events) is var at and >= 0 && events.Skip(at + 1).Any(one => one.IsOfStack);

    /// <summary>Resources that could not be brought back, once each: the ones a person must mend before the rollback can go on.</summary>
    public static IReadOnlyList<string> Stuck(IReadOnlyList<StackEvent> events)
    {
        var rollback = events.SkipWhile(one => !(one.IsOfStack && one.Status == "UPDATE_ROLLBACK_IN_PROGRESS"));
        return
        [
            .. rollback.Where(one => !one.IsOfStack).GroupBy(one => one.LogicalId).Select(group => group.Last())
                .Where(one => one.Status.EndsWith("_FAILED", StringComparison.Ordinal)).Select(one => $"{one.LogicalId} ({one.StatusReason})"),
        ];
    }

    /// <summary>Resources that CloudFormation gave up deleting while it cleaned up: they live on and cost money.</summary>
    public static IReadOnlyList<string> Leftovers(IReadOnlyList<StackEvent> events) =>
    [
        .. events.Where(one => one.Status == "DELETE_FAILED"
                && !events.Any(later => later.Status == "DELETE_COMPLETE" && later.PhysicalId == one.PhysicalId && later.At >= one.At))
            .Select(one => $"{one.LogicalId} {one.PhysicalId}: {one.StatusReason}").Distinct(),
    ];

    /// <summary>Deleting takes another time than what is known; less than a second helps nobody to wait.</summary>
    private static string Usually(StackEvent one, IReadOnlyDictionary<string, TimeSpan> usual) =>
        one.Status is "UPDATE_IN_PROGRESS" or "CREATE_IN_PROGRESS" && usual.TryGetValue(one.LogicalId, out var time) && time.TotalSeconds >= 1
            ? $" (usually {Length(time)})" : "";

    private static DateTimeOffset Since(IReadOnlyList<StackEvent> events, StackEvent last) =>
        events.Where(one => one.LogicalId == last.LogicalId).Reverse().TakeWhile(one => StackStatuses.IsInProgress(one.Status)).Last().At;

    private static int End(IReadOnlyList<StackEvent> events) =>
        events.ToList().FindIndex(one => one.IsOfStack && (one.Status is "UPDATE_COMPLETE" or "UPDATE_ROLLBACK_COMPLETE"));

    private static bool IsConsequence(StackEvent one) =>
        one.StatusReason is "Resource update cancelled" or "Resource creation cancelled";

    [GeneratedRegex(@"\bsince ((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]) UTC\b", RegexOptions.CultureInvariant)]
    private static partial Regex SinceInUtc();

    private static string Length(TimeSpan time) => time.TotalMinutes >= 1.5 ? $"{time.TotalMinutes:0} min" : $"{time.TotalSeconds:0} s";
}
