using System.Security.Cryptography;
using System.Text;

namespace UpgradeWorker.Core.Stacks;

/// <summary>A drift that was told already.</summary>
/// <param name="Item">What exactly: resource, status and, where it is known, property and actual value.</param>
/// <param name="LogicalId">The resource; empty where the detection as a whole failed.</param>
/// <param name="FirstSeen">When we first saw it (UTC).</param>
public sealed record KnownDrift(string Item, string LogicalId, DateTimeOffset FirstSeen);

/// <summary>What a drift report tells that was not told before. Each drift is told once, and once when it is gone.</summary>
/// <param name="New">The resources with news, each with its new differences alone; empty when there is nothing new.</param>
/// <param name="Gone">Resources that had drifted and are as the template says again; only a detection that saw everything proves that.</param>
/// <param name="Known">All that counts as told from now on.</param>
/// <param name="DetectionFailed">Whether it is news that the detection could not look at every resource.</param>
public sealed record DriftNews(
    IReadOnlyList<DriftedResource> New, IReadOnlyList<KnownDrift> Gone, IReadOnlyList<KnownDrift> Known, bool DetectionFailed)
{
    private const string Failed = "|DETECTION_FAILED";

    /// <summary>Whether there is anything to tell.</summary>
    public bool IsAny => New.Count > 0 || Gone.Count > 0 || DetectionFailed;

    /// <summary>Compares a report, ignored drift left out, with what was told.</summary>
    public static DriftNews Of(DriftReport report, IReadOnlyList<KnownDrift> known)
    {
        ArgumentNullException.ThrowIfNull(report);
        var told = known.ToDictionary(one => one.Item, StringComparer.Ordinal);
        var now = report.Resources.Where(resource => resource.IsDrifted || resource.IsUnknown)
            .SelectMany(resource => Items(resource).Select(item => (Resource: resource, item.Key, item.Difference))).DistinctBy(item => item.Key).ToList();
        var fresh = now.Where(item => !told.ContainsKey(item.Key)).GroupBy(item => item.Resource.LogicalId)
            .Select(items => items.First().Resource with { Differences = [.. items.Select(item => item.Difference).OfType<DriftDifference>()] }).ToList();
        var present = now.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        var unknown = report.Resources.Where(resource => resource.IsUnknown).Select(resource => resource.LogicalId).ToHashSet();
        var drifted = report.Resources.Where(resource => resource.IsDrifted).Select(resource => resource.LogicalId).ToHashSet();
        // What could not be looked at stays as it was told.
        var kept = known.Where(one => one.Item != Failed && !present.Contains(one.Item)
            && (unknown.Contains(one.LogicalId) || (!report.Completed && !drifted.Contains(one.LogicalId)))).ToList();
        var failed = !report.Completed && unknown.Count == 0;
        IReadOnlyList<KnownDrift> remembered =
        [
            .. now.Select(item => told.GetValueOrDefault(item.Key) ?? new KnownDrift(item.Key, item.Resource.LogicalId, report.StartedAt)),
            .. kept,
            .. failed ? [told.GetValueOrDefault(Failed) ?? new KnownDrift(Failed, "", report.StartedAt)] : Array.Empty<KnownDrift>(),
        ];
        var still = remembered.Select(one => one.LogicalId).ToHashSet();
        return new DriftNews(
            fresh, [.. known.Where(one => one.LogicalId.Length > 0 && !still.Contains(one.LogicalId)).DistinctBy(one => one.LogicalId)],
            remembered, failed && !told.ContainsKey(Failed));
    }

    private static IEnumerable<(string Key, DriftDifference? Difference)> Items(DriftedResource resource) => resource.Differences.Count == 0
        ? [($"{resource.LogicalId}|{resource.Status}", null)]
        : resource.Differences.Select(difference => (
            $"{resource.LogicalId}|{resource.Status}|{difference.PropertyPath}|{difference.DifferenceType}|{Hash(difference.Actual)}", (DriftDifference?)difference));

    // Values may be long, or secrets: what was told is known by its hash alone.
    private static string Hash(string? value) =>
        value is null ? "-" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..16];
}
