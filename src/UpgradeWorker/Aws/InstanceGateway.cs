using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using static UpgradeWorker.Aws.Answers;

namespace UpgradeWorker.Aws;

/// <summary>Runs scripts on instances (Systems Manager Run Command).</summary>
public sealed partial class InstanceGateway
{
    private const string Document = "AWS-RunShellScript";
    private const string End = "UPGRADEWORKER_SCRIPT_END";
    private const int LongestComment = 100;

    // AWS filters by its own clock; a comment is unique, so that looking back a little further finds nothing wrong.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    private readonly AwsClients clients;

    internal InstanceGateway(AwsClients clients) => this.clients = clients;

    /// <summary>Finds the SSM agent of an instance.</summary>
    /// <returns>Null when none is registered: it never was, or the instance is stopped or gone.</returns>
    public async Task<InstanceAgent?> FindAgentAsync(string instanceId, CancellationToken cancellationToken)
    {
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.DescribeInstanceInformation,
            attempt => clients.Ssm.DescribeInstanceInformationAsync(
                new DescribeInstanceInformationRequest
                {
                    Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [instanceId] }],
                },
                attempt),
            cancellationToken);
        return answer.InstanceInformationList?.Find(one => one.InstanceId == instanceId) is not { } found ? null : new InstanceAgent(
            instanceId, Given(found.PingStatus).Value, found.LastPingDateTime.Utc(), found.AgentVersion, found.PlatformType?.Value);
    }

    /// <summary>
    /// Sends a bash script, which runs as root. AWS knows no token for this call: when its fate is unknown, look with
    /// <see cref="FindCommandAsync"/> before sending again. Scripts stay readable in the account's command history: no secrets in them.
    /// </summary>
    /// <param name="instanceId">The instance, whose agent must be online.</param>
    /// <param name="comment">Up to 100 characters; derived, never fresh, and unlike that of any other sending.</param>
    /// <param name="script">Bash; its standard input is empty.</param>
    /// <param name="startDeadline">How long the agent has to begin, 30 s to 30 days.</param>
    /// <param name="executionTimeout">How long the script may run, 1 s to 48 h.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Id of the command.</returns>
    public async Task<string> SendScriptAsync(
        string instanceId, string comment, string script, TimeSpan startDeadline, TimeSpan executionTimeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(comment.Length, LongestComment);
        ArgumentException.ThrowIfNullOrWhiteSpace(comment);
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.SendCommand,
            attempt => clients.Ssm.SendCommandAsync(
                new SendCommandRequest
                {
                    DocumentName = Document,
                    InstanceIds = [instanceId],
                    Comment = comment,
                    TimeoutSeconds = Seconds(startDeadline),
                    Parameters = new Dictionary<string, List<string>>
                    {
                        ["commands"] = [WrapForBash(script)],
                        ["executionTimeout"] = [Seconds(executionTimeout).ToString(CultureInfo.InvariantCulture)],
                    },
                },
                attempt),
            cancellationToken);
        return Given(Given(answer.Command).CommandId);
    }

    /// <summary>Finds a command by its comment.</summary>
    /// <param name="comment">The comment that it was sent with.</param>
    /// <param name="instanceId">The instance that it was sent to.</param>
    /// <param name="notBefore">When the sending was begun, by the worker's clock.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>
    /// Id of the newest such command; null when there is none. AWS needs a moment to list what it has accepted, so that null proves
    /// something only some time after the sending.
    /// </returns>
    public async Task<string?> FindCommandAsync(
        string comment, string instanceId, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        var after = (notBefore - ClockMargin).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var commands = await Pages.AllAsync(
            token => clients.Calls.InvokeAsync(
                AwsOperations.ListCommands,
                attempt => clients.Ssm.ListCommandsAsync(
                    new ListCommandsRequest
                    {
                        InstanceId = instanceId,
                        NextToken = token,
                        Filters = [new CommandFilter { Key = CommandFilterKey.InvokedAfter, Value = after }],
                    },
                    attempt),
                cancellationToken),
            page => page.NextToken,
            page => page.Commands);
        return commands.Where(one => one.Comment == comment).MaxBy(one => one.RequestedDateTime.Utc())?.CommandId;
    }

    /// <summary>What became of a command on an instance.</summary>
    /// <returns>
    /// Null when AWS does not know it there: for some seconds after the sending that is normal (Systems Manager API Reference,
    /// GetCommandInvocation, error InvocationDoesNotExist).
    /// </returns>
    public async Task<ScriptResult?> FindInvocationAsync(string commandId, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.GetCommandInvocation,
                attempt => clients.Ssm.GetCommandInvocationAsync(
                    new GetCommandInvocationRequest { CommandId = commandId, InstanceId = instanceId }, attempt),
                cancellationToken);
            return new(
                Given(answer.Status).Value,
                answer.StatusDetails ?? "",
                answer.ResponseCode is >= 0 and { } code ? code : null,
                Storable(answer.StandardOutputContent),
                Storable(answer.StandardErrorContent));
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }

    /// <summary>
    /// The document hands its commands to sh, so the script is handed on to bash. The braces make bash read it whole before it runs
    /// anything, and keep its commands from reading the rest of it as their input.
    /// </summary>
    /// <exception cref="ArgumentException">The script holds the end mark, or what Systems Manager would replace.</exception>
    internal static string WrapForBash(string script)
    {
        if (script.Contains(End, StringComparison.Ordinal))
        {
            throw new ArgumentException($"A script must not contain {End}.", nameof(script));
        }

        if (ParameterReference().IsMatch(script))
        {
            throw new ArgumentException("A script must not contain {{ssm:…}}: Systems Manager would put a parameter's value there.", nameof(script));
        }

        return $"/bin/bash -s <<'{End}'\n{{\n{script.ReplaceLineEndings("\n").TrimEnd('\n')}\n}} </dev/null\n{End}\n";
    }

    /// <summary>A log that a crash cut off may end in zero bytes, which no database takes for text (PostgreSQL, "Character Types").</summary>
    private static string Storable(string? text) => text?.Replace('\0', '\uFFFD') ?? "";

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    [GeneratedRegex(@"\{\{\s*ssm", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ParameterReference();
}
