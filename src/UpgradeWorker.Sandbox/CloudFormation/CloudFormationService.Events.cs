using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Server;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>What happened to a stack, and what it is made of.</summary>
public sealed partial class CloudFormationService
{
    private void DefineEvents()
    {
        Define("DescribeStackEvents", "StackName NextToken", DescribeStackEvents);
        Define("DescribeEvents", "StackName ChangeSetName OperationId Filters.FailedEvents NextToken", DescribeEvents);
        Define("DescribeStackResources", "StackName LogicalResourceId PhysicalResourceId", DescribeStackResources);
        Define("DescribeStackResource", "StackName LogicalResourceId", DescribeStackResource);
        Define("ListStackResources", "StackName NextToken", ListStackResources);
    }

    private IEnumerable<XElement?> DescribeStackEvents(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"));
        var (list, token) = Pages.Of(
            call,
            "StackEvents",
            $"events of {stack.Id}",
            World.Options.PageBytes,
            new NewestFirst(stack.Events),
            e => CloudFormationXml.Event(stack, e));
        return [list, token];
    }

    private IEnumerable<XElement?> DescribeEvents(QueryCall call)
    {
        if (call.Text("ChangeSetName") is { } setName)
        {
            // No validation fails here, so a change set has no events of its own.
            FindSet(setName, call.Text("StackName"));
            return [new XElement("OperationEvents")];
        }

        var operation = call.Text("OperationId");
        var stack = call.Text("StackName") is { } name
            ? Stack(name)
            : state.Stacks.FirstOrDefault(s => s.LastOperations.Any(o => o.OperationId == operation))
                ?? throw AwsException.Validation("StackName, ChangeSetName or a known OperationId is required");
        var failedOnly = call.Flag("Filters.FailedEvents") ?? false;
        var events = stack.Events.Reverse()
            .Where(e => operation is null || e.OperationId == operation)
            .Where(e => !failedOnly || e.Status.EndsWith("_FAILED", StringComparison.Ordinal))
            .ToList();
        var (list, token) = Pages.Of(
            call, "OperationEvents", $"operation events of {stack.Id}", World.Options.PageBytes, events, e => OperationEvent(stack, e));
        return [list, token];
    }

    private static XElement OperationEvent(EmulatedStack stack, StackEvent entry)
    {
        var element = CloudFormationXml.Event(stack, entry);
        element.Element("StackName")?.Remove();
        element.Add(
            Text("OperationType", stack.LastOperations.FirstOrDefault(o => o.OperationId == entry.OperationId).Type),
            Text("EventType", "STACK_EVENT"));
        return element;
    }

    private IEnumerable<XElement?> DescribeStackResources(QueryCall call)
    {
        var (physical, logical) = (call.Text("PhysicalResourceId"), call.Text("LogicalResourceId"));
        var stack = physical is null
            ? Stack(call.Required("StackName"), longText: true)
            : state.Stacks.FirstOrDefault(s => s.Resources.Values.Any(r => r.PhysicalId == physical))
                ?? throw AwsException.Validation($"Stack for {physical} does not exist");
        var found = Sorted(stack).Where(r => logical is null || r.LogicalId == logical).ToList();
        if (logical is not null && found.Count == 0)
        {
            throw AwsException.Validation($"Resource {logical} does not exist for stack {stack.Name}");
        }

        return [new XElement("StackResources", found.Select(r => CloudFormationXml.Resource(stack, r, "Timestamp")))];
    }

    private IEnumerable<XElement?> DescribeStackResource(QueryCall call)
    {
        var (stack, logical) = (Stack(call.Required("StackName")), call.Required("LogicalResourceId"));
        if (!stack.Resources.TryGetValue(logical, out var resource))
        {
            throw AwsException.Validation($"Resource {logical} does not exist for stack {stack.Name}");
        }

        var detail = CloudFormationXml.Resource(stack, resource, "LastUpdatedTimestamp", "StackResourceDetail");
        detail.AddFirst(Text("StackName", stack.Name), Text("StackId", stack.Id));
        return [detail];
    }

    private IEnumerable<XElement?> ListStackResources(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"), longText: true);
        var (list, token) = Pages.Of(
            call,
            "StackResourceSummaries",
            $"resources of {stack.Id}",
            World.Options.PageBytes,
            Sorted(stack),
            r => CloudFormationXml.Resource(stack, r, "LastUpdatedTimestamp"));
        return [list, token];
    }

    private static List<StackResource> Sorted(EmulatedStack stack) =>
        [.. stack.Resources.Values.OrderBy(r => r.LogicalId, StringComparer.Ordinal)];

    /// <summary>A list read backwards, without a copy.</summary>
    private sealed class NewestFirst(IReadOnlyList<StackEvent> events) : IReadOnlyList<StackEvent>
    {
        public int Count => events.Count;

        public StackEvent this[int index] => events[events.Count - 1 - index];

        public IEnumerator<StackEvent> GetEnumerator() => events.Reverse().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
