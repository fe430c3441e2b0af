using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>A resource as the template declares it, expressions not yet evaluated.</summary>
public sealed record TemplateResource(
    string LogicalId,
    string Type,
    JsonObject Properties,
    string? Condition,
    IReadOnlyList<string> DependsOn,
    string? DeletionPolicy,
    string? UpdateReplacePolicy,
    JsonNode? Metadata)
{
    private static readonly HashSet<string> Known =
        ["Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "CreationPolicy", "UpdatePolicy"];

    internal static TemplateResource Read(string logicalId, JsonObject node)
    {
        if (!logicalId.All(char.IsAsciiLetterOrDigit))
        {
            throw TemplateError.Format($"Resource name {logicalId} is non alphanumeric.");
        }

        foreach (var (key, _) in node)
        {
            if (!Known.Contains(key))
            {
                throw TemplateError.Format($"Invalid template resource property '{key}' in resource {logicalId}");
            }

            if (key is "CreationPolicy" or "UpdatePolicy")
            {
                throw TemplateError.NotEmulated($"{key} (resource {logicalId})");
            }
        }

        var type = node[nameof(Type)]?.ToString()
            ?? throw TemplateError.At($"Resources/{logicalId}", "Every Resources object must contain a Type member");
        foreach (var name in (string[])[nameof(DeletionPolicy), nameof(UpdateReplacePolicy)])
        {
            if (node[name]?.ToString() is { } policy && policy is not ("Delete" or "Retain" or "Snapshot") && (policy, name) is not ("RetainExceptOnCreate", nameof(DeletionPolicy)))
            {
                throw TemplateError.Format($"Unrecognized {name} {policy} for resource {logicalId}");
            }
        }

        var dependsOn = node[nameof(DependsOn)] switch
        {
            null => [],
            JsonArray many when many.All(d => d is JsonValue) => many.Select(d => d!.ToString()).ToList(),
            JsonValue one => [one.ToString()],
            _ => throw TemplateError.At($"Resources/{logicalId}/DependsOn", "must be a name or a list of names"),
        };
        return new TemplateResource(
            logicalId,
            type,
            node[nameof(Properties)] is { } properties ? Template.Mapping(properties, $"Resources/{logicalId}/Properties") : [],
            node[nameof(Condition)]?.ToString(),
            dependsOn,
            node[nameof(DeletionPolicy)]?.ToString(),
            node[nameof(UpdateReplacePolicy)]?.ToString(),
            node[nameof(Metadata)]);
    }
}
