namespace UpgradeWorker.Core.Templates;

/// <summary>Bounds of what is read as a template, counted while reading.</summary>
internal sealed class TemplateLimits
{
    /// <summary>CloudFormation takes no template over 1 MB (user guide, "CloudFormation quotas", template body size in an S3 object).</summary>
    public const int MaxBytes = 1_048_576;

    public const int MaxDepth = 100;

    private const int MaxNodes = 100_000;
    private int nodes;

    public void Count(int depth, long line)
    {
        if (Exceeded(depth) is { } exceeded)
        {
            throw new TemplateSyntaxException(exceeded.Reason, $"line {line}: {exceeded.Message}");
        }
    }

    /// <summary>Like the other, but the line is told by an offset and counted only when it is needed.</summary>
    public void Count(int depth, ReadOnlySpan<byte> utf8, int offset)
    {
        if (Exceeded(depth) is { } exceeded)
        {
            throw new TemplateSyntaxException(exceeded.Reason, $"line {Line(utf8, offset)}: {exceeded.Message}");
        }
    }

    /// <summary>The line, from 1, of a byte offset.</summary>
    public static long Line(ReadOnlySpan<byte> utf8, int offset) => 1 + utf8[..Math.Min(offset, utf8.Length)].Count((byte)'\n');

    /// <summary>Adds to a map, refusing a key that is there already: which of two would count is a guess.</summary>
    public static void Add(List<KeyValuePair<string, TemplateNode>> map, HashSet<string> keys, string key, TemplateNode value, long line)
    {
        if (!keys.Add(key))
        {
            throw new TemplateSyntaxException("DuplicateKey", $"line {line}: the key '{Shown(key)}' is there twice in one map");
        }

        map.Add(new KeyValuePair<string, TemplateNode>(key, value));
    }

    /// <summary>A name from a template, fit for a message.</summary>
    public static string Shown(string text) =>
        string.Concat((text.Length > 80 ? text[..80] + "…" : text).Select(character => char.IsControl(character) ? '\uFFFD' : character));

    private Finding? Exceeded(int depth) =>
        depth > MaxDepth ? new Finding("TooDeep", $"values nest deeper than {MaxDepth} levels")
        : ++nodes > MaxNodes ? new Finding("TooLarge", $"more than {MaxNodes} values")
        : null;
}
