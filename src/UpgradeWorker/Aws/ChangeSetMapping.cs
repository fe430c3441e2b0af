using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using UpgradeWorker.Core.Planning;
using static UpgradeWorker.Aws.Answers;
using ResourceChange = UpgradeWorker.Core.Planning.ResourceChange;
using ResourceChangeDetail = UpgradeWorker.Core.Planning.ResourceChangeDetail;

namespace UpgradeWorker.Aws;

/// <summary>Puts one page of DescribeChangeSet into Core's words. Values of properties stay behind: they may be secrets.</summary>
internal static class ChangeSetMapping
{
    public static ChangeSetDescription Describe(DescribeChangeSetResponse page) => new()
    {
        Id = NullIfEmpty(page.ChangeSetId),
        Name = NullIfEmpty(page.ChangeSetName),
        StackId = NullIfEmpty(page.StackId),
        StackName = NullIfEmpty(page.StackName),
        Status = page.Status?.Value,
        ExecutionStatus = page.ExecutionStatus?.Value,
        StatusReason = NullIfEmpty(page.StatusReason),
        Parameters = [.. (page.Parameters ?? []).Select(one => new ChangeSetParameter(Given(one.ParameterKey), one.ParameterValue, one.ResolvedValue))],
        Capabilities = page.Capabilities ?? [],
        Changes = [.. (page.Changes ?? []).Select(change => change.ResourceChange).OfType<Amazon.CloudFormation.Model.ResourceChange>().Select(Change)],
        HasMore = !string.IsNullOrEmpty(page.NextToken),
    };

    private static ResourceChange Change(Amazon.CloudFormation.Model.ResourceChange change) => new()
    {
        LogicalId = Given(change.LogicalResourceId),
        ResourceType = Given(change.ResourceType),
        Action = Given(change.Action).Value,
        PhysicalId = NullIfEmpty(change.PhysicalResourceId),
        Replacement = change.Replacement?.Value,
        PolicyAction = change.PolicyAction?.Value,
        Scope = change.Scope ?? [],
        Details = [.. (change.Details ?? []).Select(Detail)],
        NestedChangeSetId = NullIfEmpty(change.ChangeSetId),
    };

    private static ResourceChangeDetail Detail(Amazon.CloudFormation.Model.ResourceChangeDetail detail) => new()
    {
        Evaluation = detail.Evaluation?.Value,
        ChangeSource = detail.ChangeSource?.Value,
        CausingEntity = NullIfEmpty(detail.CausingEntity),
        Attribute = detail.Target?.Attribute?.Value,
        Property = NullIfEmpty(detail.Target?.Name),
        RequiresRecreation = detail.Target?.RequiresRecreation?.Value,
        Path = NullIfEmpty(detail.Target?.Path),
    };

    public static Parameter Parameter(ParameterSetting setting) => new()
    {
        ParameterKey = setting.Key,
        ParameterValue = setting.UsePrevious ? null : setting.Value,
        UsePreviousValue = setting.UsePrevious ? true : null,
    };

    /// <summary>Whether a failed event says more than the change set does: the operation's own end is an event too.</summary>
    public static bool HasReason(OperationEvent failed) =>
        failed.EventType != EventType.STACK_EVENT
        || NullIfEmpty(failed.ResourceStatusReason) is not null
        || NullIfEmpty(failed.LogicalResourceId) is not null;

    /// <summary>What a failed event of a change set says.</summary>
    public static string Sentence(OperationEvent failed)
    {
        var place = failed.LogicalResourceId is { Length: > 0 } id ? $"{id} ({failed.ResourceType})" : "The change set";
        var path = failed.ValidationPath is { Length: > 0 } at ? $" at {at}" : "";
        var check = failed.ValidationName is { Length: > 0 } name ? $" [{name}]" : "";
        var reason = NullIfEmpty(failed.ValidationStatusReason) ?? NullIfEmpty(failed.HookStatusReason)
            ?? NullIfEmpty(failed.ResourceStatusReason) ?? "no reason given";
        return $"{place}{path}: {reason}{check}";
    }
}
