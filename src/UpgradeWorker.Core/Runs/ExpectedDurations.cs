using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Runs;

/// <summary>How long a run is expected to take: what the settings say until enough runs of its kind have succeeded, then what these took.</summary>
public static class ExpectedDurations
{
    /// <summary>So many past runs are needed before they count for more than the settings.</summary>
    public const int Enough = 3;

    /// <summary>Only the newest runs of a kind are looked at: databases grow.</summary>
    public const int Newest = 20;

    /// <summary>What decides how long a run takes: <c>data</c>, <c>instance</c> or <c>in-place</c>.</summary>
    public static string KindOf(Plan plan) => plan.ReplacesData ? "data" : plan.ReplacedInstances.Count > 0 ? "instance" : "in-place";

    /// <summary>The 90th percentile (nearest rank) of past runs of that kind, or the configured one while there are too few.</summary>
    /// <param name="configured">From the settings.</param>
    /// <param name="past">What earlier runs of that kind took, newest first.</param>
    public static TimeSpan Of(TimeSpan configured, IReadOnlyList<TimeSpan> past)
    {
        var newest = past.Take(Newest).Order().ToList();
        return newest.Count < Enough ? configured : newest[(int)Math.Ceiling(newest.Count * 0.9) - 1];
    }
}
