using System.Globalization;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>The structures of SSM's answers. Instants are seconds since 1970, as JSON 1.1 writes them.</summary>
internal static class SsmAnswers
{
    private const string Document = "AWS-RunShellScript";
    private const string Plugin = "aws:runShellScript";
    private const int LongestListedOutput = 2_500;

    public static JsonObject Command(SsmCommand command)
    {
        var (status, details) = command.Summary();
        return new JsonObject
        {
            ["CommandId"] = command.CommandId,
            ["DocumentName"] = Document,
            ["DocumentVersion"] = "$DEFAULT",
            ["Comment"] = command.Comment,
            ["ExpiresAfter"] = Seconds(command.RequestedAt.AddSeconds(command.TimeoutSeconds + command.ExecutionTimeout)),
            ["Parameters"] = new JsonObject(command.Parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Texts(p.Value)))),
            ["InstanceIds"] = Texts(command.InstanceIds),
            ["Targets"] = new JsonArray(),
            ["RequestedDateTime"] = Seconds(command.RequestedAt),
            ["Status"] = status,
            ["StatusDetails"] = details,
            ["OutputS3Region"] = "",
            ["OutputS3BucketName"] = "",
            ["OutputS3KeyPrefix"] = "",
            ["MaxConcurrency"] = "50",
            ["MaxErrors"] = "0",
            ["TargetCount"] = command.Invocations.Count,
            ["CompletedCount"] = command.Invocations.Count(i => i.HasEnded),
            ["ErrorCount"] = command.Invocations.Count(i => i.Status is "Failed" || i.StatusDetails == "ExecutionTimedOut"),
            ["DeliveryTimedOutCount"] = command.Invocations.Count(i => i.StatusDetails == "DeliveryTimedOut"),
            ["ServiceRole"] = "",
            ["TimeoutSeconds"] = command.TimeoutSeconds,
        };
    }

    public static JsonObject Invocation(SsmInvocation invocation) => new()
    {
        ["CommandId"] = invocation.Command.CommandId,
        ["InstanceId"] = invocation.InstanceId,
        ["Comment"] = invocation.Command.Comment,
        ["DocumentName"] = Document,
        ["DocumentVersion"] = "$DEFAULT",
        ["PluginName"] = Plugin,
        ["ResponseCode"] = invocation.ResponseCode,
        ["ExecutionStartDateTime"] = Text(invocation.StartedAt),
        ["ExecutionElapsedTime"] = Elapsed(invocation),
        ["ExecutionEndDateTime"] = Text(invocation.EndedAt),
        ["Status"] = invocation.Status,
        ["StatusDetails"] = invocation.StatusDetails,
        ["StandardOutputContent"] = invocation.Output,
        ["StandardOutputUrl"] = "",
        ["StandardErrorContent"] = invocation.Errors,
        ["StandardErrorUrl"] = "",
    };

    public static JsonObject ListedInvocation(SsmInvocation invocation, bool details)
    {
        var answer = new JsonObject
        {
            ["CommandId"] = invocation.Command.CommandId,
            ["InstanceId"] = invocation.InstanceId,
            ["InstanceName"] = "",
            ["Comment"] = invocation.Command.Comment,
            ["DocumentName"] = Document,
            ["DocumentVersion"] = "$DEFAULT",
            ["RequestedDateTime"] = Seconds(invocation.Command.RequestedAt),
            ["Status"] = invocation.Status,
            ["StatusDetails"] = invocation.StatusDetails,
            ["StandardOutputUrl"] = "",
            ["StandardErrorUrl"] = "",
            ["CommandPlugins"] = new JsonArray(),
        };
        if (details)
        {
            var output = invocation.Errors.Length > 0 ? $"{invocation.Output}\n----------ERROR-------\n{invocation.Errors}" : invocation.Output;
            var plugin = new JsonObject
            {
                ["Name"] = Plugin,
                ["Status"] = invocation.Status,
                ["StatusDetails"] = invocation.StatusDetails,
                ["ResponseCode"] = invocation.ResponseCode,
                ["Output"] = output.Length > LongestListedOutput ? output[..LongestListedOutput] : output,
            };
            if (invocation is { StartedAt: { } started, EndedAt: { } ended })
            {
                plugin["ResponseStartDateTime"] = Seconds(started);
                plugin["ResponseFinishDateTime"] = Seconds(ended);
            }

            answer["CommandPlugins"] = new JsonArray(plugin);
        }

        return answer;
    }

    public static JsonObject InstanceInformation(Machine machine) => new()
    {
        ["InstanceId"] = machine.Instance.PhysicalId,
        ["PingStatus"] = machine.AgentOnline ? "Online" : "ConnectionLost",
        ["LastPingDateTime"] = Seconds(machine.AgentOnline ? machine.World.Now : machine.RegisteredAt!.Value),
        ["AgentVersion"] = "3.3.1957.0",
        ["IsLatestVersion"] = true,
        ["PlatformType"] = "Linux",
        ["PlatformName"] = "Amazon Linux",
        ["PlatformVersion"] = "2023",
        ["ResourceType"] = "EC2Instance",
        ["ComputerName"] = $"{machine.Instance.PhysicalId}.{machine.World.Options.Region}.compute.internal",
    };

    public static JsonObject Parameter(SandboxWorld world, string name, string value) => new()
    {
        ["Name"] = name,
        ["Type"] = "String",
        ["Value"] = value,
        ["Version"] = 1,
        ["ARN"] = world.Arn("ssm", "parameter/" + name.TrimStart('/')),
        ["DataType"] = "text",
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;

    private static string Text(DateTimeOffset? at) =>
        at is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : "";

    private static string Elapsed(SsmInvocation invocation) => invocation is { StartedAt: { } from, EndedAt: { } to }
        ? string.Create(CultureInfo.InvariantCulture, $"PT{(to - from).TotalSeconds:0.###}S")
        : "";
}
