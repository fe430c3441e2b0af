using System.Security.Cryptography;
using System.Text;

namespace UpgradeWorker.Core.Approvals;

/// <summary>The code in an approval request: <c>UW-</c> and 26 characters of Crockford base32 (130 random bits), lower case. Bound to one
/// request and one approver; only its hash is stored.</summary>
public static class ApprovalToken
{
    /// <summary>What every code begins with.</summary>
    public const string Prefix = "UW-";

    /// <summary>Characters of the random part.</summary>
    public const int RandomLength = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The code made of random bytes drawn by the caller.</summary>
    /// <param name="random">At least 17 bytes from a cryptographic source; 130 of their bits are used.</param>
    public static string FromRandom(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(random.Length, 17);
        var text = new StringBuilder(Prefix, Prefix.Length + RandomLength);
        for (var i = 0; i < RandomLength; i++)
        {
            var bit = i * 5;
            var pair = (random[bit / 8] << 8) | (bit / 8 + 1 < random.Length ? random[bit / 8 + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>SHA-256 of the folded code, lower-case hexadecimal: what is stored and looked up.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Fold(token))));

    /// <summary>Whether the text is a whole code, in either case.</summary>
    public static bool IsWhole(string text) => text.Length == Prefix.Length + RandomLength
        && MailText.Same(text[..Prefix.Length], Prefix) && IsRandomPart(text.AsSpan(Prefix.Length));

    /// <summary>Whether the characters are a code's random part, in either case.</summary>
    public static bool IsRandomPart(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsRandomCharacter(c))
            {
                return false;
            }
        }

        return text.Length == RandomLength;
    }

    /// <summary>The form in which codes are compared: prefix in capitals, the rest small.</summary>
    public static string Fold(string token) =>
        token.Length >= Prefix.Length && MailText.Same(token[..Prefix.Length], Prefix)
            ? Prefix + MailText.Fold(token[Prefix.Length..])
            : MailText.Fold(token);

    internal static bool IsRandomCharacter(char c) => Alphabet.Contains(char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c);
}
