using System.Text;
using System.Text.Json;

namespace UpgradeWorker.Core.Templates;

/// <summary>JSON to nodes, token by token.</summary>
internal static class JsonTemplateParser
{
    /// <exception cref="TemplateSyntaxException">It is no JSON, or beyond the bounds.</exception>
    public static TemplateNode Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = TemplateLimits.MaxDepth + 2 });
        try
        {
            reader.Read();
            var node = Value(ref reader, utf8, new TemplateLimits(), 1);
            return reader.Read() ? throw new TemplateSyntaxException("NotJson", $"line {Line(ref reader, utf8)}: something follows the template") : node;
        }
        catch (JsonException failure)
        {
            throw new TemplateSyntaxException(
                "NotJson", $"line {(failure.LineNumber ?? 0) + 1}: no JSON ({failure.Message.Split(" LineNumber", 2)[0].TrimEnd('.')})");
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: JSON by its grammar, but no text.
            throw new TemplateSyntaxException("NotJson", $"line {Line(ref reader, utf8)}: a string is no valid text");
        }
    }

    private static TemplateNode Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, TemplateLimits limits, int depth)
    {
        limits.Count(depth, utf8, (int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<KeyValuePair<string, TemplateNode>>();
                var keys = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    if (keys.Contains(key))
                    {
                        TemplateLimits.Add(entries, keys, key, new TemplateNode.Null(), Line(ref reader, utf8));
                    }

                    reader.Read();
                    TemplateLimits.Add(entries, keys, key, Value(ref reader, utf8, limits, depth + 1), 0);
                }

                return new TemplateNode.Map(entries);
            case JsonTokenType.StartArray:
                var items = new List<TemplateNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, utf8, limits, depth + 1));
                }

                return new TemplateNode.Sequence(items);
            case JsonTokenType.String: return new TemplateNode.Scalar(reader.GetString()!);
            case JsonTokenType.Null: return new TemplateNode.Null();
            case JsonTokenType.True: return new TemplateNode.Scalar("true");
            case JsonTokenType.False: return new TemplateNode.Scalar("false");
            default: return new TemplateNode.Scalar(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static long Line(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8) => TemplateLimits.Line(utf8, (int)reader.TokenStartIndex);
}
