using System.Globalization;
using System.Text;

namespace UpgradeWorker.Core.Approvals;

/// <summary>Comparisons and clean-up of mail text that fold ASCII only, so that no culture or look-alike letter changes a decision.</summary>
internal static class MailText
{
    private const string EdgeMarks = "\uFEFF\u200E\u200F\u061C";

    /// <summary>Equal without regard to the case of ASCII letters; any other letter must be the same.</summary>
    public static bool Same(string left, string right) => string.Equals(Fold(left), Fold(right), StringComparison.Ordinal);

    /// <summary>ASCII capitals as small letters.</summary>
    public static string Fold(string text) =>
        string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
            }
        });

    /// <summary>Any space character as a plain one, direction marks at the ends removed, ends trimmed.</summary>
    public static string Tidy(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            text.Append(c == '\t' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c);
        }

        var start = 0;
        var end = text.Length;
        while (start < end && (text[start] == ' ' || EdgeMarks.Contains(text[start])))
        {
            start++;
        }

        while (end > start && (text[end - 1] == ' ' || EdgeMarks.Contains(text[end - 1])))
        {
            end--;
        }

        return text.ToString(start, end - start);
    }

    /// <summary>Characters that show nothing or change the reading order: controls, format characters, line separators.</summary>
    public static bool HasInvisible(string line) => line.Any(c => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);

    /// <summary>Marks that join the letter before them and change how it looks.</summary>
    public static bool HasCombining(string line) => line.Any(c => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Letters and digits only, small, single spaces: two lines that read alike give the same value.</summary>
    public static string Gist(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var c in Fold(line))
        {
            if (char.IsLetterOrDigit(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Words of a line, ASCII-folded: runs of letters, digits and apostrophes; addresses and links are left out.</summary>
    public static IEnumerable<string> Words(string line)
    {
        foreach (var chunk in Fold(line).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsLink(chunk))
            {
                continue;
            }

            var start = -1;
            for (var i = 0; i <= chunk.Length; i++)
            {
                if (i < chunk.Length && (char.IsLetterOrDigit(chunk[i]) || chunk[i] is '\'' or '’'))
                {
                    start = start < 0 ? i : start;
                }
                else if (start >= 0)
                {
                    yield return chunk[start..i].Replace('’', '\'');
                    start = -1;
                }
            }
        }
    }

    /// <summary>Whether a chunk without spaces is a link or a mail address.</summary>
    public static bool IsLink(string chunk)
    {
        var bare = chunk.TrimStart('<', '(', '[');
        return bare.StartsWith("http://", StringComparison.Ordinal) || bare.StartsWith("https://", StringComparison.Ordinal)
            || bare.StartsWith("www.", StringComparison.Ordinal) || bare.IndexOf('@') > 0;
    }
}
