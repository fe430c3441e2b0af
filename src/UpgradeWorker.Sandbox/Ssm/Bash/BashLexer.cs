using System.Text;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

internal enum BashTokenKind
{
    Word,
    Redirection,
    Newline,
    AndIf,
    OrIf,
    End,
}

/// <summary>A semicolon counts as a newline: the subset has no place where they differ.</summary>
internal sealed record BashToken(BashTokenKind Kind, int Line, BashWord? Word = null, BashRedirection? Redirection = null);

/// <summary>Cuts a script into tokens; refuses every construct outside the subset by name.</summary>
internal sealed class BashLexer(string script)
{
    private readonly string text = script.ReplaceLineEndings("\n");
    private readonly List<BashToken> tokens = [];
    private readonly List<(int Token, string Delimiter, bool Quoted)> hereDocuments = [];
    private int at;
    private int line = 1;

    public static IReadOnlyList<BashToken> Read(string script) => new BashLexer(script).All();

    private List<BashToken> All()
    {
        while (at < text.Length)
        {
            Next();
        }

        ReadHereDocuments();
        tokens.Add(new BashToken(BashTokenKind.End, line));
        return tokens;
    }

    private char Peek(int ahead = 0) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private void Next()
    {
        switch (Peek())
        {
            case ' ' or '\t':
                at++;
                break;
            case '\\' when Peek(1) == '\n':
                at += 2;
                line++;
                break;
            case '\n':
                at++;
                tokens.Add(new BashToken(BashTokenKind.Newline, line));
                line++;
                ReadHereDocuments();
                break;
            case ';' when Peek(1) != ';':
                at++;
                tokens.Add(new BashToken(BashTokenKind.Newline, line));
                break;
            case '#':
                at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
                break;
            case '&' when Peek(1) == '&':
                at += 2;
                tokens.Add(new BashToken(BashTokenKind.AndIf, line));
                break;
            case '|' when Peek(1) == '|':
                at += 2;
                tokens.Add(new BashToken(BashTokenKind.OrIf, line));
                break;
            case '|':
                throw Outside("a pipe (|)");
            case '&':
                throw Outside("a background command (&)");
            case '(' or ')':
                throw Outside($"a subshell or function ({Peek()})");
            case ';':
                throw Outside("a case statement (;;)");
            case '<' or '>':
                Redirection(null);
                break;
            case >= '0' and <= '9' when RedirectsDescriptor() is var digits and > 0:
                var descriptor = int.Parse(text.AsSpan(at, digits), System.Globalization.CultureInfo.InvariantCulture);
                at += digits;
                Redirection(descriptor);
                break;
            default:
                tokens.Add(new BashToken(BashTokenKind.Word, line, Word: Word()));
                break;
        }
    }

    private int RedirectsDescriptor()
    {
        var digits = 0;
        while (char.IsAsciiDigit(Peek(digits)))
        {
            digits++;
        }

        return digits < 3 && Peek(digits) is '<' or '>' ? digits : 0;
    }

    private void Redirection(int? descriptor)
    {
        var sign = Peek();
        at++;
        var kind = (sign, Peek()) switch
        {
            ('>', '>') => BashRedirectionKind.Append,
            ('>', '&') => BashRedirectionKind.Duplicate,
            ('>', _) => BashRedirectionKind.Write,
            ('<', '<') => BashRedirectionKind.HereDocument,
            ('<', '&' or '>') => throw Outside($"the redirection <{Peek()}"),
            _ => BashRedirectionKind.Read,
        };
        at += kind is BashRedirectionKind.Append or BashRedirectionKind.Duplicate or BashRedirectionKind.HereDocument ? 1 : 0;
        if (kind == BashRedirectionKind.HereDocument && Peek() is '-' or '<')
        {
            throw Outside($"the redirection <<{Peek()}");
        }

        while (Peek() is ' ' or '\t')
        {
            at++;
        }

        var word = Word();
        var number = descriptor ?? (sign == '>' ? 1 : 0);
        if (kind == BashRedirectionKind.HereDocument)
        {
            var delimiter = string.Concat(word.Parts.Select(p => p is BashPart.Text t ? t.Value : throw Outside("a variable as here-document delimiter")));
            hereDocuments.Add((tokens.Count, delimiter, word.Parts.OfType<BashPart.Text>().Any(p => p.Quoted)));
        }

        tokens.Add(new BashToken(BashTokenKind.Redirection, line, Redirection: new BashRedirection(number, kind, word)));
    }

    // The bodies begin on the line after the one that named them.
    private void ReadHereDocuments()
    {
        foreach (var (token, delimiter, quoted) in hereDocuments)
        {
            var body = new StringBuilder();
            var begun = line;
            while (true)
            {
                if (at >= text.Length)
                {
                    throw new BashRefusal(begun, $"the here-document has no end '{delimiter}'");
                }

                var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
                var row = text[at..end];
                at = Math.Min(end + 1, text.Length);
                line++;
                if (row == delimiter)
                {
                    break;
                }

                body.Append(row).Append('\n');
            }

            var content = body.ToString();
            if (!quoted && content.AsSpan().IndexOfAny('$', '`', '\\') >= 0)
            {
                throw new BashRefusal(begun, "outside the sandbox's bash subset: an expansion in a here-document (quote its delimiter)");
            }

            var redirection = tokens[token].Redirection!;
            var text1 = new BashWord([new BashPart.Text(content, true)], begun);
            tokens[token] = tokens[token] with { Redirection = redirection with { Target = text1 } };
        }

        hereDocuments.Clear();
    }

    private BashWord Word()
    {
        var (word, next) = BashWordReader.Read(text, at, line);
        line += text.AsSpan(at, next - at).Count('\n');
        at = next;
        return word;
    }

    private BashRefusal Outside(string what) => new(line, $"outside the sandbox's bash subset: {what}");
}
