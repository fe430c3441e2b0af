using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace Amazon.Query;

/// <summary>Takes the parameters of the endpoint rules from the configuration of the client.</summary>
internal sealed class QueryEndpointResolver : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new QueryEndpointParameters
        {
            Region = requestContext.Request.AlternateEndpoint?.SystemName ?? config.RegionEndpoint?.SystemName
                ?? (string.IsNullOrEmpty(config.ServiceURL) ? null : AWSSDKUtils.DetermineRegion(config.ServiceURL)),
            UseFips = config.UseFIPSEndpoint,
            UseDualStack = config.UseDualstackEndpoint,
            Url = config.ServiceURL,
        };
    }

    /// <summary>The endpoint that a client of this configuration would call.</summary>
    public static Endpoint Determine(ClientConfig config, ServiceOperationEndpointParameters parameters)
    {
        var context = new RequestContext(false, new NullSigner())
        {
            ClientConfig = config,
            OriginalRequest = parameters.Request,
            Request = new DefaultRequest(parameters.Request, config.ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint },
        };
        return new QueryEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }
}

/// <summary>Inputs of the endpoint rules of the three services.</summary>
internal sealed class QueryEndpointParameters : EndpointParameters
{
    public string? Region { get; init; }

    public bool UseFips { get; init; }

    public bool UseDualStack { get; init; }

    public string? Url { get; init; }
}

/// <summary>
/// The endpoint rules that CloudFormation, RDS and ElastiCache have in common
/// (https://docs.aws.amazon.com/general/latest/gr/rande.html).
/// </summary>
internal sealed class QueryEndpointProvider(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var p = (QueryEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(p.Url))
        {
            return p.UseFips || p.UseDualStack
                ? throw new AmazonClientException("FIPS or dual-stack and an endpoint of one's own exclude each other.")
                : new Endpoint(p.Url);
        }

        if (string.IsNullOrEmpty(p.Region))
        {
            throw new AmazonClientException($"No region is configured for {prefix}.");
        }

        var partition = Fn.Partition(p.Region);
        if ((p.UseFips && !partition.supportsFIPS) || (p.UseDualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException($"The partition of {p.Region} lacks FIPS or dual-stack endpoints for {prefix}.");
        }

        var host = p.UseFips && !(partition.name == "aws-us-gov" && !p.UseDualStack) ? prefix + "-fips" : prefix;
        return new Endpoint($"https://{host}.{p.Region}.{(p.UseDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }
}
