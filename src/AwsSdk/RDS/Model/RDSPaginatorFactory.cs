using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.RDS.Model;

/// <summary>Paginators over an <see cref="IAmazonRDS"/>.</summary>
public class RDSPaginatorFactory : IRDSPaginatorFactory
{
    private readonly IAmazonRDS _client;

    internal RDSPaginatorFactory(IAmazonRDS client) => _client = client;

    public IDescribeDBInstancesPaginator DescribeDBInstances(DescribeDBInstancesRequest request) =>
        new DescribeDBInstancesPaginator(_client, request);

    public IDescribeDBSnapshotsPaginator DescribeDBSnapshots(DescribeDBSnapshotsRequest request) =>
        new DescribeDBSnapshotsPaginator(_client, request);
}

internal sealed class DescribeDBInstancesPaginator(IAmazonRDS client, DescribeDBInstancesRequest request) : IDescribeDBInstancesPaginator
{
    private readonly TokenPaginator<DescribeDBInstancesRequest, DescribeDBInstancesResponse> _pages =
        new(request, client.DescribeDBInstancesAsync, page => page.Marker, (next, token) => next.Marker = token);

    public IPaginatedEnumerable<DescribeDBInstancesResponse> Responses => new PaginatedResponse<DescribeDBInstancesResponse>(_pages);

    public IPaginatedEnumerable<DBInstance> DBInstances =>
        new PaginatedResultKeyResponse<DescribeDBInstancesResponse, DBInstance>(_pages, page => page.DBInstances ?? []);
}

internal sealed class DescribeDBSnapshotsPaginator(IAmazonRDS client, DescribeDBSnapshotsRequest request) : IDescribeDBSnapshotsPaginator
{
    private readonly TokenPaginator<DescribeDBSnapshotsRequest, DescribeDBSnapshotsResponse> _pages =
        new(request, client.DescribeDBSnapshotsAsync, page => page.Marker, (next, token) => next.Marker = token);

    public IPaginatedEnumerable<DescribeDBSnapshotsResponse> Responses => new PaginatedResponse<DescribeDBSnapshotsResponse>(_pages);

    public IPaginatedEnumerable<DBSnapshot> DBSnapshots =>
        new PaginatedResultKeyResponse<DescribeDBSnapshotsResponse, DBSnapshot>(_pages, page => page.DBSnapshots ?? []);
}
