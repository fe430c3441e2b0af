using Amazon.CloudFormation.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.CloudFormation;

/// <summary>The operations of AWS CloudFormation that this subset holds (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/).</summary>
public interface IAmazonCloudFormation : IAmazonService, IDisposable
{
    /// <summary>Makes sequences that ask for page after page.</summary>
    ICloudFormationPaginatorFactory Paginators { get; }

    /// <summary>Cancels a running update and rolls it back (API reference: CancelUpdateStack).</summary>
    Task<CancelUpdateStackResponse> CancelUpdateStackAsync(CancelUpdateStackRequest request, CancellationToken cancellationToken = default);

    /// <summary>Goes on with a rollback that had failed (API reference: ContinueUpdateRollback).</summary>
    Task<ContinueUpdateRollbackResponse> ContinueUpdateRollbackAsync(
        ContinueUpdateRollbackRequest request, CancellationToken cancellationToken = default);

    /// <summary>Computes what an update of a stack would change (API reference: CreateChangeSet).</summary>
    Task<CreateChangeSetResponse> CreateChangeSetAsync(CreateChangeSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a change set (API reference: DeleteChangeSet).</summary>
    Task<DeleteChangeSetResponse> DeleteChangeSetAsync(DeleteChangeSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns the state and the changes of a change set (API reference: DescribeChangeSet).</summary>
    Task<DescribeChangeSetResponse> DescribeChangeSetAsync(DescribeChangeSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns the events of a stack, change set or operation, validation errors included (API reference: DescribeEvents).</summary>
    Task<DescribeEventsResponse> DescribeEventsAsync(DescribeEventsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns how far a drift detection is (API reference: DescribeStackDriftDetectionStatus).</summary>
    Task<DescribeStackDriftDetectionStatusResponse> DescribeStackDriftDetectionStatusAsync(
        DescribeStackDriftDetectionStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns the events of a stack, newest first (API reference: DescribeStackEvents).</summary>
    Task<DescribeStackEventsResponse> DescribeStackEventsAsync(
        DescribeStackEventsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns per resource what the last drift detection found (API reference: DescribeStackResourceDrifts).</summary>
    Task<DescribeStackResourceDriftsResponse> DescribeStackResourceDriftsAsync(
        DescribeStackResourceDriftsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes the resources of a stack (API reference: DescribeStackResources).</summary>
    Task<DescribeStackResourcesResponse> DescribeStackResourcesAsync(
        DescribeStackResourcesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describes one stack, or every stack of the account and region (API reference: DescribeStacks).</summary>
    Task<DescribeStacksResponse> DescribeStacksAsync(CancellationToken cancellationToken = default);

    /// <summary>Describes one stack, or every stack of the account and region (API reference: DescribeStacks).</summary>
    Task<DescribeStacksResponse> DescribeStacksAsync(DescribeStacksRequest request, CancellationToken cancellationToken = default);

    /// <summary>Begins a comparison of a stack's resources with its template (API reference: DetectStackDrift).</summary>
    Task<DetectStackDriftResponse> DetectStackDriftAsync(DetectStackDriftRequest request, CancellationToken cancellationToken = default);

    /// <summary>Begins the update that a change set describes (API reference: ExecuteChangeSet).</summary>
    Task<ExecuteChangeSetResponse> ExecuteChangeSetAsync(ExecuteChangeSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns the template of a stack or change set as text (API reference: GetTemplate).</summary>
    Task<GetTemplateResponse> GetTemplateAsync(GetTemplateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns the parameters, metadata and resource types of a template (API reference: GetTemplateSummary).</summary>
    Task<GetTemplateSummaryResponse> GetTemplateSummaryAsync(
        GetTemplateSummaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the change sets of a stack that are not executed or deleted (API reference: ListChangeSets).</summary>
    Task<ListChangeSetsResponse> ListChangeSetsAsync(ListChangeSetsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the resources of a stack in brief (API reference: ListStackResources).</summary>
    Task<ListStackResourcesResponse> ListStackResourcesAsync(
        ListStackResourcesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Checks the syntax of a template (API reference: ValidateTemplate).</summary>
    Task<ValidateTemplateResponse> ValidateTemplateAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks the syntax of a template (API reference: ValidateTemplate).</summary>
    Task<ValidateTemplateResponse> ValidateTemplateAsync(ValidateTemplateRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCloudFormationConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCloudFormationClient(awsCredentials, (AmazonCloudFormationConfig)clientConfig);
}
