using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.Tests.Vendor;

/// <summary>A tiny client that signs its requests, over no socket.</summary>
internal sealed class SignedClient(SandboxServer server)
{
    /// <summary>An answer of SSM; a <see cref="AwsException"/> with its code when it is an error.</summary>
    public async Task<JsonObject> Ssm(string operation, JsonObject input)
    {
        var response = await Send("ssm", "application/x-amz-json-1.1", input.ToJsonString(), ("x-amz-target", $"AmazonSSM.{operation}"));
        var answer = (JsonObject)JsonNode.Parse(response.Text)!;
        return response.Status == 200
            ? answer
            : throw new AwsException((string)answer["__type"]!, (string)answer["message"]!, response.Status);
    }

    /// <summary>The result element of a Query service, its namespace taken off.</summary>
    public async Task<XElement> Query(string service, string operation, params (string Name, string Value)[] members)
    {
        var version = service switch { "cloudformation" => "2010-05-15", "rds" => "2014-10-31", "elasticache" => "2015-02-02", _ => "2011-06-15" };
        var fields = members.Prepend(("Version", version)).Prepend(("Action", operation));
        var body = string.Join('&', fields.Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));
        var response = await Send(service, "application/x-www-form-urlencoded; charset=utf-8", body);
        var root = Bare(XElement.Parse(response.Text));
        return response.Status == 200
            ? root.Element($"{operation}Result") ?? root
            : throw new AwsException(root.Element("Error")!.Element("Code")!.Value, root.Element("Error")!.Element("Message")!.Value, response.Status);
    }

    private static XElement Bare(XElement element) =>
        new(element.Name.LocalName, element.HasElements ? element.Elements().Select(Bare) : element.Value);

    private async Task<SandboxResponse> Send(string service, string contentType, string body, params (string Name, string Value)[] more)
    {
        var options = server.World.Options;
        var key = options.Credentials[0];
        var at = TimeProvider.System.GetUtcNow().UtcDateTime;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["content-type"] = contentType,
            ["host"] = "sandbox.test",
            ["x-amz-date"] = at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in more)
        {
            headers[name] = value;
        }

        var signed = headers.Keys.Order(StringComparer.Ordinal).ToList();
        var date = at.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var request = new SandboxRequest("POST", "/", "", headers, Encoding.UTF8.GetBytes(body));
        var header = new SigV4Header(key.AccessKeyId, date, options.Region, service, signed, "");
        var signature = SigV4.Sign(request, header, key.SecretAccessKey);
        headers["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={key.AccessKeyId}/{date}/{options.Region}/{service}/aws4_request, "
            + $"SignedHeaders={string.Join(';', signed)}, Signature={signature}";
        return await server.HandleAsync(request, CancellationToken.None);
    }
}
