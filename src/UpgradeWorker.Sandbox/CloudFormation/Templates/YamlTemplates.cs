using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>YAML templates with the short forms of the functions, such as <c>!Ref X</c>
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html).</summary>
internal static class YamlTemplates
{
    private static readonly HashSet<string> Functions =
    [
        "GetAtt", "Sub", "If", "Equals", "And", "Or", "Not", "FindInMap", "Join", "Select", "Split", "Base64", "GetAZs",
        "ImportValue", "Cidr", "Length", "ToJsonString", "Transform",
    ];

    public static JsonObject Parse(string body)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(body));
        }
        catch (YamlException error)
        {
            throw TemplateError.Format($"YAML not well-formed. (line {error.Start.Line}, column {error.Start.Column})");
        }

        return stream.Documents.Count == 1 && Convert(stream.Documents[0].RootNode) is JsonObject root
            ? root
            : throw TemplateError.Format("unsupported structure.");
    }

    private static JsonNode Convert(YamlNode node)
    {
        var plain = Plain(node);
        if (node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.Value.Length == 1)
        {
            return plain;
        }

        var function = node.Tag.Value[1..];
        return function switch
        {
            "Ref" or "Condition" => new JsonObject { [function] = plain },
            "GetAtt" when plain is JsonValue text => new JsonObject { ["Fn::GetAtt"] = Attribute(text.ToString()) },
            _ when Functions.Contains(function) => new JsonObject { [$"Fn::{function}"] = plain },
            _ => throw TemplateError.NotEmulated($"!{function} (line {node.Start.Line})"),
        };
    }

    private static JsonNode Plain(YamlNode node) => node switch
    {
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } scalar when scalar.Tag.IsEmpty =>
            throw TemplateError.Format($"'null' values are not allowed in templates (line {scalar.Start.Line})"),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Convert)]),
        YamlMappingNode mapping => new JsonObject(mapping.Select(m =>
            KeyValuePair.Create(((YamlScalarNode)m.Key).Value ?? "", (JsonNode?)Convert(m.Value)))),
        _ => throw TemplateError.Format($"unsupported structure (line {node.Start.Line})"),
    };

    private static JsonArray Attribute(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? throw TemplateError.Format($"!GetAtt {text} needs a resource and an attribute") : [text[..dot], text[(dot + 1)..]];
    }
}
