using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Makes sequences over the pages of an operation; each is good for one pass.</summary>
public interface ICloudFormationPaginatorFactory
{
    IDescribeChangeSetPaginator DescribeChangeSet(DescribeChangeSetRequest request);

    IDescribeEventsPaginator DescribeEvents(DescribeEventsRequest request);

    IDescribeStackEventsPaginator DescribeStackEvents(DescribeStackEventsRequest request);

    IDescribeStackResourceDriftsPaginator DescribeStackResourceDrifts(DescribeStackResourceDriftsRequest request);

    IDescribeStacksPaginator DescribeStacks(DescribeStacksRequest request);

    IListChangeSetsPaginator ListChangeSets(ListChangeSetsRequest request);

    IListStackResourcesPaginator ListStackResources(ListStackResourcesRequest request);
}

/// <summary>Pages of DescribeChangeSet.</summary>
public interface IDescribeChangeSetPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeChangeSetResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<Change> Changes { get; }
}

/// <summary>Pages of DescribeEvents.</summary>
public interface IDescribeEventsPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeEventsResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<OperationEvent> OperationEvents { get; }
}

/// <summary>Pages of DescribeStackEvents.</summary>
public interface IDescribeStackEventsPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeStackEventsResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<StackEvent> StackEvents { get; }
}

/// <summary>Pages of DescribeStackResourceDrifts.</summary>
public interface IDescribeStackResourceDriftsPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeStackResourceDriftsResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<StackResourceDrift> StackResourceDrifts { get; }
}

/// <summary>Pages of DescribeStacks.</summary>
public interface IDescribeStacksPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeStacksResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<Stack> Stacks { get; }
}

/// <summary>Pages of ListChangeSets.</summary>
public interface IListChangeSetsPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<ListChangeSetsResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<ChangeSetSummary> Summaries { get; }
}

/// <summary>Pages of ListStackResources.</summary>
public interface IListStackResourcesPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<ListStackResourcesResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<StackResourceSummary> StackResourceSummaries { get; }
}
