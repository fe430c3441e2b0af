using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Marketplace;

/// <summary>The Discovery API of AWS Marketplace, as far as buyers ask it for versions
/// (https://docs.aws.amazon.com/marketplace/latest/APIReference/), in the REST-JSON protocol.</summary>
public sealed class MarketplaceService(SandboxWorld world) : EmulatedService(world, "aws-marketplace")
{
    private const string Path = "/2026-02-05/listFulfillmentOptions";
    private const int LargestPage = 50;

    public override string OperationOf(SandboxRequest request) =>
        request is { Method: "POST", Path: Path } ? "ListFulfillmentOptions" : $"{request.Method} {request.Path}";

    public override SandboxResponse Handle(SandboxRequest request, string operation, string requestId) => operation == "ListFulfillmentOptions"
        ? SandboxResponse.Of(200, "application/json", List(Input(request)).ToJsonString(), requestId)
        : throw new AwsException("UnknownOperationException", $"The sandbox does not emulate {operation} of AWS Marketplace.", 404);

    public override SandboxResponse Error(AwsException error, string requestId)
    {
        var answer = SandboxResponse.Of(error.Status, "application/json", new JsonObject { ["message"] = error.Message }.ToJsonString(), requestId);
        // REST-JSON tells the error's name in a header.
        return answer with { Headers = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase) { ["x-amzn-ErrorType"] = error.Code } };
    }

    public override AwsException Refusal(RefusalKind kind, string detail) => kind switch
    {
        RefusalKind.NotSigned => new("MissingAuthenticationTokenException", "Missing Authentication Token", 403),
        RefusalKind.WrongSignature or RefusalKind.SkewedClock => new("InvalidSignatureException", detail, 403),
        RefusalKind.UnknownKey => new("UnrecognizedClientException", "The security token included in the request is invalid.", 403),
        RefusalKind.ExpiredToken => new("ExpiredTokenException", "The security token included in the request is expired", 403),
        RefusalKind.Throttled => new("ThrottlingException", "Rate exceeded", 429),
        RefusalKind.AccessDenied => new("AccessDeniedException", detail, 403),
        RefusalKind.Unavailable => new("InternalServerException", detail, 500),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private JsonObject List(JsonObject input)
    {
        foreach (var name in input.Select(member => member.Key).Where(name => name is not ("productId" or "maxResults" or "nextToken")))
        {
            throw Invalid($"The sandbox does not emulate the member '{name}'.");
        }

        if (input["productId"]?.ToString() is not { Length: > 0 and <= 255 } product || product.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            throw Invalid("productId must match [\\w\\-]+ and have 1 to 255 characters.");
        }

        var most = input["maxResults"]?.GetValue<int>() ?? LargestPage;
        if (most is < 1 or > LargestPage)
        {
            throw Invalid("maxResults must lie between 1 and 50.");
        }

        if (!World.MarketplaceProducts.TryGetValue(product, out var options))
        {
            throw new AwsException("ResourceNotFoundException", $"The product {product} was not found.", 404);
        }

        var from = Start(input["nextToken"]?.ToString());
        var page = options.Skip(from).Take(Math.Min(most, World.Options.ListPage)).Select((option, index) => Option(option, from + index)).ToList();
        var answer = new JsonObject { ["fulfillmentOptions"] = new JsonArray([.. page]) };
        if (from + page.Count < options.Count)
        {
            answer["nextToken"] = Convert.ToBase64String(Encoding.ASCII.GetBytes($"from {from + page.Count}"));
        }

        return answer;
    }

    private static JsonObject Option(MarketplaceOption option, int index)
    {
        var told = new JsonObject
        {
            ["fulfillmentOptionId"] = string.Create(CultureInfo.InvariantCulture, $"fo-{index:d13}"),
            ["fulfillmentOptionName"] = "Standard",
            ["fulfillmentOptionType"] = option.Kind,
            ["fulfillmentOptionDisplayName"] = "Standard",
        };
        if (option.Version is { } version)
        {
            told["fulfillmentOptionVersion"] = version;
        }

        if (option.ReleaseNotes is { } notes)
        {
            told["releaseNotes"] = notes;
        }

        return new JsonObject { [option.Kind] = told };
    }

    private static int Start(string? token)
    {
        try
        {
            return token is null ? 0 : int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(token))["from ".Length..], CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw Invalid("nextToken is not valid.");
        }
    }

    private static JsonObject Input(SandboxRequest request)
    {
        try
        {
            return JsonNode.Parse(request.Body.Span) as JsonObject ?? throw Invalid("The body is no JSON object.");
        }
        catch (JsonException)
        {
            throw Invalid("The body is no JSON object.");
        }
    }

    private static AwsException Invalid(string message) => new("ValidationException", message);
}
