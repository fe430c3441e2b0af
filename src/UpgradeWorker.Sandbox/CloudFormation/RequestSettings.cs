using System.Text.RegularExpressions;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Reads what a request says of a stack beside its template. Left out = as before; sent empty = cleared;
/// capabilities are never kept.</summary>
internal static partial class RequestSettings
{
    /// <summary>The members that <see cref="Read"/> and <see cref="Parameters"/> take.</summary>
    public const string Members =
        "Capabilities.member.# NotificationARNs.member.# RoleARN Tags.member.#.Key Tags.member.#.Value "
        + "RollbackConfiguration RollbackConfiguration.MonitoringTimeInMinutes "
        + "RollbackConfiguration.RollbackTriggers.member.#.Arn RollbackConfiguration.RollbackTriggers.member.#.Type "
        + "Parameters.member.#.ParameterKey Parameters.member.#.ParameterValue Parameters.member.#.UsePreviousValue "
        + "TemplateBody TemplateURL";

    private static readonly string[] KnownCapabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"];
    private const int LongestMonitoring = 180;

    public static StackSettings Read(SandboxWorld world, QueryCall call, StackSettings previous)
    {
        RefuseUnknownRole(world, call);
        var triggers = call.Structures("RollbackConfiguration.RollbackTriggers");
        var minutes = call.Number("RollbackConfiguration.MonitoringTimeInMinutes");
        if (minutes is < 0 or > LongestMonitoring)
        {
            throw AwsException.Validation($"MonitoringTimeInMinutes must be between 0 and {LongestMonitoring}.");
        }

        var arns = call.List("NotificationARNs");
        if (arns?.Count > 5)
        {
            throw AwsException.Validation("NotificationARNs has at most 5 members.");
        }

        if (call.List("Capabilities")?.FirstOrDefault(c => !KnownCapabilities.Contains(c)) is { } unknown)
        {
            throw AwsException.Validation(
                $"1 validation error detected: Value '[{unknown}]' at 'capabilities' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", KnownCapabilities)}]");
        }

        return new StackSettings
        {
            Tags = call.Structures("Tags")?.Select(t => KeyValuePair.Create(t.Required("Key"), t.Text("Value") ?? "")).ToList() ?? previous.Tags,
            NotificationArns = arns ?? previous.NotificationArns,
            Capabilities = call.List("Capabilities") ?? [],
            RoleArn = call.Text("RoleARN") ?? previous.RoleArn,
            RollbackTriggers = triggers?.Select(t => (t.Required("Arn"), t.Required("Type"))).ToList() ?? previous.RollbackTriggers,
            MonitoringMinutes = minutes ?? previous.MonitoringMinutes,
        };
    }

    /// <summary>A token of idempotency: 1 to 128 letters, digits and hyphens, no hyphen first.</summary>
    public static void RefuseBadToken(QueryCall call, string member)
    {
        RefuseLonger(call, member, 128);
        if (call.Text(member) is { } token && !Token().IsMatch(token))
        {
            throw AwsException.Validation(
                $"1 validation error detected: Value '{token}' at '{Camel(member)}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*");
        }
    }

    /// <summary>What would change what the call does, and the sandbox does not do.</summary>
    public static void RefuseIfTrue(QueryCall call, string member)
    {
        if (call.Flag(member) == true)
        {
            throw AwsException.NotEmulated(member);
        }
    }

    public static void RefuseLonger(QueryCall call, string member, int longest)
    {
        if (call.Text(member) is { } text && text.Length > longest)
        {
            throw AwsException.Validation(
                $"1 validation error detected: Value '{text}' at '{Camel(member)}' failed to satisfy constraint: Member must have length less than or equal to {longest}");
        }
    }

    private static string Camel(string member) => $"{char.ToLowerInvariant(member[0])}{member[1..]}";

    [GeneratedRegex(@"\A[a-zA-Z0-9][-a-zA-Z0-9]*\z")]
    private static partial Regex Token();

    /// <summary>CloudFormation acts as a service role only if it exists and trusts CloudFormation.</summary>
    public static void RefuseUnknownRole(SandboxWorld world, QueryCall call)
    {
        if (call.Text("RoleARN") is { } role && !world.Options.Roles.Any(r => r.Arn == role && r.IsForCloudFormation))
        {
            throw AwsException.Validation($"Role {role} is invalid or cannot be assumed");
        }
    }

    public static IReadOnlyList<ParameterInput> Parameters(QueryCall call) =>
    [
        .. (call.Structures("Parameters") ?? []).Select(p =>
            new ParameterInput(p.Required("ParameterKey"), p.Text("ParameterValue"), p.Flag("UsePreviousValue") ?? false)),
    ];
}
