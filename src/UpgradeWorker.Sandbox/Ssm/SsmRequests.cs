using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>Reads and checks the members of SSM's requests. Ranges and codes: AWS Systems Manager API reference.</summary>
internal static partial class SsmRequests
{
    private const int DefaultTimeout = 3600;

    public static string? Text(JsonObject input, string name) => input[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new AwsException("SerializationException", $"'{name}' is not a text."),
    };

    public static string Required(JsonObject input, string name) =>
        Text(input, name) is { Length: > 0 } text ? text : throw Invalid(name, "Member must not be null");

    public static IReadOnlyList<string>? Texts(JsonObject input, string name) => input[name] switch
    {
        null => null,
        JsonArray array when array.All(n => n is JsonValue v && v.TryGetValue<string>(out _)) => [.. array.Select(n => n!.GetValue<string>())],
        _ => throw new AwsException("SerializationException", $"'{name}' is not a list of texts."),
    };

    public static string CommandId(JsonObject input) => Required(input, "CommandId") is { Length: 36 } id
        ? id
        : throw Invalid("CommandId", "Member must have length of 36");

    public static SsmCommand Command(JsonObject input, SandboxWorld world)
    {
        if (Required(input, "DocumentName") is var document && document is not "AWS-RunShellScript"
            && !document.EndsWith(":document/AWS-RunShellScript", StringComparison.Ordinal))
        {
            throw new AwsException("InvalidDocument", $"Document with name {document} does not exist. (The sandbox knows AWS-RunShellScript.)");
        }

        var ids = Texts(input, "InstanceIds") ?? [];
        if (ids.Count is 0 or > 50 || ids.FirstOrDefault(id => !InstanceId().IsMatch(id)) is { })
        {
            throw Invalid("InstanceIds", "1 to 50 ids of instances are needed (the sandbox knows no Targets)");
        }

        var comment = Text(input, "Comment") ?? "";
        var timeout = input["TimeoutSeconds"]?.GetValue<int>() ?? DefaultTimeout;
        if (comment.Length > 100)
        {
            throw Invalid("Comment", "Member must have length less than or equal to 100");
        }

        if (timeout is < 30 or > 2_592_000)
        {
            throw Invalid("TimeoutSeconds", "Member must have value between 30 and 2592000");
        }

        var parameters = Parameters(input);
        var at = world.Now;
        var visible = at + world.Scale(new MachineDurations().CommandVisible);
        return new SsmCommand(world.Ids.Uuid(), comment, parameters, [.. ids.Distinct()], timeout, ExecutionTimeout(parameters), at, visible);
    }

    public static IReadOnlyList<Func<SsmCommand, bool>> CommandFilters(JsonObject input) => [.. Structures(input, "Filters").Select(filter =>
    {
        var (key, value) = (Required(filter, "key"), Required(filter, "value"));
        return (Func<SsmCommand, bool>)(key switch
        {
            "InvokedAfter" when Instant(value) is { } at => c => c.RequestedAt > at,
            "InvokedBefore" when Instant(value) is { } at => c => c.RequestedAt < at,
            "Status" => c => c.Summary().Status == value,
            "DocumentName" => _ => value == "AWS-RunShellScript",
            _ => throw new AwsException("InvalidFilterKey", $"The sandbox does not emulate the filter '{key}' with the value '{value}'."),
        });
    })];

    public static IReadOnlyList<Func<Machine, bool>> InstanceFilters(JsonObject input)
    {
        var old = Structures(input, "InstanceInformationFilterList").Select(f => (Key: Required(f, "key"), Values: Texts(f, "valueSet")));
        var newer = Structures(input, "Filters").Select(f => (Key: Required(f, "Key"), Values: Texts(f, "Values")));
        return [.. old.Concat(newer).Select(f => InstanceFilter(f.Key, f.Values ?? throw Invalid("Values", "Member must not be null")))];
    }

    private static Func<Machine, bool> InstanceFilter(string key, IReadOnlyList<string> values) => key switch
    {
        "InstanceIds" => m => values.Contains(m.Instance.PhysicalId),
        "PingStatus" => m => values.Contains(m.AgentOnline ? "Online" : "ConnectionLost"),
        "PlatformTypes" => _ => values.Contains("Linux"),
        "ResourceType" => _ => values.Contains("EC2Instance"),
        _ => throw new AwsException("InvalidFilterKey", $"The sandbox does not emulate the filter '{key}'."),
    };

    private static Dictionary<string, IReadOnlyList<string>> Parameters(JsonObject input)
    {
        var given = input["Parameters"] as JsonObject ?? [];
        if (given.Select(p => p.Key).FirstOrDefault(k => k is not ("commands" or "workingDirectory" or "executionTimeout")) is { } unknown)
        {
            throw new AwsException("InvalidParameters", $"'{unknown}' is no parameter of the document.");
        }

        var parameters = given.ToDictionary(p => p.Key, p => Texts(given, p.Key)!, StringComparer.Ordinal);
        if (parameters.GetValueOrDefault("commands") is null or [])
        {
            throw new AwsException("InvalidParameters", "The parameter 'commands' is missing.");
        }

        return parameters.GetValueOrDefault("workingDirectory") is [{ Length: > 0 }]
            ? throw AwsException.NotEmulated("the parameter workingDirectory of AWS-RunShellScript")
            : parameters;
    }

    private static int ExecutionTimeout(Dictionary<string, IReadOnlyList<string>> parameters)
    {
        var text = parameters.GetValueOrDefault("executionTimeout") is [var given, ..] ? given : "3600";
        return int.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 172_800
            ? seconds
            : throw new AwsException("InvalidParameters", $"executionTimeout '{text}' is not a number of seconds from 1 to 172800.");
    }

    private static IEnumerable<JsonObject> Structures(JsonObject input, string name) => input[name] switch
    {
        null => [],
        JsonArray array => array.Select(n => n as JsonObject ?? throw new AwsException("SerializationException", $"'{name}' holds no structures.")),
        _ => throw new AwsException("SerializationException", $"'{name}' is not a list."),
    };

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static AwsException Invalid(string member, string constraint) => new(
        "ValidationException",
        $"1 validation error detected: Value at '{char.ToLowerInvariant(member[0])}{member[1..]}' failed to satisfy constraint: {constraint}");

    [GeneratedRegex("^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$")]
    private static partial Regex InstanceId();
}
