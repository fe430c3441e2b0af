using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.ElastiCache;

/// <summary>Settings of an <see cref="AmazonElastiCacheClient"/>.</summary>
public class AmazonElastiCacheConfig : ClientConfig
{
    private static readonly string Agent = QueryDefaults.UserAgent("ElastiCache");

    public AmazonElastiCacheConfig()
        : base(QueryDefaults.Modes())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "elasticache";
        EndpointProvider = new QueryEndpointProvider("elasticache");
    }

    /// <summary>The AWS service id: <c>AWS_ENDPOINT_URL_ELASTICACHE</c> goes by it.</summary>
    public static new string ServiceId => "ElastiCache";

    public override string RegionEndpointServiceName => "elasticache";

    public override string ServiceVersion => "2015-02-02";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        QueryEndpointResolver.Determine(this, parameters);
}
