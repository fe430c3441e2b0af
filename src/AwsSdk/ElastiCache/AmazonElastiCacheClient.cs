using Amazon.ElastiCache.Model;
using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.ElastiCache;

/// <summary>Client of Amazon ElastiCache, API version 2015-02-02. Thread-safe; share one per account and region.</summary>
public class AmazonElastiCacheClient : AmazonServiceClient, IAmazonElastiCache
{
    // Static, because the base constructor already asks for it.
    private static readonly QueryService Service = new("ElastiCache", "2015-02-02", ElastiCacheErrors.Create);
    private IElastiCachePaginatorFactory? _paginators;

    public AmazonElastiCacheClient()
        : base(new AmazonElastiCacheConfig()) { }

    public AmazonElastiCacheClient(RegionEndpoint region)
        : base(new AmazonElastiCacheConfig { RegionEndpoint = region }) { }

    public AmazonElastiCacheClient(AmazonElastiCacheConfig config)
        : base(config) { }

    public AmazonElastiCacheClient(AWSCredentials credentials)
        : this(credentials, new AmazonElastiCacheConfig()) { }

    public AmazonElastiCacheClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonElastiCacheConfig { RegionEndpoint = region }) { }

    public AmazonElastiCacheClient(AWSCredentials? credentials, AmazonElastiCacheConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonElastiCacheClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonElastiCacheConfig()) { }

    public AmazonElastiCacheClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonElastiCacheConfig { RegionEndpoint = region }) { }

    public AmazonElastiCacheClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonElastiCacheConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonElastiCacheClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonElastiCacheConfig()) { }

    public AmazonElastiCacheClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonElastiCacheConfig { RegionEndpoint = region }) { }

    public AmazonElastiCacheClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonElastiCacheConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    public IElastiCachePaginatorFactory Paginators => _paginators ??= new ElastiCachePaginatorFactory(this);

    IClientConfig IAmazonService.Config => Config;

    protected override IServiceMetadata ServiceMetadata => Service;

    public virtual Task<CreateSnapshotResponse> CreateSnapshotAsync(
        CreateSnapshotRequest request, CancellationToken cancellationToken = default) =>
        Call<CreateSnapshotResponse>(request, "CreateSnapshot", cancellationToken);

    public virtual Task<DeleteSnapshotResponse> DeleteSnapshotAsync(
        DeleteSnapshotRequest request, CancellationToken cancellationToken = default) =>
        Call<DeleteSnapshotResponse>(request, "DeleteSnapshot", cancellationToken);

    public virtual Task<DescribeReplicationGroupsResponse> DescribeReplicationGroupsAsync(CancellationToken cancellationToken = default) =>
        DescribeReplicationGroupsAsync(new DescribeReplicationGroupsRequest(), cancellationToken);

    public virtual Task<DescribeReplicationGroupsResponse> DescribeReplicationGroupsAsync(
        DescribeReplicationGroupsRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeReplicationGroupsResponse>(request, "DescribeReplicationGroups", cancellationToken);

    public virtual Task<DescribeSnapshotsResponse> DescribeSnapshotsAsync(CancellationToken cancellationToken = default) =>
        DescribeSnapshotsAsync(new DescribeSnapshotsRequest(), cancellationToken);

    public virtual Task<DescribeSnapshotsResponse> DescribeSnapshotsAsync(
        DescribeSnapshotsRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeSnapshotsResponse>(request, "DescribeSnapshots", cancellationToken);

    public virtual Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default) =>
        Call<ListTagsForResourceResponse>(request, "ListTagsForResource", cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => QueryService.Customize(pipeline);

    private Task<T> Call<T>(AmazonWebServiceRequest request, string action, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse, IWireShape, new() =>
        InvokeAsync<T>(request, Service.Operation<T>(action), cancellationToken);
}
