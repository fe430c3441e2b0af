using System.Text.Json;
using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>Reads a template, JSON or YAML
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html).</summary>
public static class TemplateReader
{
    private static readonly HashSet<string> Sections =
        ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules"];

    /// <summary>Throws the error that CloudFormation answers with when the text is no template.</summary>
    public static Template Read(string body)
    {
        var root = body.TrimStart().StartsWith('{') ? FromJson(body) : YamlTemplates.Parse(body);
        foreach (var (section, _) in root)
        {
            if (section is "Transform" or "Hooks" or "Rules")
            {
                throw TemplateError.NotEmulated(section);
            }

            if (!Sections.Contains(section))
            {
                throw TemplateError.Format($"Invalid template property or properties [{section}]");
            }
        }

        if (root["Resources"] is not JsonObject { Count: > 0 })
        {
            throw TemplateError.Format("At least one Resources member must be defined.");
        }

        try
        {
            var template = new Template(body, root);
            TemplateValidation.Check(template);
            return template;
        }
        catch (InvalidOperationException)
        {
            // A text where a list or an object belongs, or the reverse.
            throw TemplateError.Format("unsupported structure.");
        }
    }

    private static JsonObject FromJson(string body)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            var node = JsonNode.Parse(body, documentOptions: options) as JsonObject
                ?? throw TemplateError.Format("unsupported structure.");
            return (JsonObject)AllText(node, "")!;
        }
        catch (JsonException error)
        {
            throw TemplateError.Format($"JSON not well-formed. (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1})");
        }
    }

    private static JsonNode AllText(JsonNode? node, string place) => node switch
    {
        JsonObject o => new JsonObject(o.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)AllText(m.Value, $"{place}/{m.Key}")))),
        JsonArray a => new JsonArray([.. a.Select((item, i) => AllText(item, $"{place}/{i}"))]),
        null => throw TemplateError.Format($"[{place}] 'null' values are not allowed in templates"),
        _ => JsonValue.Create(node.ToString()),
    };
}
