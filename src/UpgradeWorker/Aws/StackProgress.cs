using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Aws;

/// <summary>A stack's status between two looks (CloudFormation API, data type Stack).</summary>
/// <param name="StackId">ARN of the stack.</param>
/// <param name="Status">StackStatus, such as <c>UPDATE_IN_PROGRESS</c>.</param>
/// <param name="StatusReason">CloudFormation's words; null when it gave none.</param>
/// <param name="ChangeSetId">ARN of the change set executed last; null when there never was one.</param>
/// <param name="Operations">The last operations, as CloudFormation lists them; empty from older endpoints.</param>
public sealed record StackProgress(
    StackId StackId, string Status, string? StatusReason, string? ChangeSetId, IReadOnlyList<StackOperation> Operations);

/// <summary>An operation on a stack. A failed update and its rollback are two.</summary>
/// <param name="Id">OperationId, which the operation's events carry too.</param>
/// <param name="Type">Such as <c>UPDATE_STACK</c> or <c>ROLLBACK</c>; null when not given.</param>
public sealed record StackOperation(string? Id, string? Type);
