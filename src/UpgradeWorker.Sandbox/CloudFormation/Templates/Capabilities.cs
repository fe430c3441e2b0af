using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>Templates that touch identities need the caller's word
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html).</summary>
internal static class Capabilities
{
    private static readonly Dictionary<string, string> NameProperties = new(StringComparer.Ordinal)
    {
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::IAM::InstanceProfile"] = "InstanceProfileName",
        ["AWS::IAM::ManagedPolicy"] = "ManagedPolicyName",
        ["AWS::IAM::Policy"] = "",
    };

    /// <summary>Null = none needed.</summary>
    public static string? NeededBy(Template template)
    {
        var identities = template.Resources.Values.Where(r => NameProperties.ContainsKey(r.Type)).ToList();
        return identities.Count == 0 ? null
            : identities.Any(r => r.Properties.ContainsKey(NameProperties[r.Type])) ? "CAPABILITY_NAMED_IAM"
            : "CAPABILITY_IAM";
    }

    public static string? Reason(Template template)
    {
        var types = template.Resources.Values.Select(r => r.Type).Where(NameProperties.ContainsKey).Distinct().ToList();
        return types.Count == 0 ? null : $"The following resource(s) require capabilities: [{string.Join(", ", types)}]";
    }

    public static void Demand(Template template, IReadOnlyList<string> given)
    {
        var needed = NeededBy(template);
        if (needed is not null && !given.Contains(needed) && !(needed == "CAPABILITY_IAM" && given.Contains("CAPABILITY_NAMED_IAM")))
        {
            throw new AwsException("InsufficientCapabilitiesException", $"Requires capabilities : [{needed}]");
        }
    }
}
