using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;

namespace UpgradeWorker.Sandbox.CloudFormation.Drift;

/// <summary>What a detection compares of a resource: only what the template sets, of that only what can be read back, and no tag that the
/// resource has from its stack
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html).</summary>
internal sealed record ComparedProperties(JsonObject Expected, JsonObject Actual)
{
    private const string Tags = "Tags";

    public static ComparedProperties Of(StackResource resource, IReadOnlyList<KeyValuePair<string, string>> stackTags)
    {
        var ofStack = (resource.Deployed[Tags] as JsonArray ?? []).Select(Pair).Intersect(stackTags).Select(tag => tag.Key).ToHashSet();
        var compared = new ComparedProperties([], []);
        foreach (var (property, deployed) in resource.Deployed)
        {
            var expected = Without(ofStack, property, deployed);
            if (expected is null || !DriftRules.CanRead(resource.Type, property))
            {
                continue;
            }

            compared.Expected[property] = expected;
            if (Without(ofStack, property, resource.Physical.Properties[property]) is { } actual)
            {
                compared.Actual[property] = actual;
            }
        }

        return compared;
    }

    // Null: there is no such property, or nothing is left of it.
    private static JsonNode? Without(HashSet<string> tags, string property, JsonNode? value)
    {
        if (property != Tags || tags.Count == 0 || value is not JsonArray all)
        {
            return value?.DeepClone();
        }

        var kept = all.Where(tag => !tags.Contains(Pair(tag).Key)).Select(tag => tag?.DeepClone()).ToArray();
        return kept.Length == 0 ? null : new JsonArray(kept);
    }

    private static KeyValuePair<string, string> Pair(JsonNode? tag) => KeyValuePair.Create($"{tag?["Key"]}", $"{tag?["Value"]}");
}
