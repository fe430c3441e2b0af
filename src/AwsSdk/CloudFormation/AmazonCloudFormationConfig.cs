using Amazon.Query;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.CloudFormation;

/// <summary>Settings of an <see cref="AmazonCloudFormationClient"/>.</summary>
public class AmazonCloudFormationConfig : ClientConfig
{
    private static readonly string Agent = QueryDefaults.UserAgent("CloudFormation");

    public AmazonCloudFormationConfig()
        : base(QueryDefaults.Modes())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "cloudformation";
        EndpointProvider = new QueryEndpointProvider("cloudformation");
    }

    /// <summary>The AWS service id: <c>AWS_ENDPOINT_URL_CLOUDFORMATION</c> goes by it.</summary>
    public static new string ServiceId => "CloudFormation";

    public override string RegionEndpointServiceName => "cloudformation";

    public override string ServiceVersion => "2010-05-15";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        QueryEndpointResolver.Determine(this, parameters);
}
