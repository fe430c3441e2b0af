namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>A statement of a script.</summary>
internal abstract record BashStatement
{
    private BashStatement() { }

    /// <summary>Assignments, words and redirections; each may be empty, not all.</summary>
    public sealed record Simple(
        IReadOnlyList<BashAssignment> Assignments, IReadOnlyList<BashWord> Words, IReadOnlyList<BashRedirection> Redirections, int Line)
        : BashStatement;

    /// <summary><c>{ … }</c>: no shell of its own, but streams of its own.</summary>
    public sealed record Group(IReadOnlyList<BashStatement> Body, IReadOnlyList<BashRedirection> Redirections, int Line) : BashStatement;

    public sealed record Not(BashStatement Inner) : BashStatement;

    /// <summary><c>&amp;&amp;</c> when <paramref name="And"/>, else <c>||</c>.</summary>
    public sealed record AndOr(BashStatement Left, bool And, BashStatement Right) : BashStatement;

    /// <summary>The branches in order (<c>if</c>, then each <c>elif</c>) and what stands after <c>else</c>.</summary>
    public sealed record If(IReadOnlyList<BashBranch> Branches, IReadOnlyList<BashStatement> Else) : BashStatement;
}

internal sealed record BashBranch(IReadOnlyList<BashStatement> Condition, IReadOnlyList<BashStatement> Body);

internal sealed record BashAssignment(string Name, BashWord Value);

/// <summary>A word before expansion.</summary>
internal sealed record BashWord(IReadOnlyList<BashPart> Parts, int Line)
{
    /// <summary>The text of a word that is nothing but unquoted letters; null otherwise. Reserved words are of this kind.</summary>
    public string? Bare => Parts is [BashPart.Text { Quoted: false } only] ? only.Value : null;
}

internal abstract record BashPart
{
    private BashPart() { }

    public sealed record Text(string Value, bool Quoted) : BashPart;

    public sealed record Variable(string Name, bool Quoted) : BashPart;
}

internal enum BashRedirectionKind
{
    Write,
    Append,
    Duplicate,
    Read,
    HereDocument,
}

/// <summary><paramref name="Target"/> is the file, the descriptor duplicated, or the text of the here-document.</summary>
internal sealed record BashRedirection(int Descriptor, BashRedirectionKind Kind, BashWord Target);
