using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>How drift detection of one stack stands.</summary>
public sealed record DriftWatch
{
    /// <summary>Next look, or next detection.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The detection under way; null when none is.</summary>
    public string? DetectionId { get; init; }

    /// <summary>When that detection was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Why the last try failed; null when it did not.</summary>
    public string? Fault { get; init; }

    /// <summary>When the tries began to fail; null when the last one that ended did not.</summary>
    public DateTimeOffset? FaultSince { get; init; }

    /// <summary>When people were told that it fails; null when they were not.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>Drift detections and their reports. Written by DetectDrift.</summary>
public static class DriftStore
{
    /// <summary>How detection stands; null before the first.</summary>
    public static Task<DriftWatch?> WatchAsync(Session session, StackKey stack) => session.FirstOrDefaultAsync<DriftWatch>(
        "SELECT due_at AS DueAt, detection_id AS DetectionId, started_at AS StartedAt, fault AS Fault, fault_since AS FaultSince, told_at AS ToldAt FROM drift_watch WHERE stack = @stack",
        new { stack = stack.Value });

    /// <summary>Saves how detection stands.</summary>
    public static Task SaveWatchAsync(Session session, StackKey stack, DriftWatch watch) => session.ExecuteAsync(
        """
        INSERT INTO drift_watch (stack, due_at, detection_id, started_at, fault, fault_since, told_at)
        VALUES (@stack, @DueAt, @DetectionId, @StartedAt, @Fault, @FaultSince, @ToldAt)
        ON CONFLICT (stack) DO UPDATE SET due_at = excluded.due_at, detection_id = excluded.detection_id,
          started_at = excluded.started_at, fault = excluded.fault, fault_since = excluded.fault_since, told_at = excluded.told_at
        """,
        new { stack = stack.Value, watch.DueAt, watch.DetectionId, watch.StartedAt, watch.Fault, watch.FaultSince, watch.ToldAt });

    /// <summary>Keeps a report, once.</summary>
    public static Task SaveReportAsync(Session session, DriftReport report) => session.ExecuteAsync(
        """
        INSERT INTO drift_report (detection_id, stack, started_at, content) VALUES (@DetectionId, @stack, @StartedAt, @content)
        ON CONFLICT (detection_id) DO NOTHING
        """,
        new { report.DetectionId, stack = report.Stack.Value, report.StartedAt, content = Json.Write(report) });

    /// <summary>Drift of a stack that was told, oldest first.</summary>
    public static async Task<IReadOnlyList<KnownDrift>> KnownAsync(Session session, StackKey stack) => [.. (await session.QueryAsync<KnownRow>(
        "SELECT item AS Item, logical_id AS LogicalId, first_seen AS FirstSeen FROM known_drift WHERE stack = @stack ORDER BY first_seen, item",
        new { stack = stack.Value })).Select(row => new KnownDrift(row.Item, row.LogicalId, row.FirstSeen))];

    /// <summary>Keeps what counts as told from now on; everything else is forgotten.</summary>
    public static async Task SaveKnownAsync(Session session, StackKey stack, IReadOnlyList<KnownDrift> known)
    {
        await session.ExecuteAsync("DELETE FROM known_drift WHERE stack = @stack", new { stack = stack.Value });
        foreach (var one in known)
        {
            await session.ExecuteAsync(
                "INSERT INTO known_drift (stack, item, logical_id, first_seen) VALUES (@stack, @Item, @LogicalId, @FirstSeen)",
                new { stack = stack.Value, one.Item, one.LogicalId, one.FirstSeen });
        }
    }

    /// <summary>The report of the newest detection that ended; null before the first.</summary>
    public static async Task<DriftReport?> LatestAsync(Session session, StackKey stack)
    {
        var content = await session.FirstOrDefaultAsync<string>(
            "SELECT content FROM drift_report WHERE stack = @stack ORDER BY started_at DESC LIMIT 1", new { stack = stack.Value });
        return content is null ? null : Json.Read<DriftReport>(content);
    }

    private sealed class KnownRow
    {
        public string Item { get; init; } = "";

        public string LogicalId { get; init; } = "";

        public DateTimeOffset FirstSeen { get; init; }
    }
}
