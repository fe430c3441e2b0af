using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>The shapes of expressions in a template.</summary>
internal static partial class Expressions
{
    /// <summary>The function's name when the node is a call (one member, <c>Ref</c>, <c>Condition</c> or <c>Fn::…</c>); else
    /// null.</summary>
    public static string? Function(JsonNode? node) =>
        node is JsonObject { Count: 1 } o && o.First().Key is var key
        && (key is "Ref" or "Condition" || key.StartsWith("Fn::", StringComparison.Ordinal))
            ? key
            : null;

    public static JsonNode? Argument(JsonNode node) => node.AsObject().First().Value;

    public static (string LogicalId, string Attribute) Attribute(JsonNode? argument) => argument switch
    {
        JsonArray { Count: 2 } pair when pair[1] is JsonValue => (pair[0]!.ToString(), pair[1]!.ToString()),
        JsonValue text when text.ToString().Split('.', 2) is [var id, var attribute] => (id, attribute),
        _ => throw TemplateError.Format("Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute"),
    };

    /// <summary>The text of a Fn::Sub and its own variables (empty when it has none).</summary>
    public static (string Text, JsonObject Variables) Sub(JsonNode? argument) => argument switch
    {
        JsonValue text => (text.ToString(), []),
        JsonArray { Count: 2 } pair when pair[0] is JsonValue && pair[1] is JsonObject variables => (pair[0]!.ToString(), variables),
        _ => throw TemplateError.Format("Fn::Sub takes a text, or a text and a map of variables"),
    };

    /// <summary><c>${Name}</c> in a Fn::Sub; <c>${!Name}</c> is literal.</summary>
    [GeneratedRegex(@"\$\{(?<literal>!)?(?<name>[^}]*)\}")]
    public static partial Regex Placeholder();
}
