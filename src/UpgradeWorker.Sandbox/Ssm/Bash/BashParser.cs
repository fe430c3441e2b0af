namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>Puts tokens together to statements. Anything that it does not know ends the reading with its name.</summary>
internal sealed class BashParser
{
    private static readonly HashSet<string> Unknown = new(StringComparer.Ordinal)
    {
        "for", "while", "until", "case", "select", "function", "time", "coproc", "do", "done", "esac", "in", "[[",
    };

    private readonly IReadOnlyList<BashToken> tokens;
    private int at;

    private BashParser(IReadOnlyList<BashToken> tokens) => this.tokens = tokens;

    /// <summary>The statements of a whole script. Throws <see cref="BashRefusal"/>.</summary>
    public static IReadOnlyList<BashStatement> Parse(string script)
    {
        var parser = new BashParser(BashLexer.Read(script));
        var statements = parser.Statements();
        return parser.Token.Kind == BashTokenKind.End
            ? statements
            : throw new BashRefusal(parser.Token.Line, $"'{parser.Token.Word?.Bare}' stands where no statement can begin");
    }

    private BashToken Token => tokens[at];

    private string? Reserved => Token.Word?.Bare;

    private List<BashStatement> Statements()
    {
        List<BashStatement> found = [];
        while (true)
        {
            SkipNewlines();
            if (Token.Kind == BashTokenKind.End || Reserved is "then" or "elif" or "else" or "fi" or "}")
            {
                return found;
            }

            found.Add(AndOr());
            if (Token.Kind is not (BashTokenKind.Newline or BashTokenKind.End))
            {
                throw new BashRefusal(Token.Line, "a statement does not end where it should");
            }
        }
    }

    private void SkipNewlines()
    {
        while (Token.Kind == BashTokenKind.Newline)
        {
            at++;
        }
    }

    private BashStatement AndOr()
    {
        var left = Command();
        while (Token.Kind is BashTokenKind.AndIf or BashTokenKind.OrIf)
        {
            var and = Token.Kind == BashTokenKind.AndIf;
            at++;
            SkipNewlines();
            left = new BashStatement.AndOr(left, and, Command());
        }

        return left;
    }

    private BashStatement Command()
    {
        switch (Reserved)
        {
            case "!":
                at++;
                return new BashStatement.Not(Command());
            case "if":
                return If();
            case "{":
                return Group();
            case { } word when Unknown.Contains(word):
                throw new BashRefusal(Token.Line, $"outside the sandbox's bash subset: '{word}'");
            default:
                return Simple();
        }
    }

    private BashStatement.If If()
    {
        List<BashBranch> branches = [];
        List<BashStatement> otherwise = [];
        do
        {
            at++;
            var condition = Statements();
            Expect("then");
            branches.Add(new BashBranch(condition, Statements()));
        }
        while (Reserved == "elif");
        if (Reserved == "else")
        {
            at++;
            otherwise = Statements();
        }

        Expect("fi");
        return new BashStatement.If(branches, otherwise);
    }

    private BashStatement.Group Group()
    {
        var line = Token.Line;
        at++;
        var body = Statements();
        Expect("}");
        List<BashRedirection> redirections = [];
        for (; Token.Redirection is { } redirection; at++)
        {
            redirections.Add(redirection);
        }

        return new BashStatement.Group(body, redirections, line);
    }

    private void Expect(string word)
    {
        if (Reserved != word)
        {
            throw new BashRefusal(Token.Line, $"'{word}' is missing");
        }

        at++;
    }

    private BashStatement.Simple Simple()
    {
        var line = Token.Line;
        List<BashAssignment> assignments = [];
        List<BashWord> words = [];
        List<BashRedirection> redirections = [];
        for (; Token.Kind is BashTokenKind.Word or BashTokenKind.Redirection; at++)
        {
            if (Token.Redirection is { } redirection)
            {
                redirections.Add(redirection);
            }
            else if (words.Count == 0 && Assignment(Token.Word!) is { } assignment)
            {
                assignments.Add(assignment);
            }
            else
            {
                words.Add(Token.Word!);
            }
        }

        return assignments.Count + words.Count + redirections.Count > 0
            ? new BashStatement.Simple(assignments, words, redirections, line)
            : throw new BashRefusal(line, "a command is missing");
    }

    /// <summary>NAME=VALUE; null when the word is something else.</summary>
    internal static BashAssignment? Assignment(BashWord word)
    {
        if (word.Parts.Count == 0 || word.Parts[0] is not BashPart.Text { Quoted: false } first
            || first.Value.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals)
            || !first.Value[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            || char.IsAsciiDigit(first.Value[0]))
        {
            return null;
        }

        var rest = new BashPart.Text(first.Value[(equals + 1)..], false);
        return new BashAssignment(first.Value[..equals], new BashWord([rest, .. word.Parts.Skip(1)], word.Line));
    }
}
