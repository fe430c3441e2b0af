namespace UpgradeWorker.Core.Stacks;

/// <summary>One stack event (CloudFormation API, data type StackEvent). Two with the same <paramref name="EventId"/> are the same.</summary>
/// <param name="EventId">Unique id of the event.</param>
/// <param name="LogicalId">Resource's name in the template; the stack's name for events of the stack itself.</param>
/// <param name="PhysicalId">Id at the service; null or empty before creation; the stack's id for events of the stack itself.</param>
/// <param name="ResourceType">Such as <c>AWS::EC2::Instance</c>.</param>
/// <param name="Status">ResourceStatus, such as <c>UPDATE_IN_PROGRESS</c>.</param>
/// <param name="StatusReason">CloudFormation's words; null when it gave none.</param>
/// <param name="At">When it happened (UTC).</param>
/// <param name="ClientRequestToken">The token of the call that began the operation; null when it had none.</param>
/// <param name="OperationId">Id of the operation; a failed update and its rollback have different ones. Null from older APIs.</param>
public sealed record StackEvent(
    string EventId,
    string LogicalId,
    string? PhysicalId,
    string ResourceType,
    string Status,
    string? StatusReason,
    DateTimeOffset At,
    string? ClientRequestToken = null,
    string? OperationId = null)
{
    /// <summary>Whether the event is about the stack itself and not about one of its resources.</summary>
    public bool IsOfStack => ResourceType == "AWS::CloudFormation::Stack" && PhysicalId?.StartsWith("arn:", StringComparison.Ordinal) == true
        && new StackId(PhysicalId).Name == LogicalId;
}
