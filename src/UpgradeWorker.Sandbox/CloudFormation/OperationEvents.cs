using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Server;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>What DescribeEvents tells, newest first
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_OperationEvent.html): the operations themselves, their resources,
/// and what early validation has against a change set, which is told nowhere else.</summary>
internal static class OperationEvents
{
    private const string StackType = "AWS::CloudFormation::Stack";

    /// <summary><paramref name="operation"/>: Only this one's; null = all.</summary>
    public static IReadOnlyList<XElement> Of(EmulatedStack stack, string? operation, bool failedOnly) =>
    [
        .. stack.Events.Reverse()
            .Where(e => operation is null || e.OperationId == operation)
            .Where(e => !failedOnly || e.Status.EndsWith("_FAILED", StringComparison.Ordinal))
            .Select(e => OfStack(stack, e)),
    ];

    public static IReadOnlyList<XElement> Of(ChangeSet set, bool failedOnly)
    {
        var failed = set.Status == "FAILED";
        List<XElement> events = [];
        if (set.EndedAt is { } ended && (failed || !failedOnly))
        {
            events.Add(Mark(set, ended, failed ? "FAILED" : "SUCCEEDED", ended));
        }

        events.AddRange(set.ValidationEvents.Select(e => Refusal(set, e)));
        if (!failedOnly)
        {
            events.Add(Mark(set, set.CreatedAt, "IN_PROGRESS", null));
        }

        return events;
    }

    private static XElement OfStack(EmulatedStack stack, StackEvent entry)
    {
        var element = CloudFormationXml.Event(stack, entry);
        element.Element("StackName")?.Remove();
        var failed = entry.Status.EndsWith("_FAILED", StringComparison.Ordinal);
        element.Add(
            Text("OperationType", stack.LastOperations.FirstOrDefault(o => o.OperationId == entry.OperationId).Type),
            entry.ResourceType == StackType ? Text("OperationStatus", OperationStatus(entry.Status)) : null,
            Text("EventType", failed && entry.ResourceType != StackType ? "PROVISIONING_ERROR" : entry.ResourceType == StackType ? "STACK_EVENT" : "PROGRESS_EVENT"));
        return element;
    }

    private static string OperationStatus(string status) =>
        status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) ? "IN_PROGRESS"
        : status.EndsWith("_FAILED", StringComparison.Ordinal) ? "FAILED"
        : "SUCCEEDED";

    private static XElement Mark(ChangeSet set, DateTimeOffset at, string status, DateTimeOffset? ended) => XmlBuild.Of(
        "member",
        Text("EventId", $"{set.OperationId}-{status}"),
        Text("StackId", set.Stack.Id),
        Text("OperationId", set.OperationId),
        Text("OperationType", "CREATE_CHANGESET"),
        Text("OperationStatus", status),
        Text("EventType", "STACK_EVENT"),
        Instant("Timestamp", at),
        Instant("StartTime", set.CreatedAt),
        Instant("EndTime", ended));

    private static XElement Refusal(ChangeSet set, ValidationEvent refusal) => XmlBuild.Of(
        "member",
        Text("EventId", refusal.EventId),
        Text("StackId", set.Stack.Id),
        Text("OperationId", set.OperationId),
        Text("OperationType", "CREATE_CHANGESET"),
        Text("EventType", "VALIDATION_ERROR"),
        Text("LogicalResourceId", refusal.LogicalId),
        Text("PhysicalResourceId", ""),
        Text("ResourceType", refusal.Type),
        Instant("Timestamp", refusal.At),
        Text("ValidationFailureMode", "FAIL"),
        Text("ValidationName", refusal.Validation),
        Text("ValidationStatus", "FAILED"),
        Text("ValidationStatusReason", refusal.Reason),
        Text("ValidationPath", refusal.Path));
}
