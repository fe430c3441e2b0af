using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.Drift;
using UpgradeWorker.Sandbox.Server;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Drift detection
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html).</summary>
public sealed partial class CloudFormationService
{
    private static readonly HashSet<string> Detectable =
        ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED"];

    private static readonly string[] DriftStatuses = ["DELETED", "IN_SYNC", "MODIFIED", "NOT_CHECKED", "UNKNOWN", "UNSUPPORTED"];

    private void DefineDrift()
    {
        Define("DetectStackDrift", "StackName LogicalResourceIds.member.#", DetectStackDrift);
        Define("DescribeStackDriftDetectionStatus", "StackDriftDetectionId", DescribeDetection);
        Define(
            "DescribeStackResourceDrifts",
            "StackName StackResourceDriftStatusFilters.member.# MaxResults NextToken",
            DescribeResourceDrifts);
    }

    private IEnumerable<XElement?> DetectStackDrift(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"));
        if (!Detectable.Contains(stack.Status))
        {
            throw AwsException.Validation($"Drift detection cannot be performed on stack [{stack.Id}] while it is in state {stack.Status}.");
        }

        if (state.Detections.Values.Any(d => d.Stack == stack && d.Status == "DETECTION_IN_PROGRESS"))
        {
            throw AwsException.Validation($"Drift detection is already in progress for stack [{stack.Id}].");
        }

        var only = call.List("LogicalResourceIds");
        if (only?.Count > 200)
        {
            throw AwsException.Validation("LogicalResourceIds has at most 200 members.");
        }

        if (only?.FirstOrDefault(id => !stack.Resources.ContainsKey(id)) is { } unknown)
        {
            throw AwsException.Validation($"Resource {unknown} does not exist for stack {stack.Name}");
        }

        return [Text("StackDriftDetectionId", DriftRun.Start(state, stack, only).Id)];
    }

    private IEnumerable<XElement?> DescribeDetection(QueryCall call)
    {
        var id = call.Required("StackDriftDetectionId");
        var detection = state.Detections.GetValueOrDefault(id)
            ?? throw AwsException.Validation($"Drift detection [{id}] does not exist.");
        return
        [
            Text("StackId", detection.Stack.Id),
            Text("StackDriftDetectionId", detection.Id),
            Text("StackDriftStatus", detection.StackStatus),
            Text("DetectionStatus", detection.Status),
            Text("DetectionStatusReason", detection.Reason),
            Number("DriftedStackResourceCount", detection.DriftedCount),
            Instant("Timestamp", detection.StartedAt),
        ];
    }

    private IEnumerable<XElement?> DescribeResourceDrifts(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"));
        var filters = call.List("StackResourceDriftStatusFilters");
        if (filters?.FirstOrDefault(f => !DriftStatuses.Contains(f)) is { } wrong)
        {
            throw AwsException.Validation(
                $"1 validation error detected: Value '[{wrong}]' at 'stackResourceDriftStatusFilters' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", DriftStatuses)}]");
        }

        if (filters?.Count > 4)
        {
            throw AwsException.Validation("StackResourceDriftStatusFilters has at most 4 members.");
        }

        var largest = call.Number("MaxResults") ?? 100;
        if (largest is < 1 or > 100)
        {
            throw AwsException.Validation("MaxResults must be between 1 and 100.");
        }

        var rows = Sorted(stack)
            .Where(r => r.DriftStatus != "NOT_CHECKED" && DriftRules.Supports(r.Type))
            .Where(r => filters is null || filters.Contains(r.DriftStatus))
            .ToList();
        var (list, token) = Pages.Of(
            call,
            "StackResourceDrifts",
            $"drifts of {stack.Id}",
            World.Options.PageBytes,
            rows,
            r => DriftXml.Row(stack, r),
            largest);
        return [list, token];
    }
}
