using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;

namespace UpgradeWorker.Sandbox.CloudFormation.Drift;

/// <summary>One drifted property. <paramref name="Kind"/>: ADD, REMOVE, NOT_EQUAL; values are text or JSON, null where there
/// is none.</summary>
public sealed record PropertyDifference(string Path, string? Expected, string? Actual, string Kind)
{
    /// <summary>Only what the template sets is compared, and of that only what can be read back.</summary>
    internal static IReadOnlyList<PropertyDifference> Of(StackResource resource)
    {
        List<PropertyDifference> found = [];
        foreach (var (property, expected) in resource.Deployed)
        {
            if (DriftRules.CanRead(resource.Type, property))
            {
                Compare($"/{property}", expected, resource.Physical.Properties[property], found);
            }
        }

        return found;
    }

    /// <summary>The live values of the compared properties.</summary>
    internal static JsonObject LiveValues(StackResource resource)
    {
        var actual = new JsonObject();
        foreach (var property in resource.Deployed.Select(p => p.Key))
        {
            if (DriftRules.CanRead(resource.Type, property) && resource.Physical.Properties[property] is { } live)
            {
                actual[property] = live.DeepClone();
            }
        }

        return actual;
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, List<PropertyDifference> found)
    {
        if (JsonNode.DeepEquals(expected, actual))
        {
            return;
        }

        switch (expected, actual)
        {
            case (null, _):
                found.Add(new PropertyDifference(path, null, Text(actual), "ADD"));
                break;
            case (_, null):
                found.Add(new PropertyDifference(path, Text(expected), null, "REMOVE"));
                break;
            case (JsonObject e, JsonObject a):
                foreach (var key in e.Select(m => m.Key).Union(a.Select(m => m.Key), StringComparer.Ordinal))
                {
                    Compare($"{path}/{key}", e[key], a[key], found);
                }

                break;
            case (JsonArray e, JsonArray a):
                for (var i = 0; i < Math.Max(e.Count, a.Count); i++)
                {
                    Compare($"{path}/{i}", i < e.Count ? e[i] : null, i < a.Count ? a[i] : null, found);
                }

                break;
            default:
                found.Add(new PropertyDifference(path, Text(expected), Text(actual), "NOT_EQUAL"));
                break;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : node?.ToJsonString();
}
