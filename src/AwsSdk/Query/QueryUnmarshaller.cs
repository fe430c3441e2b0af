using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Query;

/// <summary>Reads <c>&lt;XResponse&gt;&lt;XResult&gt;…</c> or the error answer that came instead.</summary>
internal sealed class QueryUnmarshaller<TResponse>(string action, ErrorFactory error) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, IWireShape, new()
{
    // AWS passes control characters of resource properties through as character references.
    private static readonly XmlReaderSettings Settings = new() { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit };

    /// <exception cref="AmazonUnmarshallingException">The body is not the answer to this operation.</exception>
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        try
        {
            return Read(input.Stream, action);
        }
        catch (Exception e) when (e is XmlException or FormatException)
        {
            // Without the body: a template or its parameters may hold secrets, and messages are logged.
            throw new AmazonUnmarshallingException(
                requestId: input.ResponseData.GetHeaderValue("x-amzn-RequestId"),
                lastKnownLocation: null,
                responseBody: null,
                message: $"The answer to {action} cannot be read: {e.Message}",
                innerException: e)
            {
                StatusCode = input.ResponseData.StatusCode,
            };
        }
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception? innerException, HttpStatusCode statusCode)
    {
        var answer = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return error(answer.Message, innerException, answer.Type, answer.Code, answer.RequestId, statusCode);
    }

    private static TResponse Read(Stream body, string action)
    {
        using var xml = XmlReader.Create(body, Settings);
        var root = XElement.Load(xml, LoadOptions.PreserveWhitespace);
        if (root.Name.LocalName != action + "Response")
        {
            // A proxy's page with status 200 must never read as an answer with nothing in it.
            throw new FormatException($"The answer to {action} begins with <{root.Name.LocalName}>, not <{action}Response>.");
        }

        var response = new TResponse();
        if (XmlShapeReader.Child(root, action + "Result") is { } result)
        {
            response.Exchange(new XmlShapeReader(result));
        }

        var metadata = XmlShapeReader.Child(root, "ResponseMetadata");
        response.ResponseMetadata = new ResponseMetadata
        {
            RequestId = (metadata is null ? null : XmlShapeReader.Child(metadata, "RequestId")?.Value) ?? "",
        };
        return response;
    }
}
