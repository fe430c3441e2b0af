using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>CloudFormation's shapes (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Types.html).</summary>
internal static class CloudFormationXml
{
    public static XElement Stack(EmulatedStack stack) => Of(
        "member",
        Text("StackId", stack.Id),
        Text("StackName", stack.Name),
        Text("ChangeSetId", stack.LastChangeSetId),
        Text("Description", stack.Template?.Description),
        UnlessEmpty(Parameters(stack.Parameters)),
        Instant("CreationTime", stack.CreatedAt),
        Instant("DeletionTime", stack.DeletedAt),
        Instant("LastUpdatedTime", stack.UpdatedAt),
        Rollback(stack.Settings),
        Text("StackStatus", stack.Status),
        Text("StackStatusReason", stack.StatusReason),
        Flag("DisableRollback", stack.DisableRollback),
        Texts("NotificationARNs", stack.Settings.NotificationArns),
        UnlessEmpty(Texts("Capabilities", stack.Settings.Capabilities)),
        UnlessEmpty(List("Outputs", stack.Outputs, o =>
        [
            Text("OutputKey", o.Key), Text("OutputValue", o.Value), Text("Description", o.Description), Text("ExportName", o.ExportName),
        ])),
        Text("RoleARN", stack.Settings.RoleArn),
        Tags(stack.Settings.Tags),
        Flag("EnableTerminationProtection", false),
        Of("DriftInformation", Text("StackDriftStatus", stack.DriftStatus), Instant("LastCheckTimestamp", stack.DriftCheckedAt)),
        List("LastOperations", stack.LastOperations.Take(2), o => [Text("OperationType", o.Type), Text("OperationId", o.OperationId)]));

    public static XElement Parameters(IReadOnlyList<StackParameter> parameters) => List("Parameters", parameters, p =>
        [Text("ParameterKey", p.Key), Text("ParameterValue", p.Shown), Text("ResolvedValue", p.Declaration.NoEcho ? null : p.Resolved)]);

    public static XElement Rollback(StackSettings settings) => Of(
        "RollbackConfiguration",
        Number("MonitoringTimeInMinutes", settings.MonitoringMinutes),
        settings.RollbackTriggers.Count == 0
            ? null
            : List("RollbackTriggers", settings.RollbackTriggers, t => [Text("Arn", t.Arn), Text("Type", t.Type)]));

    public static XElement Tags(IReadOnlyList<KeyValuePair<string, string>> tags) =>
        List("Tags", tags, t => [Text("Key", t.Key), Text("Value", t.Value)]);

    public static XElement Event(EmulatedStack stack, StackEvent entry) => Of(
        "member",
        Text("StackId", stack.Id),
        Text("EventId", entry.EventId),
        Text("StackName", stack.Name),
        Text("LogicalResourceId", entry.LogicalResourceId),
        Text("PhysicalResourceId", entry.PhysicalResourceId),
        Text("ResourceType", entry.ResourceType),
        Instant("Timestamp", entry.Timestamp),
        Text("ResourceStatus", entry.Status),
        Text("ResourceStatusReason", entry.Reason),
        Text("ResourceProperties", entry.Properties),
        Text("ClientRequestToken", entry.ClientRequestToken),
        Text("OperationId", entry.OperationId));

    public static XElement Resource(EmulatedStack stack, StackResource resource, string time, string item = "member") => Of(
        item,
        Text("StackName", time == "Timestamp" ? stack.Name : null),
        Text("StackId", time == "Timestamp" ? stack.Id : null),
        Text("LogicalResourceId", resource.LogicalId),
        Text("PhysicalResourceId", resource.PhysicalId),
        Text("ResourceType", resource.Type),
        Instant(time, resource.Timestamp),
        Text("ResourceStatus", resource.Status),
        Text("ResourceStatusReason", resource.Reason),
        Of(
            "DriftInformation",
            Text("StackResourceDriftStatus", resource.DriftStatus),
            Instant("LastCheckTimestamp", resource.DriftCheckedAt)));

    public static XElement ChangeSetSummary(ChangeSet set) => Of(
        "member",
        Text("StackId", set.Stack.Id),
        Text("StackName", set.Stack.Name),
        Text("ChangeSetId", set.Id),
        Text("ChangeSetName", set.Name),
        Text("ExecutionStatus", set.ExecutionStatus),
        Text("Status", set.Status),
        Text("StatusReason", set.StatusReason),
        Instant("CreationTime", set.CreatedAt),
        Text("Description", set.Description),
        Flag("IncludeNestedStacks", set.IncludeNestedStacks));

    public static XElement Change(ResourceChange change, bool withValues) =>
        Of(
            "member",
            Text("Type", "Resource"),
            Of(
                "ResourceChange",
                Text("PolicyAction", change.PolicyAction),
                Text("Action", change.Action),
                Text("LogicalResourceId", change.LogicalId),
                Text("PhysicalResourceId", change.PhysicalId),
                Text("ResourceType", change.Type),
                Text("Replacement", change.Replacement),
                Texts("Scope", change.Scope),
                Text("ResourceDriftStatus", change.DriftStatus),
                List("Details", change.Details, d => Detail(d, withValues)),
                Text("BeforeContext", withValues ? change.BeforeContext : null),
                Text("AfterContext", withValues ? change.AfterContext : null)));

    private static XElement?[] Detail(ChangeDetail detail, bool withValues) =>
    [
        Of(
            "Target",
            Text("Attribute", detail.Attribute),
            Text("Name", detail.Name),
            Text("RequiresRecreation", detail.RequiresRecreation),
            Text("Path", withValues ? detail.Path : null),
            Text("BeforeValue", withValues ? detail.Before : null),
            Text("AfterValue", withValues ? detail.After : null),
            Text("BeforeValueFrom", withValues && detail.Drift is not null ? "ACTUAL_STATE" : null),
            Text("AfterValueFrom", withValues && detail.Drift is not null ? "TEMPLATE" : null),
            detail.Drift is { } drift
                ? Of(
                    "Drift",
                    Text("PreviousValue", drift.Previous),
                    Text("ActualValue", drift.Actual),
                    Instant("DriftDetectionTimestamp", drift.At))
                : null,
            Text("AttributeChangeType", withValues ? detail.ChangeType : null)),
        Text("Evaluation", detail.Evaluation),
        Text("ChangeSource", detail.Source),
        Text("CausingEntity", detail.CausingEntity),
    ];
}
