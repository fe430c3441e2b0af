namespace UpgradeWorker.Core.Runs;

/// <summary>Whether a database or cache that serves after the update was restored from our snapshot, as far as AWS tells.</summary>
public static class RestoreCheck
{
    /// <summary>What speaks against it; null when nothing does.</summary>
    /// <param name="snapshot">Our snapshot, which the update was to restore.</param>
    /// <param name="parameter">The stack's parameter that takes it.</param>
    /// <param name="value">What it shows now; null when the stack has no such parameter any more.</param>
    /// <param name="serving">What serves now; null when nothing does.</param>
    public static Finding? Check(Evidence.SnapshotTaken snapshot, string? parameter, string? value, ServingData? serving)
    {
        // Asterisks hide a value; what serves must then tell by itself.
        if (value != snapshot.Reference && value != "****")
        {
            return NotRestored($"Parameter {parameter} is {value ?? "gone"}, not our snapshot {snapshot.Reference}");
        }

        if (serving?.SourceId is null || serving.SourceId == snapshot.SourceId)
        {
            return NotRestored($"{snapshot.LogicalId} ({serving?.PhysicalId ?? "missing"}) is not a new one restored from {snapshot.Reference}");
        }

        return serving.CreatedAt is { } at && at < snapshot.CreatedAt
            ? NotRestored($"{snapshot.LogicalId} of {at:u} is older than its snapshot of {snapshot.CreatedAt:u}")
            : null;
    }

    private static Finding NotRestored(string what) =>
        new("NotRestored", $"{what}; the snapshot is kept. Do not let users in before you know which data it serves.");
}

/// <summary>A database or cache that serves.</summary>
/// <param name="PhysicalId">Its identifier.</param>
/// <param name="SourceId">What a snapshot of it would name as its source; null when AWS does not know it.</param>
/// <param name="CreatedAt">When it was created; null when AWS does not tell.</param>
public sealed record ServingData(string PhysicalId, string? SourceId, DateTimeOffset? CreatedAt);
