namespace UpgradeWorker.Sandbox.CloudFormation.Stacks;

/// <summary>What a stack keeps beside its template and parameters, and what an update keeps unless it says otherwise
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html).</summary>
public sealed record StackSettings
{
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public IReadOnlyList<string> NotificationArns { get; init; } = [];

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>The service role; once set it stays.</summary>
    public string? RoleArn { get; init; }

    public IReadOnlyList<(string Arn, string Type)> RollbackTriggers { get; init; } = [];

    /// <summary>How long CloudFormation waits after everything is updated, before it deletes what was replaced; null = not
    /// set.</summary>
    public int? MonitoringMinutes { get; init; }
}
