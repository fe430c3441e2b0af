using UpgradeWorker.Sandbox.CloudFormation.Stacks;

namespace UpgradeWorker.Sandbox.CloudFormation.Drift;

/// <summary>One run of drift detection. Status: DETECTION_IN_PROGRESS, DETECTION_COMPLETE, DETECTION_FAILED.</summary>
public sealed class DriftDetection
{
    public required string Id { get; init; }

    public required EmulatedStack Stack { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public string Status { get; internal set; } = "DETECTION_IN_PROGRESS";

    public string? Reason { get; internal set; }

    /// <summary>Null until it has ended.</summary>
    public int? DriftedCount { get; internal set; }

    /// <summary>Null until it has ended.</summary>
    public string? StackStatus { get; internal set; }
}
