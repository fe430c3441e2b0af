using System.Security.Cryptography;
using System.Text;
using Amazon.CloudFormation.Model;
using UpgradeWorker.Core.Stacks;
using static UpgradeWorker.Aws.Answers;
using StackEvent = UpgradeWorker.Core.Stacks.StackEvent;
using StackResource = UpgradeWorker.Core.Stacks.StackResource;

namespace UpgradeWorker.Aws;

/// <summary>Looks at stacks (CloudFormation API). Every method throws <see cref="AwsFaultException"/> for what AWS refuses.</summary>
public sealed class StackGateway
{
    private const string Deleted = "DELETE_COMPLETE";

    private readonly AwsClients clients;

    internal StackGateway(AwsClients clients) => this.clients = clients;

    /// <summary>Looks at a stack: its parameters, outputs, resources and template.</summary>
    /// <param name="key">The stack's key in the settings.</param>
    /// <param name="nameOrArn">The stack's name or ARN. By ARN, a stack created anew under the same name is another one.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>Null when there is no such stack, or no longer.</returns>
    public async Task<StackReading?> LookAsync(StackKey key, string nameOrArn, CancellationToken cancellationToken)
    {
        if (await FindAsync(nameOrArn, cancellationToken) is not { } stack)
        {
            return null;
        }

        var at = clients.Time.GetUtcNow();
        try
        {
            var stackId = Given(stack.StackId);
            var resources = await ResourcesAsync(stackId, cancellationToken);
            var template = await TemplateAsync(stackId, cancellationToken);
            return new(Look(key, at, stack, resources, template), template);
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }

    /// <summary>The stack's status and what it is doing.</summary>
    /// <returns>Null when there is no such stack, or no longer.</returns>
    public async Task<StackProgress?> StatusAsync(string stackId, CancellationToken cancellationToken) =>
        await FindAsync(stackId, cancellationToken) is not { } stack ? null : new StackProgress(
            new StackId(Given(stack.StackId)),
            Given(stack.StackStatus).Value,
            stack.StackStatusReason,
            NullIfEmpty(stack.ChangeSetId),
            [.. (stack.LastOperations ?? []).Select(last => new StackOperation(last.OperationId, last.OperationType?.Value))]);

    /// <summary>The stack's events, oldest first, each once.</summary>
    /// <param name="stackId">ARN of the stack; a name finds nothing once the stack is deleted.</param>
    /// <param name="lastEventId">The newest event known already; null = none is. It and all before it are left out.</param>
    /// <param name="notBefore">Events before this instant are left out.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<IReadOnlyList<StackEvent>> EventsSinceAsync(
        string stackId, string? lastEventId, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        List<StackEvent> newestFirst = [];
        HashSet<string> seen = [];
        await Pages.ReadAsync(
            token => clients.Calls.InvokeAsync(
                AwsOperations.DescribeStackEvents,
                attempt => clients.CloudFormation.DescribeStackEventsAsync(
                    new DescribeStackEventsRequest { StackName = stackId, NextToken = token }, attempt),
                cancellationToken),
            page => page.NextToken,
            page =>
            {
                foreach (var item in page.StackEvents ?? [])
                {
                    var read = Event(item);
                    if (read.EventId == lastEventId || read.At < notBefore)
                    {
                        return false;
                    }

                    // An event that comes in between two pages moves the others on, so that one may be on both.
                    if (seen.Add(read.EventId))
                    {
                        newestFirst.Add(read);
                    }
                }

                return true;
            });
        newestFirst.Reverse();
        return newestFirst;
    }

    /// <summary>Lets CloudFormation check a template; it looks at syntax and references alone.</summary>
    /// <returns>What it says; a refused template is an answer here, not a fault.</returns>
    public async Task<TemplateCheck> ValidateAsync(TemplateSource.New template, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.ValidateTemplate,
                attempt => clients.CloudFormation.ValidateTemplateAsync(
                    new ValidateTemplateRequest { TemplateBody = template.Body, TemplateURL = template.Url?.AbsoluteUri }, attempt),
                cancellationToken);
            return new(null, answer.Capabilities ?? [], answer.CapabilitiesReason, answer.DeclaredTransforms ?? []);
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Validation)
        {
            return new(fault.Message, [], null, []);
        }
    }

    private async Task<Stack?> FindAsync(string nameOrArn, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.DescribeStacks,
                attempt => clients.CloudFormation.DescribeStacksAsync(new DescribeStacksRequest { StackName = nameOrArn }, attempt),
                cancellationToken);
            return answer.Stacks is [var stack, ..] && Given(stack.StackStatus).Value != Deleted ? stack : null;
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }

    private Task<IReadOnlyList<StackResourceSummary>> ResourcesAsync(string stackId, CancellationToken cancellationToken) => Pages.AllAsync(
        token => clients.Calls.InvokeAsync(
            AwsOperations.ListStackResources,
            attempt => clients.CloudFormation.ListStackResourcesAsync(
                new ListStackResourcesRequest { StackName = stackId, NextToken = token }, attempt),
            cancellationToken),
        page => page.NextToken,
        page => page.StackResourceSummaries);

    private async Task<string> TemplateAsync(string stackId, CancellationToken cancellationToken)
    {
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.GetTemplate,
            attempt => clients.CloudFormation.GetTemplateAsync(
                new GetTemplateRequest { StackName = stackId, TemplateStage = Amazon.CloudFormation.TemplateStage.Original }, attempt),
            cancellationToken);
        return answer.TemplateBody ?? "";
    }

    private static StackLook Look(
        StackKey key, DateTimeOffset at, Stack stack, IReadOnlyList<StackResourceSummary> resources, string template) => new()
        {
            Stack = key,
            StackId = new StackId(Given(stack.StackId)),
            At = at,
            Status = Given(stack.StackStatus).Value,
            StatusReason = stack.StackStatusReason,
            Parameters = [.. (stack.Parameters ?? []).Select(one => new StackParameter(Given(one.ParameterKey), one.ParameterValue ?? "", one.ResolvedValue))],
            Outputs = [.. (stack.Outputs ?? []).Select(one => new StackOutput(Given(one.OutputKey), one.OutputValue ?? ""))],
            Resources =
            [
                .. resources.Select(one => new StackResource(
                    Given(one.LogicalResourceId), Given(one.ResourceType), NullIfEmpty(one.PhysicalResourceId), Given(one.ResourceStatus).Value)),
            ],
            Capabilities = stack.Capabilities ?? [],
            RoleArn = NullIfEmpty(stack.RoleARN),
            ChangeSetId = NullIfEmpty(stack.ChangeSetId),
            TemplateSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template))),
            CreatedAt = stack.CreationTime.Utc(),
            UpdatedAt = stack.LastUpdatedTime.Utc(),
        };

    private static StackEvent Event(Amazon.CloudFormation.Model.StackEvent item) => new(
        Given(item.EventId),
        Given(item.LogicalResourceId),
        item.PhysicalResourceId,
        Given(item.ResourceType),
        Given(item.ResourceStatus).Value,
        item.ResourceStatusReason,
        item.Timestamp.Utc() ?? DateTimeOffset.MinValue,
        item.ClientRequestToken,
        item.OperationId);
}
