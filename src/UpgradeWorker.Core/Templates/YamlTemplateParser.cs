using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace UpgradeWorker.Core.Templates;

/// <summary>
/// YAML to nodes, event by event. Short tags become the functions they stand for. Aliases and merges are refused,
/// as CloudFormation refuses them (user guide, "CloudFormation template format", YAML).
/// </summary>
internal sealed class YamlTemplateParser
{
    private const string CoreTag = "tag:yaml.org,2002:";

    private readonly TemplateLimits limits = new();
    private readonly Parser parser;

    private YamlTemplateParser(string text) => parser = new Parser(new StringReader(text));

    /// <exception cref="TemplateSyntaxException">It is no YAML, or beyond the bounds.</exception>
    public static TemplateNode Parse(string text)
    {
        try
        {
            var self = new YamlTemplateParser(text);
            self.parser.Consume<StreamStart>();
            if (self.parser.Accept<StreamEnd>(out _))
            {
                throw new TemplateSyntaxException("Empty", "there is nothing in it");
            }

            self.parser.Consume<DocumentStart>();
            var node = self.Value(1);
            self.parser.Consume<DocumentEnd>();
            return self.parser.Accept<DocumentStart>(out var second)
                ? throw new TemplateSyntaxException("NotYaml", $"line {second.Start.Line}: a second document begins")
                : node;
        }
        catch (YamlException failure)
        {
            throw new TemplateSyntaxException("NotYaml", $"line {failure.End.Line}: no YAML ({failure.Message.TrimEnd('.')})");
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or OverflowException or FormatException)
        {
            throw new TemplateSyntaxException("NotYaml", $"no YAML ({failure.Message.TrimEnd('.')})");
        }
    }

    private TemplateNode Value(int depth)
    {
        var line = parser.Current?.Start.Line ?? 1;
        limits.Count(depth, line);
        if (parser.Current is AnchorAlias alias)
        {
            throw new TemplateSyntaxException("Alias", $"line {line}: the alias '*{TemplateLimits.Shown(alias.Value.Value)}' is not allowed in a template");
        }

        if (parser.Current is not NodeEvent current)
        {
            throw new TemplateSyntaxException("NotYaml", $"line {line}: a value is missing");
        }

        parser.MoveNext();
        var tag = current.Tag.IsEmpty || current.Tag.IsNonSpecific ? "" : current.Tag.Value;
        TemplateNode node = current switch
        {
            Scalar scalar => IsNull(scalar, tag) ? new TemplateNode.Null() : new TemplateNode.Scalar(scalar.Value),
            SequenceStart => Sequence(depth),
            _ => Map(depth),
        };
        return tag.Length == 0 || tag.StartsWith(CoreTag, StringComparison.Ordinal) ? node : Function(tag, node, line);
    }

    private TemplateNode.Sequence Sequence(int depth)
    {
        var items = new List<TemplateNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Value(depth + 1));
        }

        return new TemplateNode.Sequence(items);
    }

    private TemplateNode.Map Map(int depth)
    {
        var entries = new List<KeyValuePair<string, TemplateNode>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var line = parser.Current?.Start.Line ?? 0;
            if (!parser.TryConsume<Scalar>(out var key))
            {
                throw new TemplateSyntaxException("NotYaml", $"line {line}: a key is no text");
            }

            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                throw new TemplateSyntaxException("Merge", $"line {line}: the merge key '<<' is not allowed in a template");
            }

            TemplateLimits.Add(entries, keys, key.Value, Value(depth + 1), line);
        }

        return new TemplateNode.Map(entries);
    }

    private static TemplateNode.Map Function(string tag, TemplateNode argument, long line)
    {
        if (tag.Length < 2 || tag[0] != '!')
        {
            throw new TemplateSyntaxException("UnknownTag", $"line {line}: the tag '{TemplateLimits.Shown(tag)}' is no function of CloudFormation");
        }

        var name = tag[1..] is "Ref" or "Condition" ? tag[1..] : "Fn::" + tag[1..];
        // The one function whose short form is written differently: !GetAtt Resource.Attribute.
        var full = name == "Fn::GetAtt" && argument.AsText?.Split('.', 2) is [var resource, var attribute]
            ? new TemplateNode.Sequence([new TemplateNode.Scalar(resource), new TemplateNode.Scalar(attribute)])
            : argument;
        return new TemplateNode.Map([new KeyValuePair<string, TemplateNode>(name, full)]);
    }

    private static bool IsNull(Scalar scalar, string tag) =>
        tag == CoreTag + "null" || (tag.Length == 0 && scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL");
}
