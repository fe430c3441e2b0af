using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.RDS;

/// <summary>Settings of an <see cref="AmazonRDSClient"/>.</summary>
public class AmazonRDSConfig : ClientConfig
{
    private static readonly string Agent = QueryDefaults.UserAgent("RDS");

    public AmazonRDSConfig()
        : base(QueryDefaults.Modes())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "rds";
        EndpointProvider = new QueryEndpointProvider("rds");
    }

    /// <summary>The AWS service id: <c>AWS_ENDPOINT_URL_RDS</c> goes by it.</summary>
    public static new string ServiceId => "RDS";

    public override string RegionEndpointServiceName => "rds";

    public override string ServiceVersion => "2014-10-31";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        QueryEndpointResolver.Determine(this, parameters);
}
