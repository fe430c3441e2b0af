using System.Text;
using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>Where an expression's outer values come from. Each function gives null for a name that it does not know.</summary>
internal sealed record EvaluationScope(
    Func<string, JsonNode?> Parameter, Func<string, string?> ResourceRef, Func<string, string, string?> ResourceAttribute);

/// <summary>Evaluates a template's expressions; a value that is not known before execution is <see cref="Unknown"/>.</summary>
internal sealed class Evaluator(Template template, EvaluationScope scope)
{
    /// <summary>How AWS writes a value that only execution will tell.</summary>
    public const string Unknown = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private readonly Dictionary<string, bool> conditions = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public Template Template => template;

    public bool Includes(TemplateResource resource) => resource.Condition is null || Condition(resource.Condition);

    public bool Condition(string name)
    {
        if (conditions.TryGetValue(name, out var known))
        {
            return known;
        }

        var expression = template.Conditions[name] ?? throw TemplateError.Format($"Unresolved condition {name}");
        if (!open.Add(name))
        {
            throw TemplateError.Format($"Circular dependency between conditions: [{string.Join(", ", open)}]");
        }

        var holds = Holds(expression);
        open.Remove(name);
        return conditions[name] = holds;
    }

    /// <summary>Properties of a resource with everything evaluated; <c>AWS::NoValue</c> ones left out.</summary>
    public JsonObject Properties(TemplateResource resource) => (JsonObject)Value(resource.Properties)!;

