using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.ElastiCache.Model;

/// <summary>Paginators over an <see cref="IAmazonElastiCache"/>.</summary>
public class ElastiCachePaginatorFactory : IElastiCachePaginatorFactory
{
    private readonly IAmazonElastiCache _client;

    internal ElastiCachePaginatorFactory(IAmazonElastiCache client) => _client = client;

    public IDescribeReplicationGroupsPaginator DescribeReplicationGroups(DescribeReplicationGroupsRequest request) =>
        new DescribeReplicationGroupsPaginator(_client, request);

    public IDescribeSnapshotsPaginator DescribeSnapshots(DescribeSnapshotsRequest request) =>
        new DescribeSnapshotsPaginator(_client, request);
}

internal sealed class DescribeReplicationGroupsPaginator(IAmazonElastiCache client, DescribeReplicationGroupsRequest request) : IDescribeReplicationGroupsPaginator
{
    private readonly TokenPaginator<DescribeReplicationGroupsRequest, DescribeReplicationGroupsResponse> _pages =
        new(request, client.DescribeReplicationGroupsAsync, page => page.Marker, (next, token) => next.Marker = token);

    public IPaginatedEnumerable<DescribeReplicationGroupsResponse> Responses => new PaginatedResponse<DescribeReplicationGroupsResponse>(
        _pages);

    public IPaginatedEnumerable<ReplicationGroup> ReplicationGroups =>
        new PaginatedResultKeyResponse<DescribeReplicationGroupsResponse, ReplicationGroup>(_pages, page => page.ReplicationGroups ?? []);
}

internal sealed class DescribeSnapshotsPaginator(IAmazonElastiCache client, DescribeSnapshotsRequest request) : IDescribeSnapshotsPaginator
{
    private readonly TokenPaginator<DescribeSnapshotsRequest, DescribeSnapshotsResponse> _pages =
        new(request, client.DescribeSnapshotsAsync, page => page.Marker, (next, token) => next.Marker = token);

    public IPaginatedEnumerable<DescribeSnapshotsResponse> Responses => new PaginatedResponse<DescribeSnapshotsResponse>(_pages);

    public IPaginatedEnumerable<Snapshot> Snapshots =>
        new PaginatedResultKeyResponse<DescribeSnapshotsResponse, Snapshot>(_pages, page => page.Snapshots ?? []);
}
