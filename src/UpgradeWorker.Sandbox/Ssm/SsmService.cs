using System.Globalization;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>Systems Manager: Run Command, the agents' inventory and the parameter store, as far as they are needed
/// (https://docs.aws.amazon.com/systems-manager/latest/APIReference/).</summary>
internal sealed class SsmService : JsonService
{
    private readonly Machines machines;
    private readonly SsmAgent agent;

    public SsmService(SandboxWorld world, Machines machines) : base(world, "ssm", "AmazonSSM")
    {
        this.machines = machines;
        agent = new SsmAgent(machines);
        Define("SendCommand", "DocumentName DocumentVersion InstanceIds Comment Parameters TimeoutSeconds MaxConcurrency MaxErrors", SendCommand);
        Define("GetCommandInvocation", "CommandId InstanceId PluginName", GetCommandInvocation);
        Define("ListCommands", "CommandId InstanceId MaxResults NextToken Filters", ListCommands);
        Define("ListCommandInvocations", "CommandId InstanceId MaxResults NextToken Filters Details", ListCommandInvocations);
        Define("CancelCommand", "CommandId InstanceIds", CancelCommand);
        Define("DescribeInstanceInformation", "InstanceInformationFilterList Filters MaxResults NextToken", DescribeInstanceInformation);
        Define("GetParameter", "Name WithDecryption", GetParameter);
        Define("GetParameters", "Names WithDecryption", GetParameters);
    }

    /// <summary>Every command that was sent, oldest first.</summary>
    public IReadOnlyList<SsmCommand> Commands => agent.Commands;

    private JsonObject SendCommand(JsonObject input)
    {
        var command = SsmRequests.Command(input, World);
        var unknown = command.InstanceIds.Where(id => machines.Find(id)?.RegisteredAt is null).ToList();
        if (unknown.Count > 0)
        {
            throw new AwsException(
                "InvalidInstanceId",
                $"Instances [[{string.Join(", ", unknown)}]] not in a valid state for account {World.Options.AccountId}");
        }

        agent.Send(command);
        return new JsonObject { ["Command"] = SsmAnswers.Command(command) };
    }

    private JsonObject GetCommandInvocation(JsonObject input)
    {
        var (commandId, instanceId) = (SsmRequests.CommandId(input), SsmRequests.Required(input, "InstanceId"));
        if (SsmRequests.Text(input, "PluginName") is { } plugin && plugin is not ("aws:runShellScript" or "AWS-RunShellScript"))
        {
            throw new AwsException("InvalidPluginName", $"The plugin '{plugin}' is not part of the command.");
        }

        // Just sent: not yet known everywhere, as at AWS.
        var command = agent.Find(commandId);
        var invocation = command?.VisibleAt <= World.Now ? command.Invocations.FirstOrDefault(i => i.InstanceId == instanceId) : null;
        return invocation is null ? throw new AwsException("InvocationDoesNotExist", "") : SsmAnswers.Invocation(invocation);
    }

    private JsonObject ListCommands(JsonObject input)
    {
        var found = Newest(input).Select(c => (JsonNode)SsmAnswers.Command(c)).ToList();
        return SsmPages.Page(input, found, "Commands", smallest: 1);
    }

    private JsonObject ListCommandInvocations(JsonObject input)
    {
        var instanceId = SsmRequests.Text(input, "InstanceId");
        var details = input["Details"]?.GetValue<bool>() ?? false;
        var found = Newest(input)
            .SelectMany(c => c.Invocations)
            .Where(i => instanceId is null || i.InstanceId == instanceId)
            .Select(i => (JsonNode)SsmAnswers.ListedInvocation(i, details))
            .ToList();
        return SsmPages.Page(input, found, "CommandInvocations", smallest: 1);
    }

    private IEnumerable<SsmCommand> Newest(JsonObject input)
    {
        var commandId = input.ContainsKey("CommandId") ? SsmRequests.CommandId(input) : null;
        if (commandId is not null && agent.Find(commandId) is null)
        {
            throw new AwsException("InvalidCommandId", "");
        }

        var instanceId = SsmRequests.Text(input, "InstanceId");
        var filters = SsmRequests.CommandFilters(input);
        return agent.Commands.Reverse().Where(c =>
            (commandId is null || c.CommandId == commandId)
            && (instanceId is null || c.InstanceIds.Contains(instanceId))
            && filters.All(f => f(c)));
    }

    private JsonObject CancelCommand(JsonObject input)
    {
        var command = agent.Find(SsmRequests.CommandId(input)) ?? throw new AwsException("InvalidCommandId", "");
        var ids = SsmRequests.Texts(input, "InstanceIds");
        foreach (var invocation in command.Invocations.Where(i => ids is null or [] || ids.Contains(i.InstanceId)))
        {
            SsmAgent.Cancel(invocation);
        }

        return [];
    }

    private JsonObject DescribeInstanceInformation(JsonObject input)
    {
        var filters = SsmRequests.InstanceFilters(input);
        var found = machines.All
            .Where(m => m.RegisteredAt is not null && m.Instance.Status == "running" && filters.All(f => f(m)))
            .OrderBy(m => m.Instance.PhysicalId, StringComparer.Ordinal)
            .Select(m => (JsonNode)SsmAnswers.InstanceInformation(m))
            .ToList();
        return SsmPages.Page(input, found, "InstanceInformationList", smallest: 5);
    }

    private JsonObject GetParameter(JsonObject input)
    {
        var name = SsmRequests.Required(input, "Name");
        return World.SsmParameters.TryGetValue(name, out var value)
            ? new JsonObject { ["Parameter"] = SsmAnswers.Parameter(World, name, value) }
            : throw new AwsException("ParameterNotFound", "");
    }

    private JsonObject GetParameters(JsonObject input)
    {
        var names = SsmRequests.Texts(input, "Names") ?? [];
        if (names.Count is 0 or > 10)
        {
            throw new AwsException(
                "ValidationException",
                string.Create(CultureInfo.InvariantCulture, $"1 validation error detected: 'names' must have 1 to 10 members, not {names.Count}"));
        }

        return new JsonObject
        {
            ["Parameters"] = new JsonArray(
                [.. names.Where(World.SsmParameters.ContainsKey).Select(n => SsmAnswers.Parameter(World, n, World.SsmParameters[n]))]),
            ["InvalidParameters"] = new JsonArray([.. names.Where(n => !World.SsmParameters.ContainsKey(n)).Select(n => JsonValue.Create(n))]),
        };
    }
}
