namespace UpgradeWorker.Aws;

/// <summary>A change set as the stack's list shows it (CloudFormation API, data type ChangeSetSummary).</summary>
/// <param name="Arn">ARN.</param>
/// <param name="Name">Name, one of the stack.</param>
/// <param name="Description">Null when it has none.</param>
/// <param name="Status">Such as <c>CREATE_COMPLETE</c> or <c>FAILED</c>.</param>
/// <param name="ExecutionStatus">Such as <c>AVAILABLE</c> or <c>OBSOLETE</c>; null when not given.</param>
/// <param name="CreatedAt">Null when not given.</param>
public sealed record ChangeSetListing(
    string Arn, string Name, string? Description, string Status, string? ExecutionStatus, DateTimeOffset? CreatedAt);
