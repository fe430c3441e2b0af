using System.Text;

namespace UpgradeWorker.Core.Templates;

/// <summary>
/// What can be told of a template's values without creating anything: parameters by their given values or defaults, mappings,
/// and the functions over them. What depends on a resource, a region or an import is not told (null).
/// </summary>
internal sealed class StaticValues(Template template, IReadOnlyDictionary<string, string>? given = null)
{
    // A value longer than a parameter may be is no version and no name; the bound also stops texts that double at each level.
    private const int MaxLength = 4_096;

    private readonly Dictionary<string, bool?> conditions = [];

    /// <summary>The text that <paramref name="node"/> comes to; null if that cannot be told.</summary>
    public string? Of(TemplateNode? node)
    {
        if (node is TemplateNode.Scalar scalar)
        {
            return scalar.Text;
        }

        var text = node?.Function switch
        {
            ("Ref", var name) => Parameter(name.AsText),
            ("Fn::FindInMap", var path) => InMap(path.Elements),
            ("Fn::Sub", var pattern) => Substitute(pattern),
            ("Fn::Join", TemplateNode.Sequence { Items: [var separator, var parts] }) =>
                Of(separator) is { } glue && List(parts) is { } list ? string.Join(glue, list) : null,
            ("Fn::Select", TemplateNode.Sequence { Items: [var index, var from] }) =>
                int.TryParse(Of(index), out var at) && List(from) is { } list && at >= 0 && at < list.Count ? list[at] : null,
            ("Fn::If", TemplateNode.Sequence { Items: [var name, var yes, var no] }) => Chosen(name.AsText, yes, no),
            _ => null,
        };
        return text?.Length > MaxLength ? null : text;
    }

    private string? Chosen(string? condition, TemplateNode yes, TemplateNode no) => Condition(condition) switch
    {
        true => Of(yes),
        false => Of(no),
        null => Of(yes) is { } same && same == Of(no) ? same : null,
    };

    private string? Parameter(string? name) =>
        name is not null && given?.GetValueOrDefault(name) is { } value ? value
        : template.Parameter(name) is { IsResolvedBySsm: false } parameter ? parameter.Default : null;

    private string? InMap(IReadOnlyList<TemplateNode> path) => path is [var map, var top, var second, ..]
        && Of(map) is { } mapKey && Of(top) is { } topKey && Of(second) is { } secondKey
            ? template.Mappings.At(mapKey)?.At(topKey)?.At(secondKey)?.AsText
            : null;

    private List<string>? List(TemplateNode node)
    {
        if (node is TemplateNode.Sequence sequence)
        {
            var items = sequence.Items.Select(Of).ToList();
            return items.Contains(null) ? null : [.. items.OfType<string>()];
        }

        return node.Function switch
        {
            ("Fn::Split", TemplateNode.Sequence { Items: [var separator, var text] }) =>
                Of(separator) is { Length: > 0 } by && Of(text) is { } whole ? [.. whole.Split(by)] : null,
            ("Ref", var name) when template.Parameter(name.AsText) is { IsList: true } => Parameter(name.AsText) is { } value
                ? [.. value.Split(',').Select(item => item.Trim())]
                : null,
            _ => null,
        };
    }

    private string? Substitute(TemplateNode node)
    {
        var (pattern, variables) = node is TemplateNode.Sequence { Items: [var first, var second] } ? (first.AsText, second) : (node.AsText, null);
        var known = new Dictionary<string, string?>();
        var text = new StringBuilder();
        for (var at = 0; pattern is not null && at < pattern.Length && text.Length <= MaxLength;)
        {
            var open = pattern.IndexOf("${", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : pattern.IndexOf('}', open);
            if (close < 0)
            {
                return text.Append(pattern, at, pattern.Length - at).ToString();
            }

            var name = pattern[(open + 2)..close].Trim();
            if (!known.TryGetValue(name, out var value))
            {
                value = name.StartsWith('!') ? $"${{{name[1..]}}}" : variables?.At(name) is { } variable ? Of(variable) : Parameter(name);
                known.Add(name, value);
            }

            if (value is null)
            {
                return null;
            }

            text.Append(pattern, at, open - at).Append(value);
            at = close + 1;
        }

        return pattern is null ? null : text.ToString();
    }

    private bool? Condition(string? name)
    {
        if (name is null || !template.Conditions.TryGetValue(name, out var condition))
        {
            return null;
        }

        if (!conditions.TryGetValue(name, out var value))
        {
            // Unknown while it is being asked for: conditions that go in a circle end here.
            conditions[name] = null;
            conditions[name] = value = Holds(condition);
        }

        return value;
    }

    private bool? Holds(TemplateNode node)
    {
        switch (node.Function)
        {
            case ("Condition", var name):
                return Condition(name.AsText);
            case ("Fn::Equals", TemplateNode.Sequence { Items: [var left, var right] }):
                return Of(left) is { } one && Of(right) is { } other ? one == other : null;
            case ("Fn::Not", TemplateNode.Sequence { Items: [var negated] }):
                return !Holds(negated);
            case ("Fn::And", TemplateNode.Sequence all):
                var every = all.Items.Select(Holds).ToList();
                return every.Contains(false) ? false : every.Contains(null) ? null : true;
            case ("Fn::Or", TemplateNode.Sequence any):
                var some = any.Items.Select(Holds).ToList();
                return some.Contains(true) ? true : some.Contains(null) ? null : false;
            default:
                return null;
        }
    }
}
