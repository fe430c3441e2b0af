using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.MarketplaceDiscovery;

/// <summary>The endpoint rules of the Discovery API: dual-stack host names alone.</summary>
internal sealed class DiscoveryEndpointProvider : IEndpointProvider
{
    private const string Prefix = "discovery-marketplace";

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var p = (QueryEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(p.Url))
        {
            return p.UseFips ? throw new AmazonClientException("FIPS and an endpoint of one's own exclude each other.") : new Endpoint(p.Url);
        }

        return string.IsNullOrEmpty(p.Region)
            ? throw new AmazonClientException($"No region is configured for {Prefix}.")
            : new Endpoint($"https://{Prefix}{(p.UseFips ? "-fips" : "")}.{p.Region}.{Fn.Partition(p.Region).dualStackDnsSuffix}");
    }
}
