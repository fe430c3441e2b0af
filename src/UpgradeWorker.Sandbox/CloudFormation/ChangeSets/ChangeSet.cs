using UpgradeWorker.Sandbox.CloudFormation.Stacks;

namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>A change set
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html).</summary>
public sealed class ChangeSet
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    /// <summary>Id of the operation that made it, as DescribeEvents knows it.</summary>
    public required string OperationId { get; init; }

    public required EmulatedStack Stack { get; init; }

    /// <summary>CREATE or UPDATE.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? ClientToken { get; init; }

    public string? Description { get; init; }

    public bool IncludeNestedStacks { get; init; }

    /// <summary>REVERT_DRIFT or null.</summary>
    public string? DeploymentMode { get; init; }

    public string? OnStackFailure { get; init; }

    /// <summary>False = its creation asked for no early validation.</summary>
    public bool IsValidated { get; init; } = true;

    /// <summary>When it became CREATE_COMPLETE or FAILED; null = not yet.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    public IReadOnlyList<ValidationEvent> ValidationEvents { get; internal set; } = [];

    public string Status { get; internal set; } = "CREATE_PENDING";

    public string? StatusReason { get; internal set; }

    public string ExecutionStatus { get; internal set; } = "UNAVAILABLE";

    /// <summary>Empty until the set is complete, and for a difference that touches outputs only.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; internal set; } = [];

    /// <summary>The same as they are shown with property values.</summary>
    public IReadOnlyList<ResourceChange> ChangesWithValues { get; internal set; } = [];

    public required StackTarget Target { get; init; }
}