    /// <summary>Null = AWS::NoValue.</summary>
    public JsonNode? Value(JsonNode? node)
    {
        var argument = Expressions.Function(node) is not null ? Expressions.Argument(node!) : null;
        return Expressions.Function(node) switch
        {
            "Ref" => Ref(argument!.ToString()),
            "Fn::GetAtt" => Attribute(argument),
            "Fn::Sub" => Sub(argument),
            "Fn::If" => If(argument),
            "Fn::Join" => Join(argument),
            "Fn::Select" => Select(argument),
            "Fn::Split" => Split(argument),
            "Fn::FindInMap" => FindInMap(argument),
            "Fn::Base64" => Text(argument) is Unknown ? Unknown : Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(argument))),
            "Fn::GetAZs" => new JsonArray([.. "abc".Select(z => JsonValue.Create($"{Text(new JsonObject { ["Ref"] = "AWS::Region" })}{z}"))]),
            "Condition" => Condition(argument!.ToString()) ? "true" : "false",
            null => Plain(node),
            var other => throw TemplateError.Format($"{other} is allowed in Conditions alone"),
        };
    }

    private JsonNode? Plain(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                var members = new JsonObject();
                foreach (var (key, child) in o)
                {
                    if (Value(child) is { } value)
                    {
                        members[key] = value;
                    }
                }

                return members;
            case JsonArray a:
                return new JsonArray([.. a.Select(Value).Where(v => v is not null)]);
            default:
                return node?.DeepClone();
        }
    }

    private string Text(JsonNode? node) => Value(node) switch
    {
        JsonValue text => text.ToString(),
        null => "",
        _ => throw TemplateError.Format("A text was expected where the template has a list or an object"),
    };

    private JsonNode? Ref(string name)
    {
        if (name == "AWS::NoValue")
        {
            return null;
        }

        return scope.Parameter(name)?.DeepClone()
            ?? scope.ResourceRef(name)
            ?? throw TemplateError.Format($"Unresolved resource dependencies [{name}] in the Resources block of the template");
    }

    private JsonNode Attribute(JsonNode? argument)
    {
        var (logicalId, attribute) = Expressions.Attribute(argument);
        return scope.ResourceAttribute(logicalId, attribute)
            ?? throw TemplateError.NotEmulated($"Fn::GetAtt {logicalId}.{attribute}");
    }

    private JsonNode Sub(JsonNode? argument)
    {
        var (text, variables) = Expressions.Sub(argument);
        var unknown = false;
        var replaced = Expressions.Placeholder().Replace(text, match =>
        {
            var name = match.Groups["name"].Value.Trim();
            if (match.Groups["literal"].Success)
            {
                return $"${{{name}}}";
            }

            var value = variables.TryGetPropertyValue(name, out var own) ? Text(own)
                : name.Contains('.', StringComparison.Ordinal) ? Attribute(JsonValue.Create(name)).ToString()
                : Ref(name)?.ToString() ?? "";
            unknown |= value.Contains(Unknown, StringComparison.Ordinal);
            return value;
        });
        return unknown ? Unknown : replaced;
    }

    private JsonNode? If(JsonNode? argument) =>
        argument is JsonArray { Count: 3 } branches
            ? Value(Condition(branches[0]!.ToString()) ? branches[1] : branches[2])
            : throw TemplateError.Format("Fn::If requires a list argument with three elements");

    private JsonNode Join(JsonNode? argument)
    {
        var (separator, items) = argument is JsonArray { Count: 2 } pair && pair[0] is JsonValue s
            ? (s.ToString(), Items(pair[1]))
            : throw TemplateError.Format("Fn::Join takes a separator and a list");
        return items.Any(i => i.Contains(Unknown, StringComparison.Ordinal)) ? Unknown : string.Join(separator, items);
    }

    private JsonNode? Select(JsonNode? argument)
    {
        if (argument is not JsonArray { Count: 2 } pair || !int.TryParse(Text(pair[0]), out var index))
        {
            throw TemplateError.Format("Fn::Select takes an index and a list");
        }

        var items = Items(pair[1]);
        return items is [Unknown] ? Unknown
            : index >= 0 && index < items.Count ? items[index]
            : throw AwsValidation($"Template error: Fn::Select cannot select nonexistent value at index {index}");
    }

    private JsonArray Split(JsonNode? argument)
    {
        if (argument is not JsonArray { Count: 2 } pair)
        {
            throw TemplateError.Format("Fn::Split takes a separator and a text");
        }

        var text = Text(pair[1]);
        return text == Unknown ? new JsonArray(Unknown) : new JsonArray([.. text.Split(pair[0]!.ToString()).Select(p => JsonValue.Create(p))]);
    }

    private JsonNode FindInMap(JsonNode? argument)
    {
        if (argument is not JsonArray { Count: 3 } keys)
        {
            throw TemplateError.Format("Fn::FindInMap takes a map and two keys");
        }

        var (map, first, second) = (Text(keys[0]), Text(keys[1]), Text(keys[2]));
        return template.Mappings[map]?[first]?[second]?.DeepClone()
            ?? throw AwsValidation($"Template error: Unable to get mapping for {map}::{first}::{second}");
    }

    private List<string> Items(JsonNode? node) => Value(node) switch
    {
        JsonArray array => [.. array.Select(i => i!.ToString())],
        JsonValue text when text.ToString() == Unknown => [Unknown],
        _ => throw TemplateError.Format("A list was expected"),
    };

    private bool Holds(JsonNode expression)
    {
        var argument = Expressions.Function(expression) is not null ? Expressions.Argument(expression) : null;
        return Expressions.Function(expression) switch
        {
            "Condition" => Condition(argument!.ToString()),
            "Fn::Equals" when argument is JsonArray { Count: 2 } pair => JsonNode.DeepEquals(Value(pair[0]), Value(pair[1])),
            "Fn::Not" when argument is JsonArray { Count: 1 } one => !Holds(one[0]!),
            "Fn::And" when argument is JsonArray all => all.All(c => Holds(c!)),
            "Fn::Or" when argument is JsonArray any => any.Any(c => Holds(c!)),
            var other => throw TemplateError.Format($"{other ?? "A value"} is no condition"),
        };
    }

    private static Server.AwsException AwsValidation(string message) => Server.AwsException.Validation(message);
}
