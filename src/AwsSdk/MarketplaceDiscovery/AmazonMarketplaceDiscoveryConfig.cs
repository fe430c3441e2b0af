using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.MarketplaceDiscovery;

/// <summary>Settings of an <see cref="AmazonMarketplaceDiscoveryClient"/>.</summary>
public class AmazonMarketplaceDiscoveryConfig : ClientConfig
{
    private static readonly string Agent = QueryDefaults.UserAgent("Marketplace Discovery");

    public AmazonMarketplaceDiscoveryConfig()
        : base(QueryDefaults.Modes())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "aws-marketplace";
        EndpointProvider = new DiscoveryEndpointProvider();
    }

    /// <summary>The AWS service id: <c>AWS_ENDPOINT_URL_MARKETPLACE_DISCOVERY</c> goes by it.</summary>
    public static new string ServiceId => "Marketplace Discovery";

    public override string RegionEndpointServiceName => "discovery-marketplace";

    public override string ServiceVersion => "2026-02-05";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        QueryEndpointResolver.Determine(this, parameters);
}
