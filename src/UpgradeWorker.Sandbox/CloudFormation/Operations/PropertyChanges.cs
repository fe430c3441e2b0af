using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Resources;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>What differs between two evaluations of a resource, and what that means for it.</summary>
internal static class PropertyChanges
{
    /// <summary>Names of the top-level properties that differ, in the order of the two texts.</summary>
    public static IReadOnlyList<string> Between(JsonObject before, JsonObject after) =>
    [
        .. after.Select(p => p.Key).Concat(before.Select(p => p.Key))
            .Distinct(StringComparer.Ordinal)
            .Where(p => !JsonNode.DeepEquals(before[p], after[p])),
    ];

    /// <summary>Whether CloudFormation, when it carries this out, builds a new resource.</summary>
    public static bool Replace(ResourceHandler handler, string type, JsonObject before, JsonObject after) =>
        Between(before, after).Any(p => UpdateTable.Of(type, p) switch
        {
            Recreation.Always => true,
            Recreation.Conditionally => handler.Replaces(p, before[p], after[p]),
            _ => false,
        });
}
