namespace UpgradeWorker.Core.Templates;

/// <summary>
/// A value in a template, the same whether it was written in JSON or YAML. Intrinsic functions are maps with one key
/// (<c>Ref</c>, <c>Fn::Sub</c>…), also where YAML's short tags were used.
/// </summary>
public abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>A string, number or truth value, as it was written.</summary>
    public sealed record Scalar(string Text) : TemplateNode;

    /// <summary>JSON's null, YAML's null or nothing.</summary>
    public sealed record Null : TemplateNode;

    public sealed record Sequence(IReadOnlyList<TemplateNode> Items) : TemplateNode;

    /// <summary>Keys are unique; their order is the text's.</summary>
    public sealed record Map(IReadOnlyList<KeyValuePair<string, TemplateNode>> Entries) : TemplateNode
    {
        private readonly Dictionary<string, TemplateNode> byKey = new(Entries, StringComparer.Ordinal);

        /// <summary>The value under <paramref name="key"/>; null when it is absent.</summary>
        public TemplateNode? this[string key] => byKey.GetValueOrDefault(key);
    }

    /// <summary>The value under <paramref name="key"/> if this is a map that has it; else null.</summary>
    public TemplateNode? At(string key) => (this as Map)?[key];

    /// <summary>Text of a scalar; null for everything else.</summary>
    public string? AsText => (this as Scalar)?.Text;

    /// <summary>Entries of a map; none for everything else.</summary>
    internal IReadOnlyList<KeyValuePair<string, TemplateNode>> Members => (this as Map)?.Entries ?? [];

    /// <summary>Items of a sequence; none for everything else.</summary>
    internal IReadOnlyList<TemplateNode> Elements => (this as Sequence)?.Items ?? [];

    /// <summary>Name and argument of an intrinsic function; null if this is none.</summary>
    internal (string Name, TemplateNode Argument)? Function =>
        this is Map { Entries: [var (name, argument)] } && (name is "Ref" or "Condition" || name.StartsWith("Fn::", StringComparison.Ordinal))
            ? (name, argument)
            : null;
}
