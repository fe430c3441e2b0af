using System.Text;

namespace UpgradeWorker.Core.Templates;

/// <summary>
/// Writes a value of a template together with everything in the template that it depends on, so that two texts differ whenever the value
/// may: a mapping, a parameter's default or type, and a condition count as much as the words of the property.
/// </summary>
internal sealed class TemplateValueText(Template template)
{
    private const int MaxLength = 200_000;

    /// <summary>The text; empty for an absent value.</summary>
    public string Of(TemplateNode? node)
    {
        var text = new StringBuilder();
        var names = new Queue<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Write(node, text, names);
        while (names.TryDequeue(out var name) && text.Length < MaxLength)
        {
            if (seen.Add(name))
            {
                text.Append('\n').Append(name).Append('=');
                Write(Definition(name), text, names);
            }
        }

        return text.ToString();
    }

    private TemplateNode? Definition(string name) => name.Split(':', 2) switch
    {
        ["map", var map] => template.Mappings.At(map),
        ["condition", var condition] => template.Conditions.GetValueOrDefault(condition),
        [_, var parameter] when template.Parameter(parameter) is { } known => new TemplateNode.Sequence(
            [new TemplateNode.Scalar(known.Type), known.Default is { } value ? new TemplateNode.Scalar(value) : new TemplateNode.Null()]),
        _ => null,
    };

    private void Write(TemplateNode? node, StringBuilder text, Queue<string> names)
    {
        if (text.Length >= MaxLength)
        {
            return;
        }

        foreach (var name in Needed(node))
        {
            names.Enqueue(name);
        }

        switch (node)
        {
            case TemplateNode.Scalar scalar:
                text.Append('"').Append(scalar.Text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
                break;
            case TemplateNode.Sequence sequence:
                text.Append('[');
                foreach (var item in sequence.Items)
                {
                    Write(item, text, names);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case TemplateNode.Map map:
                text.Append('{');
                foreach (var (key, value) in map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    text.Append(key).Append(':');
                    Write(value, text, names);
                    text.Append(',');
                }

                text.Append('}');
                break;
            default:
                text.Append('-');
                break;
        }
    }

    private IEnumerable<string> Needed(TemplateNode? node) => node?.Function switch
    {
        ("Fn::FindInMap", TemplateNode.Sequence { Items: [var map, ..] }) when map.AsText is { } name => [$"map:{name}"],
        ("Fn::If", TemplateNode.Sequence { Items: [var condition, ..] }) when condition.AsText is { } name => [$"condition:{name}"],
        ("Condition", var condition) when condition.AsText is { } name => [$"condition:{name}"],
        ("Ref" or "Fn::Sub", _) => ParameterReferences.In(template, node).Select(name => $"parameter:{name}"),
        _ => [],
    };
}
