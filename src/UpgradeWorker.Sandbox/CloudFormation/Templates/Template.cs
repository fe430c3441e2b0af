using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>A template as CloudFormation reads it. Every scalar in it is text, since CloudFormation compares and reports
/// values as text.</summary>
public sealed class Template
{
    internal Template(string body, JsonObject root)
    {
        Body = body;
        Root = root;
        Description = root[nameof(Description)]?.ToString();
        Parameters = [.. Section(root, "Parameters").Select(p => TemplateParameter.Read(p.Key, Mapping(p.Value, $"Parameters/{p.Key}")))];
        Resources = Section(root, "Resources")
            .Select(r => TemplateResource.Read(r.Key, Mapping(r.Value, $"Resources/{r.Key}")))
            .ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        Conditions = Section(root, "Conditions");
        Mappings = Section(root, "Mappings");
        Outputs = Section(root, "Outputs");
        Metadata = root[nameof(Metadata)] as JsonObject;
    }

    /// <summary>The text as it was handed in.</summary>
    public string Body { get; }

    public string? Description { get; }

    public IReadOnlyList<TemplateParameter> Parameters { get; }

    /// <summary>In the order of the text.</summary>
    public IReadOnlyDictionary<string, TemplateResource> Resources { get; }

    public JsonObject Conditions { get; }

    public JsonObject Mappings { get; }

    public JsonObject Outputs { get; }

    /// <summary>Null when the template has none.</summary>
    public JsonObject? Metadata { get; }

    internal JsonObject Root { get; }

    public TemplateParameter? Parameter(string key) => Parameters.FirstOrDefault(p => p.Key == key);

    internal static JsonObject Mapping(JsonNode? node, string place) =>
        node as JsonObject ?? throw TemplateError.At(place, "must be an object");

    private static JsonObject Section(JsonObject root, string name) =>
        root[name] is { } section ? Mapping(section, name) : [];
}
