using Amazon.MarketplaceDiscovery.Model;
using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.MarketplaceDiscovery;

/// <summary>Client of the AWS Marketplace Discovery API, version 2026-02-05. Thread-safe; share one per account and region.</summary>
public class AmazonMarketplaceDiscoveryClient : AmazonServiceClient, IAmazonMarketplaceDiscovery
{
    // Static, because the base constructor already asks for it.
    private static readonly DiscoveryService Service = new();

    public AmazonMarketplaceDiscoveryClient()
        : base(new AmazonMarketplaceDiscoveryConfig()) { }

    public AmazonMarketplaceDiscoveryClient(RegionEndpoint region)
        : base(new AmazonMarketplaceDiscoveryConfig { RegionEndpoint = region }) { }

    public AmazonMarketplaceDiscoveryClient(AmazonMarketplaceDiscoveryConfig config)
        : base(config) { }

    public AmazonMarketplaceDiscoveryClient(AWSCredentials credentials)
        : this(credentials, new AmazonMarketplaceDiscoveryConfig()) { }

    public AmazonMarketplaceDiscoveryClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonMarketplaceDiscoveryConfig { RegionEndpoint = region }) { }

    public AmazonMarketplaceDiscoveryClient(AWSCredentials? credentials, AmazonMarketplaceDiscoveryConfig clientConfig)
        : base(credentials, clientConfig) { }

    IClientConfig IAmazonService.Config => Config;

    protected override IServiceMetadata ServiceMetadata => Service;

    public virtual Task<ListFulfillmentOptionsResponse> ListFulfillmentOptionsAsync(
        ListFulfillmentOptionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListFulfillmentOptionsResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = ListFulfillmentOptionsMarshaller.Instance,
                ResponseUnmarshaller = ListFulfillmentOptionsUnmarshaller.Instance,
            },
            cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => QueryService.Customize(pipeline);

    private sealed class DiscoveryService : IServiceMetadata
    {
        public string ServiceId => AmazonMarketplaceDiscoveryConfig.ServiceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
