using System.Text.Json;
using Amazon.MarketplaceDiscovery.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.MarketplaceDiscovery;

/// <summary>Writes the request in the REST-JSON protocol (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html).</summary>
internal sealed class ListFulfillmentOptionsMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static ListFulfillmentOptionsMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (ListFulfillmentOptionsRequest)input;
        var request = new DefaultRequest(input, "Amazon.MarketplaceDiscovery") { HttpMethod = "POST", ResourcePath = "/2026-02-05/listFulfillmentOptions" };
        request.Headers["Content-Type"] = "application/json";
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            if (asked.ProductId is { } product)
            {
                writer.WriteString("productId", product);
            }

            if (asked.MaxResults is { } most)
            {
                writer.WriteNumber("maxResults", most);
            }

            if (asked.NextToken is { } token)
            {
                writer.WriteString("nextToken", token);
            }

            writer.WriteEndObject();
        }

        request.Content = content.ToArray();
        return request;
    }
}
