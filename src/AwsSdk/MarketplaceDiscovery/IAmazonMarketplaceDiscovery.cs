using System.Diagnostics.CodeAnalysis;
using Amazon.MarketplaceDiscovery.Model;
using Amazon.Runtime;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.MarketplaceDiscovery;

/// <summary>The operations of the AWS Marketplace Discovery API that this subset holds (https://docs.aws.amazon.com/marketplace/latest/APIReference/).</summary>
public interface IAmazonMarketplaceDiscovery : IAmazonService, IDisposable
{
    /// <summary>Lists how a product can be had: each with its version and release notes (API reference: ListFulfillmentOptions).</summary>
    Task<ListFulfillmentOptionsResponse> ListFulfillmentOptionsAsync(
        ListFulfillmentOptionsRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonMarketplaceDiscoveryConfig();

    [SuppressMessage("Reliability", "CA2000", Justification = "The caller owns it.")]
    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonMarketplaceDiscoveryClient(awsCredentials, (AmazonMarketplaceDiscoveryConfig)clientConfig);
}
