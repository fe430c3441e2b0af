using Amazon.Runtime;

namespace Amazon.ElastiCache.Model;

/// <summary>Makes sequences over the pages of an operation; each is good for one pass.</summary>
public interface IElastiCachePaginatorFactory
{
    IDescribeReplicationGroupsPaginator DescribeReplicationGroups(DescribeReplicationGroupsRequest request);

    IDescribeSnapshotsPaginator DescribeSnapshots(DescribeSnapshotsRequest request);
}

/// <summary>Pages of DescribeReplicationGroups.</summary>
public interface IDescribeReplicationGroupsPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeReplicationGroupsResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<ReplicationGroup> ReplicationGroups { get; }
}

/// <summary>Pages of DescribeSnapshots.</summary>
public interface IDescribeSnapshotsPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeSnapshotsResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<Snapshot> Snapshots { get; }
}
