using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Support;

/// <summary>An emulated account under a clock that only the test moves, and a client that signs.</summary>
internal sealed class Cloud
{
    private static readonly Dictionary<string, string> Versions = new()
    {
        ["cloudformation"] = "2010-05-15",
        ["rds"] = "2014-10-31",
        ["elasticache"] = "2015-02-02",
        ["sts"] = "2011-06-15",
    };

    public Cloud(SandboxOptions? options = null) => Aws = new EmulatedAws(Clock, options);

    private Cloud(Func<TimeProvider, EmulatedAws> furnish) => Aws = furnish(Clock);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));

    public EmulatedAws Aws { get; }

    public SandboxWorld World => Aws.World;

    /// <summary>Who signs; null = the first key.</summary>
    public SandboxCredentials? As { get; set; }

    public EmulatedStack Stack => Aws.CloudFormation.Stacks[0];

    /// <summary>With the vendor's stack at its oldest version, and its software on the instance.</summary>
    public static Cloud WithVendor() => new(clock => VendorAccount.Create(clock, VendorRelease.All[0]).Aws);

    public static Cloud WithHouse(SandboxOptions? options = null, string? template = null, params (string Key, string Value)[] parameters)
    {
        var cloud = new Cloud(options);
        (string Key, string Value)[] all = [("DatabasePassword", "correct-horse"), .. parameters];
        cloud.Aws.CloudFormation.Seed(
            "house",
            template ?? HouseTemplate.Text(),
            all.Select(p => new ParameterInput(p.Key, p.Value)),
            new StackSettings { Capabilities = ["CAPABILITY_IAM"] });
        return cloud;
    }

    /// <summary>Lets the clock run until nothing more happens by itself.</summary>
    public void RunUntilQuiet()
    {
        while (World.NextChange is { } next)
        {
            if (next > Clock.GetUtcNow())
            {
                Clock.SetUtcNow(next);
            }

            World.Settle();
        }
    }

    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        World.Settle();
    }

    /// <summary>The result element of a Query call, without namespaces; fails the test on an error answer.</summary>
    public XElement Call(string service, string action, params (string Key, string Value)[] members)
    {
        var (response, body) = Send(service, action, members);
        Assert.That(response.Status, Is.EqualTo(200), $"{action}: {response.Text}");
        return body.Element($"{action}Result") ?? new XElement("none");
    }

    /// <summary>Status, code and text of an error answer.</summary>
    public (int Status, string Code, string Message) Fail(string service, string action, params (string Key, string Value)[] members)
    {
        var (response, body) = Send(service, action, members);
        Assert.That(response.Status, Is.Not.EqualTo(200), $"{action} should have failed: {response.Text}");
        return (response.Status, (string)body.Element("Error")!.Element("Code")!, (string)body.Element("Error")!.Element("Message")!);
    }

    /// <summary>A change set that keeps every parameter but those given; its ARN.</summary>
    public string CreateSet(string template, params (string Key, string Value)[] changes) => CreateSet("set", template, changes);

    public string CreateSet(string name, string template, params (string Key, string Value)[] changes)
    {
        var keys = changes.Select(c => c.Key).ToHashSet();
        var kept = Stack.Parameters.Select(p => p.Key).Where(k => !keys.Contains(k)).ToList();
        List<(string, string)> members =
            [("StackName", Stack.Name), ("ChangeSetName", name), ("TemplateBody", template), ("Capabilities.member.1", "CAPABILITY_IAM")];
        for (var i = 0; i < kept.Count; i++)
        {
            members.Add(($"Parameters.member.{i + 1}.ParameterKey", kept[i]));
            members.Add(($"Parameters.member.{i + 1}.UsePreviousValue", "true"));
        }

        for (var i = 0; i < changes.Length; i++)
        {
            members.Add(($"Parameters.member.{kept.Count + i + 1}.ParameterKey", changes[i].Key));
            members.Add(($"Parameters.member.{kept.Count + i + 1}.ParameterValue", changes[i].Value));
        }

        return (string)Call("cloudformation", "CreateChangeSet", [.. members]).Element("Id")!;
    }

    /// <summary>The changes of a set, by logical id.</summary>
    public Dictionary<string, XElement> Changes(string set, bool withValues = false) =>
        Call("cloudformation", "DescribeChangeSet", ("ChangeSetName", set), ("IncludePropertyValues", withValues ? "true" : "false"))
            .Element("Changes")!.Elements().Select(c => c.Element("ResourceChange")!).ToDictionary(c => (string)c.Element("LogicalResourceId")!);

    public (SandboxResponse Response, XElement Body) Send(string service, string action, params (string Key, string Value)[] members)
    {
        (string Key, string Value)[] all = [("Action", action), ("Version", Versions[service]), .. members];
        var form = string.Join('&', all.Select(m => $"{Uri.EscapeDataString(m.Key)}={Uri.EscapeDataString(m.Value)}"));
        var request = Sign(service, "POST", "/", "", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded; charset=utf-8");
        var response = Aws.Server.HandleAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return (response, response.Aborted ? new XElement("aborted") : Bare(XElement.Parse(response.Text)));
    }

    public SandboxRequest Sign(
        string service, string method, string path, string query, byte[] body, string contentType, string? secret = null, DateTimeOffset? at = null)
    {
        var now = (at ?? TimeProvider.System.GetUtcNow()).UtcDateTime;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = "sandbox.test",
            ["x-amz-date"] = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            ["content-type"] = contentType,
        };
        if (As?.SessionToken is { } token)
        {
            headers["x-amz-security-token"] = token;
        }

        var request = new SandboxRequest(method, path, query, headers, body);
        var credentials = As ?? World.Options.Credentials[0];
        var scope = new SigV4Header(
            credentials.AccessKeyId,
            now.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            World.Options.Region,
            service,
            ["content-type", "host", "x-amz-date"],
            "");
        var signature = SigV4.Sign(request, scope, secret ?? credentials.SecretAccessKey);
        headers["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={scope.AccessKeyId}/{scope.Date}/{scope.Region}/{service}/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature={signature}";
        return request;
    }

    private static XElement Bare(XElement element) => new(
        element.Name.LocalName, element.HasElements ? element.Elements().Select(Bare) : element.IsEmpty ? null : element.Value);
}
