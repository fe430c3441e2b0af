using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>A service of the AWS JSON 1.1 protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html).</summary>
public abstract class JsonService(SandboxWorld world, string signingName, string targetPrefix)
    : EmulatedService(world, signingName)
{
    private readonly Dictionary<string, (HashSet<string> Members, Func<JsonObject, JsonObject> Run)> operations =
        new(StringComparer.Ordinal);

    public override string OperationOf(SandboxRequest request)
    {
        var target = request.Header("x-amz-target") ?? "";
        return target.StartsWith(targetPrefix + ".", StringComparison.Ordinal) ? target[(targetPrefix.Length + 1)..] : target;
    }

    public override SandboxResponse Handle(SandboxRequest request, string operation, string requestId)
    {
        if (!operations.TryGetValue(operation, out var known))
        {
            throw new AwsException("UnknownOperationException", $"The sandbox does not emulate the operation '{operation}' of {SigningName}.");
        }

        var input = Parse(request);
        foreach (var member in input.Select(m => m.Key).Where(m => !known.Members.Contains(m)))
        {
            throw new AwsException("ValidationException", $"The sandbox does not emulate the member '{member}' of {operation}.");
        }

        try
        {
            return SandboxResponse.Of(200, "application/x-amz-json-1.1", known.Run(input).ToJsonString(), requestId);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new AwsException("SerializationException", $"A member of {operation} has a value of another kind: {error.Message}");
        }
    }

    public override SandboxResponse Error(AwsException error, string requestId) => SandboxResponse.Of(
        error.Status,
        "application/x-amz-json-1.1",
        new JsonObject { ["__type"] = error.Code, ["message"] = error.Message }.ToJsonString(),
        requestId);

    // Codes: https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html
    public override AwsException Refusal(RefusalKind kind, string detail) => kind switch
    {
        RefusalKind.NotSigned => new("MissingAuthenticationTokenException", "Missing Authentication Token"),
        RefusalKind.WrongSignature or RefusalKind.SkewedClock => new("InvalidSignatureException", detail),
        RefusalKind.UnknownKey => new("UnrecognizedClientException", "The security token included in the request is invalid."),
        RefusalKind.ExpiredToken => new("ExpiredTokenException", "The security token included in the request is expired"),
        RefusalKind.Throttled => new("ThrottlingException", "Rate exceeded"),
        RefusalKind.AccessDenied => new("AccessDeniedException", detail),
        RefusalKind.Unavailable => new("ServiceUnavailable", detail, 503),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Adds an operation. <paramref name="members"/>: the top-level request members that it takes,
    /// space-separated; any other is refused by name.</summary>
    protected void Define(string name, string members, Func<JsonObject, JsonObject> run) =>
        operations.Add(name, ([.. members.Split(' ', StringSplitOptions.RemoveEmptyEntries)], run));

    private static JsonObject Parse(SandboxRequest request)
    {
        try
        {
            return request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body.Span) as JsonObject ?? throw NotAnObject();
        }
        catch (JsonException)
        {
            throw NotAnObject();
        }
    }

    private static AwsException NotAnObject() => new("SerializationException", "The body is not a JSON object.");
}
