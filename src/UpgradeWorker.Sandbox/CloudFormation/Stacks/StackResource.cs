using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Drift;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Stacks;

/// <summary>What a stack knows of one of its resources.</summary>
public sealed class StackResource
{
    public required string LogicalId { get; init; }

    public required string Type { get; init; }

    /// <summary>The physical resource behind it now.</summary>
    public required EmulatedResource Physical { get; set; }

    /// <summary>The properties as the last successful deployment evaluated them: what drift detection expects.</summary>
    public required JsonObject Deployed { get; set; }

    /// <summary>What an update that reverts drift found really there, to go back to; null = go back to what was deployed.</summary>
    internal JsonObject? Found { get; set; }

    public string? DeletionPolicy { get; set; }

    public string? UpdateReplacePolicy { get; set; }

    public string Status { get; set; } = "CREATE_COMPLETE";

    public string? Reason { get; set; }

    public DateTimeOffset Timestamp { get; set; }

    /// <summary>NOT_CHECKED, IN_SYNC, MODIFIED, DELETED, UNKNOWN.</summary>
    public string DriftStatus { get; set; } = "NOT_CHECKED";

    /// <summary>Null = never checked.</summary>
    public DateTimeOffset? DriftCheckedAt { get; set; }

    /// <summary>The differences that the last detection saw.</summary>
    internal IReadOnlyList<PropertyDifference> DriftSeen { get; set; } = [];

    /// <summary>The values that the last detection compared; null = it could read none.</summary>
    internal ComparedProperties? DriftCompared { get; set; }

    public string PhysicalId => Physical.PhysicalId;

    internal StackResource Copy() => (StackResource)MemberwiseClone();
}
