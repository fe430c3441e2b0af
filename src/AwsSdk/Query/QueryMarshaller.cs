using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Query;

/// <summary>Turns a request into form parameters; Core writes them as the body of a POST.</summary>
internal sealed class QueryMarshaller(string serviceId, string action, string apiVersion) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon." + serviceId) { HttpMethod = "POST" };
        request.Parameters["Action"] = action;
        request.Parameters["Version"] = apiVersion;
        ((IWireShape)input).Exchange(new FormWriter(request.Parameters));
        return request;
    }
}
