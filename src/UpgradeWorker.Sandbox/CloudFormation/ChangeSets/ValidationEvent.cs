namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>What early validation has against one resource of a change set
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html). <paramref name="Validation"/>: such as
/// <c>NAME_CONFLICT_VALIDATION</c>; <paramref name="Check"/>: what the set's status reason calls it.</summary>
public sealed record ValidationEvent(
    DateTimeOffset At, string EventId, string LogicalId, string Type, string Validation, string Check, string Reason, string Path);
