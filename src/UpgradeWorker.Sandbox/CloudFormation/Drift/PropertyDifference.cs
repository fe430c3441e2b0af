using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Drift;

/// <summary>One drifted property. <paramref name="Kind"/>: ADD, REMOVE, NOT_EQUAL; values are text or JSON, null where there
/// is none.</summary>
public sealed record PropertyDifference(string Path, string? Expected, string? Actual, string Kind)
{
    internal static IReadOnlyList<PropertyDifference> Of(ComparedProperties compared)
    {
        List<PropertyDifference> found = [];
        foreach (var (property, expected) in compared.Expected)
        {
            Compare($"/{property}", expected, compared.Actual[property], found);
        }

        return found;
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
