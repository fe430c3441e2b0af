using System.Text;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>A shell's variables, and the expansion of words with them.</summary>
internal sealed class BashVariables(IReadOnlyDictionary<string, string> environment, MachineDisk disk)
{
    private const char QuotedStar = '\uE000';
    private readonly Dictionary<string, string> values = new(environment, StringComparer.Ordinal);
    private readonly HashSet<string> exported = new(environment.Keys, StringComparer.Ordinal);

    /// <summary>As after <c>set -u</c>.</summary>
    public bool RefuseUnset { get; set; }

    public void Set(string name, string value) => values[name] = value;

    /// <summary>The argument of <c>export</c>: NAME or NAME=VALUE.</summary>
    public void Export(string argument, int line)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new BashRefusal(line, $"outside the sandbox's bash subset: export {argument}");
        }

        exported.Add(name);
        if (equals >= 0)
        {
            values[name] = argument[(equals + 1)..];
        }
    }

    /// <summary>What a program sees: the exported variables and those assigned before its name.</summary>
    public IReadOnlyDictionary<string, string> Exported(IEnumerable<(string Name, string Value)> assigned)
    {
        var seen = values.Where(v => exported.Contains(v.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in assigned)
        {
            seen[name] = value;
        }

        return seen;
    }

    /// <summary>The words that this one becomes: none, one, or one a file that its pattern matches.</summary>
    public IEnumerable<string> Expand(BashWord word)
    {
        var text = Text(word);
        if (text.Length == 0 && word.Parts.All(p => p is BashPart.Variable { Quoted: false }))
        {
            return [];
        }

        if (!text.Contains('*', StringComparison.Ordinal))
        {
            return [Unmark(text)];
        }

        var matches = disk.Match(Unmark(text));
        return matches.Count > 0 ? matches : [Unmark(text)];
    }

    /// <summary>The word as one text, as in an assignment or behind a redirection.</summary>
    public string ExpandOne(BashWord word) => Unmark(Text(word));

    private static string Unmark(string text) => text.Replace(QuotedStar, '*');

    private string Text(BashWord word)
    {
        var text = new StringBuilder();
        foreach (var part in word.Parts)
        {
            text.Append(part switch
            {
                BashPart.Text { Quoted: true } t => t.Value.Replace('*', QuotedStar),
                BashPart.Text t => t.Value.Contains('?', StringComparison.Ordinal)
                    ? throw new BashRefusal(word.Line, "outside the sandbox's bash subset: the pattern ?")
                    : t.Value,
                BashPart.Variable v => Value(v, word.Line),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }

        return text.ToString();
    }

    private string Value(BashPart.Variable variable, int line)
    {
        if (!values.TryGetValue(variable.Name, out var value))
        {
            return RefuseUnset ? throw new BashRefusal(line, $"{variable.Name}: unbound variable", 1) : "";
        }

        return variable.Quoted || value.AsSpan().IndexOfAny(" \t\n*?") < 0
            ? value.Replace('*', QuotedStar)
            : throw new BashRefusal(line, $"outside the sandbox's bash subset: splitting of ${variable.Name} into words (quote it)");
    }
}
