using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.Query;

/// <summary>Makes the typed exception of a service from an error answer.</summary>
internal delegate AmazonServiceException ErrorFactory(
    string? message, Exception? inner, ErrorType type, string? code, string? requestId, HttpStatusCode status);

/// <summary>What the three clients share: one description of a query-protocol service and its place in Core's pipeline.</summary>
/// <param name="serviceId">AWS service id; <c>AWS_ENDPOINT_URL_…</c> and profile sections go by it.</param>
/// <param name="apiVersion">Version date sent with every request.</param>
/// <param name="error">Maps an error answer to an exception.</param>
internal sealed class QueryService(string serviceId, string apiVersion, ErrorFactory error) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();

    /// <summary>The marshaller and unmarshaller of one operation.</summary>
    public InvokeOptions Operation<TResponse>(string action) where TResponse : AmazonWebServiceResponse, IWireShape, new() => new()
    {
        RequestMarshaller = new QueryMarshaller(serviceId, action, apiVersion),
        ResponseUnmarshaller = new QueryUnmarshaller<TResponse>(action, error),
    };

    /// <summary>Puts endpoint and signature resolution into Core's pipeline (the last one added runs first).</summary>
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new QueryEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new QueryAuthHandler());
    }
}

/// <summary>Every operation of these services is signed with SigV4.</summary>
internal sealed class QueryAuthHandler : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
