using Amazon.Query;
using Amazon.RDS.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.RDS;

/// <summary>Client of Amazon RDS, API version 2014-10-31. Thread-safe; share one per account and region.</summary>
public class AmazonRDSClient : AmazonServiceClient, IAmazonRDS
{
    // Static, because the base constructor already asks for it.
    private static readonly QueryService Service = new("RDS", "2014-10-31", RDSErrors.Create);
    private IRDSPaginatorFactory? _paginators;

    public AmazonRDSClient()
        : base(new AmazonRDSConfig()) { }

    public AmazonRDSClient(RegionEndpoint region)
        : base(new AmazonRDSConfig { RegionEndpoint = region }) { }

    public AmazonRDSClient(AmazonRDSConfig config)
        : base(config) { }

    public AmazonRDSClient(AWSCredentials credentials)
        : this(credentials, new AmazonRDSConfig()) { }

    public AmazonRDSClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonRDSConfig { RegionEndpoint = region }) { }

    public AmazonRDSClient(AWSCredentials? credentials, AmazonRDSConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonRDSClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonRDSConfig()) { }

    public AmazonRDSClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonRDSConfig { RegionEndpoint = region }) { }

    public AmazonRDSClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonRDSConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonRDSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonRDSConfig()) { }

    public AmazonRDSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonRDSConfig { RegionEndpoint = region }) { }

    public AmazonRDSClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonRDSConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    public IRDSPaginatorFactory Paginators => _paginators ??= new RDSPaginatorFactory(this);

    IClientConfig IAmazonService.Config => Config;

    protected override IServiceMetadata ServiceMetadata => Service;

    public virtual Task<CreateDBSnapshotResponse> CreateDBSnapshotAsync(
        CreateDBSnapshotRequest request, CancellationToken cancellationToken = default) =>
        Call<CreateDBSnapshotResponse>(request, "CreateDBSnapshot", cancellationToken);

    public virtual Task<DeleteDBSnapshotResponse> DeleteDBSnapshotAsync(
        DeleteDBSnapshotRequest request, CancellationToken cancellationToken = default) =>
        Call<DeleteDBSnapshotResponse>(request, "DeleteDBSnapshot", cancellationToken);

    public virtual Task<DescribeAccountAttributesResponse> DescribeAccountAttributesAsync(CancellationToken cancellationToken = default) =>
        DescribeAccountAttributesAsync(new DescribeAccountAttributesRequest(), cancellationToken);

    public virtual Task<DescribeAccountAttributesResponse> DescribeAccountAttributesAsync(
        DescribeAccountAttributesRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeAccountAttributesResponse>(request, "DescribeAccountAttributes", cancellationToken);

    public virtual Task<DescribeDBInstancesResponse> DescribeDBInstancesAsync(CancellationToken cancellationToken = default) =>
        DescribeDBInstancesAsync(new DescribeDBInstancesRequest(), cancellationToken);

    public virtual Task<DescribeDBInstancesResponse> DescribeDBInstancesAsync(
        DescribeDBInstancesRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeDBInstancesResponse>(request, "DescribeDBInstances", cancellationToken);

    public virtual Task<DescribeDBSnapshotsResponse> DescribeDBSnapshotsAsync(CancellationToken cancellationToken = default) =>
        DescribeDBSnapshotsAsync(new DescribeDBSnapshotsRequest(), cancellationToken);

    public virtual Task<DescribeDBSnapshotsResponse> DescribeDBSnapshotsAsync(
        DescribeDBSnapshotsRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeDBSnapshotsResponse>(request, "DescribeDBSnapshots", cancellationToken);

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
