using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Drift;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;

namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>What is really there, as far as it can be read back.</summary>
internal static class LiveProperties
{
    /// <summary>The live values of the properties that the stack deployed or <paramref name="wanted"/> names; what nobody
    /// can read back (passwords and other write-only ones) counts as deployed.</summary>
    public static JsonObject Compared(StackResource resource, JsonObject wanted)
    {
        var compared = new JsonObject();
        foreach (var property in resource.Deployed.Select(p => p.Key).Union(wanted.Select(p => p.Key), StringComparer.Ordinal))
        {
            var value = DriftRules.CanRead(resource.Type, property) ? resource.Physical.Properties[property] : resource.Deployed[property];
            if (value is not null)
            {
                compared[property] = value.DeepClone();
            }
        }

        return compared;
    }
}
