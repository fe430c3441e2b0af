using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Paginators over an <see cref="IAmazonCloudFormation"/>.</summary>
public class CloudFormationPaginatorFactory : ICloudFormationPaginatorFactory
{
    private readonly IAmazonCloudFormation _client;

    internal CloudFormationPaginatorFactory(IAmazonCloudFormation client) => _client = client;

    public IDescribeChangeSetPaginator DescribeChangeSet(DescribeChangeSetRequest request) =>
        new DescribeChangeSetPaginator(_client, request);

    public IDescribeEventsPaginator DescribeEvents(DescribeEventsRequest request) =>
        new DescribeEventsPaginator(_client, request);

    public IDescribeStackEventsPaginator DescribeStackEvents(DescribeStackEventsRequest request) =>
        new DescribeStackEventsPaginator(_client, request);

    public IDescribeStackResourceDriftsPaginator DescribeStackResourceDrifts(DescribeStackResourceDriftsRequest request) =>
        new DescribeStackResourceDriftsPaginator(_client, request);

    public IDescribeStacksPaginator DescribeStacks(DescribeStacksRequest request) =>
        new DescribeStacksPaginator(_client, request);

    public IListChangeSetsPaginator ListChangeSets(ListChangeSetsRequest request) =>
        new ListChangeSetsPaginator(_client, request);

    public IListStackResourcesPaginator ListStackResources(ListStackResourcesRequest request) =>
        new ListStackResourcesPaginator(_client, request);
}

internal sealed class DescribeChangeSetPaginator(IAmazonCloudFormation client, DescribeChangeSetRequest request) : IDescribeChangeSetPaginator
{
    private readonly TokenPaginator<DescribeChangeSetRequest, DescribeChangeSetResponse> _pages =
        new(request, client.DescribeChangeSetAsync, page => page.NextToken, (next, token) => next.NextToken = token);

    public IPaginatedEnumerable<DescribeChangeSetResponse> Responses => new PaginatedResponse<DescribeChangeSetResponse>(_pages);

    public IPaginatedEnumerable<Change> Changes =>
        new PaginatedResultKeyResponse<DescribeChangeSetResponse, Change>(_pages, page => page.Changes ?? []);
}

internal sealed class DescribeEventsPaginator(IAmazonCloudFormation client, DescribeEventsRequest request) : IDescribeEventsPaginator
{
    private readonly TokenPaginator<DescribeEventsRequest, DescribeEventsResponse> _pages =
        new(request, client.DescribeEventsAsync, page => page.NextToken, (next, token) => next.NextToken = token);

    public IPaginatedEnumerable<DescribeEventsResponse> Responses => new PaginatedResponse<DescribeEventsResponse>(_pages);

    public IPaginatedEnumerable<OperationEvent> OperationEvents =>
        new PaginatedResultKeyResponse<DescribeEventsResponse, OperationEvent>(_pages, page => page.OperationEvents ?? []);
}

internal sealed class DescribeStackEventsPaginator(IAmazonCloudFormation client, DescribeStackEventsRequest request) : IDescribeStackEventsPaginator
{
    private readonly TokenPaginator<DescribeStackEventsRequest, DescribeStackEventsResponse> _pages =
        new(request, client.DescribeStackEventsAsync, page => page.NextToken, (next, token) => next.NextToken = token);

    public IPaginatedEnumerable<DescribeStackEventsResponse> Responses => new PaginatedResponse<DescribeStackEventsResponse>(_pages);

    public IPaginatedEnumerable<StackEvent> StackEvents =>
        new PaginatedResultKeyResponse<DescribeStackEventsResponse, StackEvent>(_pages, page => page.StackEvents ?? []);
}

internal sealed class DescribeStackResourceDriftsPaginator(IAmazonCloudFormation client, DescribeStackResourceDriftsRequest request) : IDescribeStackResourceDriftsPaginator
{
    private readonly TokenPaginator<DescribeStackResourceDriftsRequest, DescribeStackResourceDriftsResponse> _pages =
        new(request, client.DescribeStackResourceDriftsAsync, page => page.NextToken, (next, token) => next.NextToken = token);

    public IPaginatedEnumerable<DescribeStackResourceDriftsResponse> Responses => new PaginatedResponse<DescribeStackResourceDriftsResponse>(
        _pages);

    public IPaginatedEnumerable<StackResourceDrift> StackResourceDrifts =>
        new PaginatedResultKeyResponse<DescribeStackResourceDriftsResponse, StackResourceDrift>(_pages, page => page.StackResourceDrifts ?? []);
}

internal sealed class DescribeStacksPaginator(IAmazonCloudFormation client, DescribeStacksRequest request) : IDescribeStacksPaginator
{
    private readonly TokenPaginator<DescribeStacksRequest, DescribeStacksResponse> _pages =
        new(request, client.DescribeStacksAsync, page => page.NextToken, (next, token) => next.NextToken = token);

    public IPaginatedEnumerable<DescribeStacksResponse> Responses => new PaginatedResponse<DescribeStacksResponse>(_pages);

    public IPaginatedEnumerable<Stack> Stacks =>
        new PaginatedResultKeyResponse<DescribeStacksResponse, Stack>(_pages, page => page.Stacks ?? []);
}

internal sealed class ListChangeSetsPaginator(IAmazonCloudFormation client, ListChangeSetsRequest request) : IListChangeSetsPaginator
{
    private readonly TokenPaginator<ListChangeSetsRequest, ListChangeSetsResponse> _pages =
        new(request, client.ListChangeSetsAsync, page => page.NextToken, (next, token) => next.NextToken = token);

    public IPaginatedEnumerable<ListChangeSetsResponse> Responses => new PaginatedResponse<ListChangeSetsResponse>(_pages);

    public IPaginatedEnumerable<ChangeSetSummary> Summaries =>
        new PaginatedResultKeyResponse<ListChangeSetsResponse, ChangeSetSummary>(_pages, page => page.Summaries ?? []);
}

internal sealed class ListStackResourcesPaginator(IAmazonCloudFormation client, ListStackResourcesRequest request) : IListStackResourcesPaginator
{
    private readonly TokenPaginator<ListStackResourcesRequest, ListStackResourcesResponse> _pages =
        new(request, client.ListStackResourcesAsync, page => page.NextToken, (next, token) => next.NextToken = token);

    public IPaginatedEnumerable<ListStackResourcesResponse> Responses => new PaginatedResponse<ListStackResourcesResponse>(_pages);

    public IPaginatedEnumerable<StackResourceSummary> StackResourceSummaries =>
        new PaginatedResultKeyResponse<ListStackResourcesResponse, StackResourceSummary>(_pages, page => page.StackResourceSummaries ?? []);
}
