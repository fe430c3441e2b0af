using Amazon.RDS.Model;
using Amazon.Runtime;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.RDS;

/// <summary>The operations of Amazon RDS that this subset holds (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/).</summary>
public interface IAmazonRDS : IAmazonService, IDisposable
{
    /// <summary>Makes sequences that ask for page after page.</summary>
    IRDSPaginatorFactory Paginators { get; }

    /// <summary>Begins a snapshot of a DB instance (API reference: CreateDBSnapshot).</summary>
    Task<CreateDBSnapshotResponse> CreateDBSnapshotAsync(CreateDBSnapshotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a DB snapshot (API reference: DeleteDBSnapshot).</summary>
    Task<DeleteDBSnapshotResponse> DeleteDBSnapshotAsync(DeleteDBSnapshotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the quotas of the account in this region and how much is used (API reference: DescribeAccountAttributes).</summary>
    Task<DescribeAccountAttributesResponse> DescribeAccountAttributesAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the quotas of the account in this region and how much is used (API reference: DescribeAccountAttributes).</summary>
    Task<DescribeAccountAttributesResponse> DescribeAccountAttributesAsync(
        DescribeAccountAttributesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes DB instances (API reference: DescribeDBInstances).</summary>
    Task<DescribeDBInstancesResponse> DescribeDBInstancesAsync(CancellationToken cancellationToken = default);

    /// <summary>Describes DB instances (API reference: DescribeDBInstances).</summary>
    Task<DescribeDBInstancesResponse> DescribeDBInstancesAsync(
        DescribeDBInstancesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes DB snapshots (API reference: DescribeDBSnapshots).</summary>
    Task<DescribeDBSnapshotsResponse> DescribeDBSnapshotsAsync(CancellationToken cancellationToken = default);

    /// <summary>Describes DB snapshots (API reference: DescribeDBSnapshots).</summary>
    Task<DescribeDBSnapshotsResponse> DescribeDBSnapshotsAsync(
        DescribeDBSnapshotsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the tags of a resource (API reference: ListTagsForResource).</summary>
    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonRDSConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonRDSClient(awsCredentials, (AmazonRDSConfig)clientConfig);
}
