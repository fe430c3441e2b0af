using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation.Drift;

/// <summary>A row of DescribeStackResourceDrifts
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceDrift.html).</summary>
internal static class DriftXml
{
    public static XElement Row(EmulatedStack stack, StackResource resource) => Of(
        "member",
        Text("StackId", stack.Id),
        Text("LogicalResourceId", resource.LogicalId),
        Text("PhysicalResourceId", resource.PhysicalId),
        Text("ResourceType", resource.Type),
        Text("ExpectedProperties", resource.DriftCompared?.Expected.ToJsonString()),
        Text("ActualProperties", resource.DriftCompared?.Actual.ToJsonString()),
        List("PropertyDifferences", resource.DriftSeen, d =>
        [
            Text("PropertyPath", d.Path),
            Text("ExpectedValue", d.Expected ?? "null"),
            Text("ActualValue", d.Actual ?? "null"),
            Text("DifferenceType", d.Kind),
        ]),
        Text("StackResourceDriftStatus", resource.DriftStatus),
        Instant("Timestamp", resource.DriftCheckedAt),
        Text("DriftStatusReason", resource.DriftStatus == "UNKNOWN" ? "CloudFormation could not read the resource's properties." : null));
}
