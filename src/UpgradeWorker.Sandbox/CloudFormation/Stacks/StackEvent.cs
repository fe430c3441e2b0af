namespace UpgradeWorker.Sandbox.CloudFormation.Stacks;

/// <summary>One line of a stack's history
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html). Null members are absent.</summary>
public sealed record StackEvent(
    string EventId,
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    DateTimeOffset Timestamp,
    string Status,
    string? Reason,
    string? Properties,
    string? ClientRequestToken,
    string? OperationId);
