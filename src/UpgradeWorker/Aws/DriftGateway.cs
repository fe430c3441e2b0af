using Amazon.CloudFormation.Model;
using UpgradeWorker.Core.Stacks;
using static UpgradeWorker.Aws.Answers;

namespace UpgradeWorker.Aws;

/// <summary>Detects drift (CloudFormation User Guide, "Detect unmanaged configuration changes"). Takes minutes: start, ask, read.</summary>
public sealed class DriftGateway
{
    private const string InSync = "IN_SYNC";

    private readonly AwsClients clients;

    internal DriftGateway(AwsClients clients) => this.clients = clients;

    /// <summary>Starts a detection of the whole stack. AWS refuses a second one beside it (a validation fault).</summary>
    /// <returns>Id of the detection.</returns>
    public async Task<string> StartAsync(string stackId, CancellationToken cancellationToken)
    {
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.DetectStackDrift,
            attempt => clients.CloudFormation.DetectStackDriftAsync(new DetectStackDriftRequest { StackName = stackId }, attempt),
            cancellationToken);
        return Given(answer.StackDriftDetectionId);
    }

    /// <summary>How far a detection is.</summary>
    public async Task<DriftProgress> StatusAsync(string detectionId, CancellationToken cancellationToken)
    {
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.DescribeStackDriftDetectionStatus,
            attempt => clients.CloudFormation.DescribeStackDriftDetectionStatusAsync(
                new DescribeStackDriftDetectionStatusRequest { StackDriftDetectionId = detectionId }, attempt),
            cancellationToken);
        var phase = Given(answer.DetectionStatus).Value switch
        {
            "DETECTION_COMPLETE" => DriftPhase.Complete,
            "DETECTION_FAILED" => DriftPhase.Failed,
            _ => DriftPhase.InProgress,
        };
        return new(phase, answer.StackDriftStatus?.Value, answer.DetectionStatusReason);
    }

    /// <summary>Reads what a finished detection found; a failed one has results for the resources that it could read.</summary>
    /// <param name="stack">The stack's key in the settings.</param>
    /// <param name="stackId">ARN of the stack.</param>
    /// <param name="detectionId">The detection that we started.</param>
    /// <param name="startedAt">When we started it.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>Null while the detection is in progress.</returns>
    public async Task<DriftReport?> ReportAsync(
        StackKey stack, string stackId, string detectionId, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var progress = await StatusAsync(detectionId, cancellationToken);
        if (progress.Phase == DriftPhase.InProgress)
        {
            return null;
        }

        var rows = await Pages.AllAsync(
            token => clients.Calls.InvokeAsync(
                AwsOperations.DescribeStackResourceDrifts,
                attempt => clients.CloudFormation.DescribeStackResourceDriftsAsync(
                    new DescribeStackResourceDriftsRequest { StackName = stackId, NextToken = token, MaxResults = 100 }, attempt),
                cancellationToken),
            page => page.NextToken,
            page => page.StackResourceDrifts);
        return new(stack, detectionId, startedAt, progress.Phase == DriftPhase.Complete, progress.StackStatus ?? "UNKNOWN",
            [.. rows.Where(row => row.StackResourceDriftStatus?.Value != InSync).Select(Resource)]);
    }

    private static DriftedResource Resource(StackResourceDrift row) => new(
        Given(row.LogicalResourceId),
        Given(row.ResourceType),
        Given(row.StackResourceDriftStatus).Value,
        NullIfEmpty(row.DriftStatusReason),
        [.. (row.PropertyDifferences ?? []).Select(one => new DriftDifference(
            Given(one.PropertyPath), one.ExpectedValue, one.ActualValue, Given(one.DifferenceType).Value))]);
}

/// <summary>How far a drift detection is.</summary>
/// <param name="Phase">In progress, complete or failed.</param>
/// <param name="StackStatus">StackDriftStatus; null while in progress.</param>
/// <param name="Reason">AWS's words; null when it gave none.</param>
public sealed record DriftProgress(DriftPhase Phase, string? StackStatus, string? Reason);

/// <summary>The phases of a drift detection.</summary>
public enum DriftPhase
{
    InProgress,
    Complete,

    /// <summary>At least one resource could not be read; what was read counts.</summary>
    Failed,
}
