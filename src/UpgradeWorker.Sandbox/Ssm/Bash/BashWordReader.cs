using System.Text;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>Reads one word with its quotes and variables.</summary>
internal sealed class BashWordReader
{
    private readonly string text;
    private readonly int line;
    private readonly List<BashPart> parts = [];
    private readonly StringBuilder plain = new();
    private int at;

    private BashWordReader(string text, int at, int line) => (this.text, this.at, this.line) = (text, at, line);

    /// <summary>The word that begins at <paramref name="at"/>, and where the text goes on behind it.</summary>
    public static (BashWord Word, int Next) Read(string text, int at, int line)
    {
        var reader = new BashWordReader(text, at, line);
        reader.Run();
        return reader.at > at
            ? (new BashWord(reader.parts, line), reader.at)
            : throw new BashRefusal(line, $"a word is missing before '{(at < text.Length ? text[at] : ' ')}'");
    }

    private char Peek => at < text.Length ? text[at] : '\0';

    private void Run()
    {
        while (at < text.Length && Peek is not (' ' or '\t' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')'))
        {
            switch (Peek)
            {
                case '\'':
                    Flush();
                    parts.Add(new BashPart.Text(Until('\''), true));
                    break;
                case '"':
                    Flush();
                    DoubleQuoted();
                    break;
                case '\\':
                    Flush();
                    at++;
                    parts.Add(new BashPart.Text(Take().ToString(), true));
                    break;
                case '$':
                    Flush();
                    Variable(quoted: false);
                    break;
                case '`':
                    throw Outside("a command substitution (`)");
                case '{' or '}' when plain.Length == 0 && parts.Count == 0 && (at + 1 == text.Length || text[at + 1] is ' ' or '\t' or '\n' or ';'):
                    plain.Append(Take());
                    break;
                case '{' or '}' or '~' or '?' when plain.Length == 0 && parts.Count == 0:
                    throw Outside($"the word beginning with {Peek}");
                default:
                    plain.Append(Take());
                    break;
            }
        }

        Flush();
    }

    private char Take() => at < text.Length ? text[at++] : throw new BashRefusal(line, "the script ends in the middle of a word");

    private void Flush()
    {
        if (plain.Length > 0)
        {
            parts.Add(new BashPart.Text(plain.ToString(), false));
            plain.Clear();
        }
    }

    private string Until(char quote)
    {
        var end = text.IndexOf(quote, at + 1);
        if (end < 0)
        {
            throw new BashRefusal(line, $"a quote ({quote}) has no end");
        }

        var inner = text[(at + 1)..end];
        at = end + 1;
        return inner;
    }

    private void DoubleQuoted()
    {
        at++;
        var inner = new StringBuilder();
        while (Peek != '"')
        {
            if (Peek == '`')
            {
                throw Outside("a command substitution (`)");
            }

            if (Peek == '$')
            {
                parts.Add(new BashPart.Text(inner.ToString(), true));
                inner.Clear();
                Variable(quoted: true);
                continue;
            }

            var c = Take();
            var escaped = c == '\\' && Peek is '"' or '\\' or '$' or '`';
            inner.Append(escaped ? Take() : c);
        }

        at++;
        parts.Add(new BashPart.Text(inner.ToString(), true));
    }

    private void Variable(bool quoted)
    {
        at++;
        var braced = Peek == '{';
        at += braced ? 1 : 0;
        var start = at;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek == '_')
        {
            at++;
        }

        var name = text[start..at];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            throw Outside(Peek == '(' ? "a command substitution ($()" : $"the expansion ${(braced ? "{" : "")}{Peek}");
        }

        if (braced && Take() != '}')
        {
            throw Outside($"an operator in the expansion of ${{{name}…}}");
        }

        parts.Add(new BashPart.Variable(name, quoted));
    }

    private BashRefusal Outside(string what) => new(line, $"outside the sandbox's bash subset: {what}");
}
