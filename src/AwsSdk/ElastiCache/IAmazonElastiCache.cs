using Amazon.ElastiCache.Model;
using Amazon.Runtime;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.ElastiCache;

/// <summary>The operations of Amazon ElastiCache that this subset holds (https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/).</summary>
public interface IAmazonElastiCache : IAmazonService, IDisposable
{
    /// <summary>Makes sequences that ask for page after page.</summary>
    IElastiCachePaginatorFactory Paginators { get; }

    /// <summary>Begins a backup of a cluster or replication group (API reference: CreateSnapshot).</summary>
    Task<CreateSnapshotResponse> CreateSnapshotAsync(CreateSnapshotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a backup (API reference: DeleteSnapshot).</summary>
    Task<DeleteSnapshotResponse> DeleteSnapshotAsync(DeleteSnapshotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes replication groups (API reference: DescribeReplicationGroups).</summary>
    Task<DescribeReplicationGroupsResponse> DescribeReplicationGroupsAsync(CancellationToken cancellationToken = default);

    /// <summary>Describes replication groups (API reference: DescribeReplicationGroups).</summary>
    Task<DescribeReplicationGroupsResponse> DescribeReplicationGroupsAsync(
        DescribeReplicationGroupsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes backups (API reference: DescribeSnapshots).</summary>
    Task<DescribeSnapshotsResponse> DescribeSnapshotsAsync(CancellationToken cancellationToken = default);

    /// <summary>Describes backups (API reference: DescribeSnapshots).</summary>
    Task<DescribeSnapshotsResponse> DescribeSnapshotsAsync(DescribeSnapshotsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the tags of a resource (API reference: ListTagsForResource).</summary>
    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonElastiCacheConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonElastiCacheClient(awsCredentials, (AmazonElastiCacheConfig)clientConfig);
}
