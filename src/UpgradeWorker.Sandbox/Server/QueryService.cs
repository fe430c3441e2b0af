using System.Xml.Linq;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>A service of the Query protocol: form in, XML out
/// (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).</summary>
public abstract class QueryService(SandboxWorld world, string signingName, string version, string xmlNamespace)
    : EmulatedService(world, signingName)
{
    private readonly Dictionary<string, QueryOperation> operations = new(StringComparer.Ordinal);

    public override string OperationOf(SandboxRequest request) => Form.Parse(request).GetValueOrDefault("Action", "");

    public override SandboxResponse Handle(SandboxRequest request, string operation, string requestId)
    {
        var form = Form.Parse(request);
        if (!operations.TryGetValue(operation, out var known))
        {
            throw new AwsException("InvalidAction", $"The sandbox does not emulate the action '{operation}' of {SigningName}.");
        }

        if (form.GetValueOrDefault("Version") is { } asked && asked != version)
        {
            throw new AwsException("InvalidAction", $"The sandbox knows version {version} of {SigningName}, not {asked}.");
        }

        known.RefuseUnknownMembers(form);
        var result = known.Run(new QueryCall(operation, form));
        XNamespace ns = xmlNamespace;
        var body = new XElement(ns + $"{operation}Response");
        if (result is not null)
        {
            body.Add(new XElement(ns + $"{operation}Result", result.Select(e => XmlBuild.In(ns, e))));
        }

        body.Add(new XElement(ns + "ResponseMetadata", new XElement(ns + "RequestId", requestId)));
        return SandboxResponse.Of(200, "text/xml", body.ToString(SaveOptions.DisableFormatting), requestId);
    }

    public override SandboxResponse Error(AwsException error, string requestId)
    {
        XNamespace ns = xmlNamespace;
        var body = new XElement(
            ns + "ErrorResponse",
            new XElement(
                ns + "Error",
                new XElement(ns + "Type", error.IsSender ? "Sender" : "Receiver"),
                new XElement(ns + "Code", error.Code),
                new XElement(ns + "Message", error.Message)),
            new XElement(ns + "RequestId", requestId));
        return SandboxResponse.Of(error.Status, "text/xml", body.ToString(SaveOptions.DisableFormatting), requestId);
    }

    // Codes: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
    public override AwsException Refusal(RefusalKind kind, string detail) => kind switch
    {
        RefusalKind.NotSigned => new("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
        RefusalKind.WrongSignature => new("SignatureDoesNotMatch", detail, 403),
        RefusalKind.UnknownKey => new("InvalidClientTokenId", "The security token included in the request is invalid.", 403),
        RefusalKind.ExpiredToken => new("ExpiredToken", "The security token included in the request is expired", 403),
        RefusalKind.SkewedClock => new("SignatureDoesNotMatch", detail, 403),
        RefusalKind.Throttled => new("Throttling", "Rate exceeded"),
        RefusalKind.AccessDenied => new("AccessDenied", detail, 403),
        RefusalKind.Unavailable => new("ServiceUnavailable", detail, 503),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Adds an operation. <paramref name="members"/>: every request member that it takes, space-separated, with
    /// <c>#</c> for a list number, such as <c>Tags.member.#.Key</c>; anything else in a request is refused by name.
    /// <paramref name="run"/> gives the children of the result element; null = the operation has no result.</summary>
    protected void Define(string name, string members, Func<QueryCall, IEnumerable<XElement?>?> run) =>
        operations.Add(name, new QueryOperation(name, members, call => run(call)?.OfType<XElement>()));
}
