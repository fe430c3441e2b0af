using System.Net;
using System.Text.Json;
using Amazon.MarketplaceDiscovery.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.MarketplaceDiscovery;

/// <summary>Reads the answer, or the error answer that came instead.</summary>
internal sealed class ListFulfillmentOptionsUnmarshaller : JsonResponseUnmarshaller
{
    public static ListFulfillmentOptionsUnmarshaller Instance { get; } = new();

    /// <exception cref="AmazonUnmarshallingException">The body is not the answer to this operation.</exception>
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        try
        {
            using var document = JsonDocument.Parse(input.Stream);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("fulfillmentOptions", out var options)
                ? new ListFulfillmentOptionsResponse
                {
                    FulfillmentOptions = [.. options.EnumerateArray().Select(Option)],
                    NextToken = Text(document.RootElement, "nextToken"),
                }
                // A proxy's page with status 200 must never read as an answer with nothing in it.
                : throw new JsonException("The answer has no fulfillmentOptions.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AmazonUnmarshallingException(
                requestId: input.ResponseData.GetHeaderValue("x-amzn-RequestId"),
                lastKnownLocation: null,
                responseBody: null,
                message: $"The answer to ListFulfillmentOptions cannot be read: {e.Message}",
                innerException: e)
            {
                StatusCode = input.ResponseData.StatusCode,
            };
        }
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception? innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var answer = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonMarketplaceDiscoveryException(answer.Message, innerException, answer.Type, answer.Code, answer.RequestId, statusCode);
    }

    private static FulfillmentOption Option(JsonElement option) => new()
    {
        CloudFormationFulfillmentOption = Member(option, "cloudFormationFulfillmentOption") is { } stack ? Read(stack, new CloudFormationFulfillmentOption()) : null,
        AmazonMachineImageFulfillmentOption = Member(option, "amazonMachineImageFulfillmentOption") is { } image ? Read(image, new AmazonMachineImageFulfillmentOption()) : null,
    };

    private static T Read<T>(JsonElement from, T option) where T : VersionedFulfillmentOption
    {
        option.FulfillmentOptionId = Text(from, "fulfillmentOptionId");
        option.FulfillmentOptionName = Text(from, "fulfillmentOptionName");
        option.FulfillmentOptionType = Text(from, "fulfillmentOptionType");
        option.FulfillmentOptionDisplayName = Text(from, "fulfillmentOptionDisplayName");
        option.FulfillmentOptionVersion = Text(from, "fulfillmentOptionVersion");
        option.ReleaseNotes = Text(from, "releaseNotes");
        option.UsageInstructions = Text(from, "usageInstructions");
        return option;
    }

    private static JsonElement? Member(JsonElement of, string name) =>
        of.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var member) ? member.GetString() : null;
}
