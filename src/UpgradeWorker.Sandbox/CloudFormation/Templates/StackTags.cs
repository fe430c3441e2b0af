using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Resources;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>CloudFormation puts the tags of a stack on each of its resources that can bear any; a resource's own tag of that key wins
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html).</summary>
internal static class StackTags
{
    /// <summary>The properties with the stack's tags among them; the same object where there is nothing to add.</summary>
    public static JsonObject On(JsonObject properties, string type, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        if (tags.Count == 0 || !UpdateTable.Knows(type, "Tags") || properties["Tags"] is not (null or JsonArray))
        {
            return properties;
        }

        var own = properties["Tags"] as JsonArray ?? [];
        var keys = own.Select(t => t?["Key"]?.ToString()).ToHashSet();
        var added = tags.Where(t => !keys.Contains(t.Key))
            .Select(t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value });
        var tagged = (JsonObject)properties.DeepClone();
        tagged["Tags"] = new JsonArray([.. own.Select(t => t?.DeepClone()), .. added]);
        return tagged;
    }
}
