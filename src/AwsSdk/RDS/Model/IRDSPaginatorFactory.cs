using Amazon.Runtime;

namespace Amazon.RDS.Model;

/// <summary>Makes sequences over the pages of an operation; each is good for one pass.</summary>
public interface IRDSPaginatorFactory
{
    IDescribeDBInstancesPaginator DescribeDBInstances(DescribeDBInstancesRequest request);

    IDescribeDBSnapshotsPaginator DescribeDBSnapshots(DescribeDBSnapshotsRequest request);
}

/// <summary>Pages of DescribeDBInstances.</summary>
public interface IDescribeDBInstancesPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeDBInstancesResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<DBInstance> DBInstances { get; }
}

/// <summary>Pages of DescribeDBSnapshots.</summary>
public interface IDescribeDBSnapshotsPaginator
{
    /// <summary>Whole answers, page by page.</summary>
    IPaginatedEnumerable<DescribeDBSnapshotsResponse> Responses { get; }

    /// <summary>The entries of all pages, one by one.</summary>
    IPaginatedEnumerable<DBSnapshot> DBSnapshots { get; }
}
