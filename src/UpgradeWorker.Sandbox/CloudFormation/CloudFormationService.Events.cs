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
        var failedOnly = call.Flag("Filters.FailedEvents") ?? false;
        var (operation, setName, stackName) = (call.Text("OperationId"), call.Text("ChangeSetName"), call.Text("StackName"));
        var set = setName is not null && (stackName is not null || setName.StartsWith("arn:", StringComparison.Ordinal)) ? FindSet(setName, stackName)
            : operation is null ? null
            : state.ChangeSet(operation);
        if (set is not null)
        {
            return EventPage(call, $"change set events of {set.Id}", OperationEvents.Of(set, failedOnly));
        }

        var stack = stackName is not null ? Stack(stackName)
            : operation is null ? throw AwsException.Validation("One of ChangeSetName, OperationId or StackName must be specified")
            : state.Stacks.FirstOrDefault(s => s.LastOperations.Any(o => o.OperationId == operation))
                ?? throw AwsException.Validation($"Operation [{operation}] does not exist");
        return EventPage(call, $"operation events of {stack.Id}", OperationEvents.Of(stack, operation, failedOnly));
    }

    private IEnumerable<XElement?> EventPage(QueryCall call, string subject, IReadOnlyList<XElement> events)
    {
        var (list, token) = Pages.Of(call, "OperationEvents", subject, World.Options.PageBytes, events, e => e);
        return [list, token];
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
