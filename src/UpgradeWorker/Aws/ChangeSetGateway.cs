using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using static UpgradeWorker.Aws.Answers;

namespace UpgradeWorker.Aws;

/// <summary>
/// Makes, reads, executes and deletes change sets (CloudFormation API). Lists that a draft does not fill stay null in the request: an empty
/// one would wipe what the stack has.
/// </summary>
public sealed class ChangeSetGateway
{
    private const string Made = "CREATE_COMPLETE";
    private const string Deleted = "DELETE_COMPLETE";

    /// <summary>A change set that is made or outdated between two pages is read again, this often in all.</summary>
    private const int Readings = 3;

    private readonly AwsClients clients;

    internal ChangeSetGateway(AwsClients clients) => this.clients = clients;

    /// <summary>
    /// Begins to make a change set. Repeating it with the same draft makes no second one: AWS knows the token, and where it only says that
    /// the name is taken, the one of that name is ours if its description is.
    /// </summary>
    /// <returns>ARN of the change set.</returns>
    public async Task<string> CreateAsync(ChangeSetDraft draft, CancellationToken cancellationToken)
    {
        var request = new CreateChangeSetRequest
        {
            StackName = draft.StackName,
            ChangeSetName = draft.Name,
            ChangeSetType = ChangeSetType.UPDATE,
            Description = draft.Description,
            ClientToken = draft.Token,
            UsePreviousTemplate = draft.Template is TemplateSource.Previous ? true : null,
            TemplateBody = (draft.Template as TemplateSource.New)?.Body,
            TemplateURL = (draft.Template as TemplateSource.New)?.Url?.AbsoluteUri,
            Parameters = draft.Parameters.Count == 0 ? null : [.. draft.Parameters.Select(ChangeSetMapping.Parameter)],
            Capabilities = draft.Capabilities.Count == 0 ? null : [.. draft.Capabilities],
            RoleARN = draft.RoleArn,
            DeploymentMode = draft.DeploymentMode is { } mode ? new DeploymentMode(mode) : null,
            IncludeNestedStacks = draft.IncludesNestedStacks ? true : null,
        };
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.CreateChangeSet,
                attempt => clients.CloudFormation.CreateChangeSetAsync(request, attempt),
                cancellationToken,
                [.. draft.Parameters.Select(one => one.Value).OfType<string>()]);
            return Given(answer.Id);
        }
        catch (AwsFaultException fault) when (fault.ErrorCode is "AlreadyExistsException" or "TokenAlreadyExistsException")
        {
            if (await OursAsync(draft, cancellationToken) is { } ours)
            {
                return ours;
            }

            throw;
        }
    }

    /// <summary>
    /// Describes a change set: all pages, without property values and, once it is made, with them, for each answer is known to show what the
    /// other does not; and then, in the same way, those of its nested stacks.
    /// </summary>
    /// <returns>Null when there is no such change set, or no longer.</returns>
    /// <exception cref="InvalidOperationException">It changed under each of several readings.</exception>
    public Task<ChangeSetDescription?> DescribeAsync(string changeSetArn, CancellationToken cancellationToken) =>
        OpenAsync(changeSetArn, depth: 0, cancellationToken);

    private async Task<ChangeSetDescription?> OpenAsync(string changeSetArn, int depth, CancellationToken cancellationToken)
    {
        var root = await ReadAsync(changeSetArn, cancellationToken);
        if (root is not { Status: Made } || depth >= NestedChangeSets.Deepest)
        {
            return root;
        }

        foreach (var (logicalId, nestedArn) in NestedChangeSets.In(root).ToList())
        {
            if (await OpenAsync(nestedArn, depth + 1, cancellationToken) is { } nested)
            {
                root = NestedChangeSets.With(root, logicalId, nested);
            }
        }

        return root;
    }

    private async Task<ChangeSetDescription?> ReadAsync(string changeSetArn, CancellationToken cancellationToken)
    {
        Finding? finding = null;
        for (var reading = 0; reading < Readings; reading++)
        {
            try
            {
                var pages = await PagesAsync(changeSetArn, withValues: false, cancellationToken);
                if (pages[0].Status == Deleted)
                {
                    return null;
                }

                if (pages[0].Status == Made)
                {
                    pages = [.. pages, .. await PagesAsync(changeSetArn, withValues: true, cancellationToken)];
                }

                if (ChangeSetPages.TryMerge(pages, out var whole, out finding))
                {
                    return whole;
                }
            }
            catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
            {
                return null;
            }
        }

        throw new InvalidOperationException(finding?.Message);
    }

    /// <summary>Deletes a change set; one that does not exist is as good as deleted. One that is being executed is a conflict.</summary>
    public async Task DeleteAsync(string changeSetArn, CancellationToken cancellationToken)
    {
        try
        {
            await clients.Calls.InvokeAsync(
                AwsOperations.DeleteChangeSet,
                attempt => clients.CloudFormation.DeleteChangeSetAsync(new DeleteChangeSetRequest { ChangeSetName = changeSetArn }, attempt),
                cancellationToken);
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            // That is what was wanted.
        }
    }

    /// <summary>The change sets of a stack; empty when there is no such stack.</summary>
    public async Task<IReadOnlyList<ChangeSetListing>> ListAsync(string stackId, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Pages.AllAsync(
                token => clients.Calls.InvokeAsync(
                    AwsOperations.ListChangeSets,
                    attempt => clients.CloudFormation.ListChangeSetsAsync(
                        new ListChangeSetsRequest { StackName = stackId, NextToken = token }, attempt),
                    cancellationToken),
                page => page.NextToken,
                page => page.Summaries);
            return
            [
                .. found.Select(one => new ChangeSetListing(
                    Given(one.ChangeSetId), Given(one.ChangeSetName), NullIfEmpty(one.Description), Given(one.Status).Value,
                    one.ExecutionStatus?.Value, one.CreationTime.Utc())),
            ];
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return [];
        }
    }

    /// <summary>
    /// Executes a change set. Never repeated when its fate is unknown: then <see cref="AwsFaultException.EffectUnknown"/> is true, and the
    /// stack's status, last change set and events tell. A conflict too may mean that it runs already. Rollback is never disabled.
    /// </summary>
    /// <param name="changeSetArn">ARN: a name could mean another one by now.</param>
    /// <param name="token">Stands in every event of the update; derived, never fresh.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ExecuteAsync(string changeSetArn, string token, CancellationToken cancellationToken) => clients.Calls.InvokeAsync(
        AwsOperations.ExecuteChangeSet,
        attempt => clients.CloudFormation.ExecuteChangeSetAsync(
            new ExecuteChangeSetRequest { ChangeSetName = changeSetArn, ClientRequestToken = token }, attempt),
        cancellationToken);

    /// <summary>
    /// Why a change set failed before anything was deployed: <c>AWS::EarlyValidation</c> and hooks give their reasons in the events of the
    /// change set alone (CloudFormation User Guide, "Validate stack deployments").
    /// </summary>
    /// <returns>One sentence for each failed event; empty when there are none.</returns>
    public async Task<IReadOnlyList<string>> FailedEventsAsync(string changeSetArn, CancellationToken cancellationToken)
    {
        var found = await Pages.AllAsync(
            token => clients.Calls.InvokeAsync(
                AwsOperations.DescribeEvents,
                attempt => clients.CloudFormation.DescribeEventsAsync(
                    new DescribeEventsRequest
                    {
                        ChangeSetName = changeSetArn,
                        Filters = new EventFilter { FailedEvents = true },
                        NextToken = token,
                    },
                    attempt),
                cancellationToken),
            page => page.NextToken,
            page => page.OperationEvents);
        return [.. found.Where(ChangeSetMapping.HasReason).Select(ChangeSetMapping.Sentence).Distinct()];
    }

    private Task<IReadOnlyList<ChangeSetDescription>> PagesAsync(string changeSetArn, bool withValues, CancellationToken cancellationToken) =>
        Pages.AllAsync(
            token => clients.Calls.InvokeAsync(
                AwsOperations.DescribeChangeSet,
                attempt => clients.CloudFormation.DescribeChangeSetAsync(
                    new DescribeChangeSetRequest
                    {
                        ChangeSetName = changeSetArn,
                        IncludePropertyValues = withValues ? true : null,
                        NextToken = token,
                    },
                    attempt),
                cancellationToken),
            page => page.NextToken,
            page => Enumerable.Repeat(ChangeSetMapping.Describe(page), 1));

    private async Task<string?> OursAsync(ChangeSetDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            var found = await clients.Calls.InvokeAsync(
                AwsOperations.DescribeChangeSet,
                attempt => clients.CloudFormation.DescribeChangeSetAsync(
                    new DescribeChangeSetRequest { StackName = draft.StackName, ChangeSetName = draft.Name }, attempt),
                cancellationToken);
            return found.Description == draft.Description ? found.ChangeSetId : null;
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }
}
