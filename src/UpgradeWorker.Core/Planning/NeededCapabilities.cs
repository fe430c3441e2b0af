using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Planning;

/// <summary>Which capabilities a change set must be made with (API, CreateChangeSet). A new one is told to the approvers first of all.</summary>
public static class NeededCapabilities
{
    private const string Iam = "CAPABILITY_IAM";
    private const string NamedIam = "CAPABILITY_NAMED_IAM";
    private const string AutoExpand = "CAPABILITY_AUTO_EXPAND";

    private static readonly string[] Names = ["RoleName", "PolicyName", "GroupName", "UserName", "ManagedPolicyName", "InstanceProfileName"];

    /// <summary>What the stack was last updated with, and what the template needs beyond it.</summary>
    public static IReadOnlyList<string> Of(Template template, IReadOnlyList<string> known)
    {
        ArgumentNullException.ThrowIfNull(template);
        var permissions = template.Resources.Where(resource => resource.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal)).ToList();
        var opens = template.Resources.Any(resource => resource.Type == ResourceChangeRoles.NestedStack);
        var needed = new List<string>(known);
        if (permissions.Any(resource => Names.Any(name => resource.Properties.At(name) is not null)))
        {
            needed.Add(NamedIam);
        }
        else if ((permissions.Count > 0 || opens) && !needed.Contains(NamedIam))
        {
            needed.Add(Iam);
        }

        // A transform may make anything of the template, permissions too; a nested template may have one.
        if (template.Transforms.Count > 0 || opens)
        {
            needed.Add(AutoExpand);
            if (template.Transforms.Count > 0 && !needed.Contains(NamedIam))
            {
                needed.Add(Iam);
            }
        }

        return [.. needed.Distinct(StringComparer.Ordinal)];
    }
}
