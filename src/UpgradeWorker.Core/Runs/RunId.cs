namespace UpgradeWorker.Core.Runs;

/// <summary>
/// Identity of a run: <c>r</c> and twelve characters of Crockford's base32 in lower case, made from 60 random bits in the shell.
/// Short, so that a snapshot name made from it stays within ElastiCache's 40 characters.
/// </summary>
public readonly record struct RunId(string Value)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Makes an id from random bytes.</summary>
    /// <param name="random">At least twelve bytes; five bits of each are used.</param>
    public static RunId From(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(random.Length, 12);
        Span<char> text = stackalloc char[13];
        text[0] = 'r';
        for (var i = 0; i < 12; i++)
        {
            text[i + 1] = Alphabet[random[i] & 31];
        }

        return new RunId(new string(text));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
