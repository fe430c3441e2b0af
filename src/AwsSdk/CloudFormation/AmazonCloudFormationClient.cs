using Amazon.CloudFormation.Model;
using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.CloudFormation;

/// <summary>Client of AWS CloudFormation, API version 2010-05-15. Thread-safe; share one per account and region.</summary>
public class AmazonCloudFormationClient : AmazonServiceClient, IAmazonCloudFormation
{
    // Static, because the base constructor already asks for it.
    private static readonly QueryService Service = new("CloudFormation", "2010-05-15", CloudFormationErrors.Create);
    private ICloudFormationPaginatorFactory? _paginators;

    public AmazonCloudFormationClient()
        : base(new AmazonCloudFormationConfig()) { }

    public AmazonCloudFormationClient(RegionEndpoint region)
        : base(new AmazonCloudFormationConfig { RegionEndpoint = region }) { }

    public AmazonCloudFormationClient(AmazonCloudFormationConfig config)
        : base(config) { }

    public AmazonCloudFormationClient(AWSCredentials credentials)
        : this(credentials, new AmazonCloudFormationConfig()) { }

    public AmazonCloudFormationClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonCloudFormationConfig { RegionEndpoint = region }) { }

    public AmazonCloudFormationClient(AWSCredentials? credentials, AmazonCloudFormationConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonCloudFormationConfig()) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonCloudFormationConfig { RegionEndpoint = region }) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonCloudFormationConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonCloudFormationConfig()) { }

    public AmazonCloudFormationClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonCloudFormationConfig { RegionEndpoint = region }) { }

    public AmazonCloudFormationClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonCloudFormationConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    public ICloudFormationPaginatorFactory Paginators => _paginators ??= new CloudFormationPaginatorFactory(this);

    IClientConfig IAmazonService.Config => Config;

    protected override IServiceMetadata ServiceMetadata => Service;

    public virtual Task<CancelUpdateStackResponse> CancelUpdateStackAsync(
        CancelUpdateStackRequest request, CancellationToken cancellationToken = default) =>
        Call<CancelUpdateStackResponse>(request, "CancelUpdateStack", cancellationToken);

    public virtual Task<ContinueUpdateRollbackResponse> ContinueUpdateRollbackAsync(
        ContinueUpdateRollbackRequest request, CancellationToken cancellationToken = default) =>
        Call<ContinueUpdateRollbackResponse>(request, "ContinueUpdateRollback", cancellationToken);

    public virtual Task<CreateChangeSetResponse> CreateChangeSetAsync(
        CreateChangeSetRequest request, CancellationToken cancellationToken = default) =>
        Call<CreateChangeSetResponse>(request, "CreateChangeSet", cancellationToken);

    public virtual Task<DeleteChangeSetResponse> DeleteChangeSetAsync(
        DeleteChangeSetRequest request, CancellationToken cancellationToken = default) =>
        Call<DeleteChangeSetResponse>(request, "DeleteChangeSet", cancellationToken);

    public virtual Task<DescribeChangeSetResponse> DescribeChangeSetAsync(
        DescribeChangeSetRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeChangeSetResponse>(request, "DescribeChangeSet", cancellationToken);

    public virtual Task<DescribeEventsResponse> DescribeEventsAsync(
        DescribeEventsRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeEventsResponse>(request, "DescribeEvents", cancellationToken);

    public virtual Task<DescribeStackDriftDetectionStatusResponse> DescribeStackDriftDetectionStatusAsync(
        DescribeStackDriftDetectionStatusRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeStackDriftDetectionStatusResponse>(request, "DescribeStackDriftDetectionStatus", cancellationToken);

    public virtual Task<DescribeStackEventsResponse> DescribeStackEventsAsync(
        DescribeStackEventsRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeStackEventsResponse>(request, "DescribeStackEvents", cancellationToken);

    public virtual Task<DescribeStackResourceDriftsResponse> DescribeStackResourceDriftsAsync(
        DescribeStackResourceDriftsRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeStackResourceDriftsResponse>(request, "DescribeStackResourceDrifts", cancellationToken);

    public virtual Task<DescribeStackResourcesResponse> DescribeStackResourcesAsync(
        DescribeStackResourcesRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeStackResourcesResponse>(request, "DescribeStackResources", cancellationToken);

    public virtual Task<DescribeStacksResponse> DescribeStacksAsync(CancellationToken cancellationToken = default) =>
        DescribeStacksAsync(new DescribeStacksRequest(), cancellationToken);

    public virtual Task<DescribeStacksResponse> DescribeStacksAsync(
        DescribeStacksRequest request, CancellationToken cancellationToken = default) =>
        Call<DescribeStacksResponse>(request, "DescribeStacks", cancellationToken);

    public virtual Task<DetectStackDriftResponse> DetectStackDriftAsync(
        DetectStackDriftRequest request, CancellationToken cancellationToken = default) =>
        Call<DetectStackDriftResponse>(request, "DetectStackDrift", cancellationToken);

    public virtual Task<ExecuteChangeSetResponse> ExecuteChangeSetAsync(
        ExecuteChangeSetRequest request, CancellationToken cancellationToken = default) =>
        Call<ExecuteChangeSetResponse>(request, "ExecuteChangeSet", cancellationToken);

    public virtual Task<GetTemplateResponse> GetTemplateAsync(GetTemplateRequest request, CancellationToken cancellationToken = default) =>
        Call<GetTemplateResponse>(request, "GetTemplate", cancellationToken);

    public virtual Task<GetTemplateSummaryResponse> GetTemplateSummaryAsync(
        GetTemplateSummaryRequest request, CancellationToken cancellationToken = default) =>
        Call<GetTemplateSummaryResponse>(request, "GetTemplateSummary", cancellationToken);

    public virtual Task<ListChangeSetsResponse> ListChangeSetsAsync(
        ListChangeSetsRequest request, CancellationToken cancellationToken = default) =>
        Call<ListChangeSetsResponse>(request, "ListChangeSets", cancellationToken);

    public virtual Task<ListStackResourcesResponse> ListStackResourcesAsync(
        ListStackResourcesRequest request, CancellationToken cancellationToken = default) =>
        Call<ListStackResourcesResponse>(request, "ListStackResources", cancellationToken);

    public virtual Task<ValidateTemplateResponse> ValidateTemplateAsync(CancellationToken cancellationToken = default) =>
        ValidateTemplateAsync(new ValidateTemplateRequest(), cancellationToken);

    public virtual Task<ValidateTemplateResponse> ValidateTemplateAsync(
        ValidateTemplateRequest request, CancellationToken cancellationToken = default) =>
        Call<ValidateTemplateResponse>(request, "ValidateTemplate", cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => QueryService.Customize(pipeline);

    private Task<T> Call<T>(AmazonWebServiceRequest request, string action, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse, IWireShape, new() =>
        InvokeAsync<T>(request, Service.Operation<T>(action), cancellationToken);
}
