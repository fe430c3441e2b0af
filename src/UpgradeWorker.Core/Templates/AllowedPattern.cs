using System.Text;
using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Templates;

/// <summary>AllowedPattern of a parameter: a Java regular expression that must match the whole value (user guide, "Parameters").</summary>
internal static class AllowedPattern
{
    private static readonly TimeSpan MatchDeadline = TimeSpan.FromMilliseconds(250);

    // Java's POSIX classes, which .NET does not know; \d, \w and \s are ASCII in Java.
    private static readonly Dictionary<string, string> Classes = new()
    {
        [@"\d"] = "0-9",
        [@"\w"] = "a-zA-Z_0-9",
        [@"\s"] = @" \t\n\x0B\f\r",
        [@"\p{Lower}"] = "a-z",
        [@"\p{Upper}"] = "A-Z",
        [@"\p{Alpha}"] = "a-zA-Z",
        [@"\p{Digit}"] = "0-9",
        [@"\p{Alnum}"] = "a-zA-Z0-9",
        [@"\p{Punct}"] = @"!-/:-@\[-`{-~",
        [@"\p{Graph}"] = "!-~",
        [@"\p{Print}"] = " -~",
        [@"\p{ASCII}"] = @"\x00-\x7F",
        [@"\p{Blank}"] = @" \t",
        [@"\p{XDigit}"] = "0-9a-fA-F",
        [@"\p{Space}"] = @" \t\n\x0B\f\r",
    };

    /// <summary>True or false; null if this pattern cannot be judged here (then CloudFormation judges it when the change set is made).</summary>
    public static bool? Allows(string pattern, string value)
    {
        if (Translate(pattern) is not { } translated)
        {
            return null;
        }

        try
        {
            return Compile($@"\A(?:{translated})\z").IsMatch(value);
        }
        catch (Exception failure) when (failure is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, MatchDeadline);
        }
    }

    /// <summary>To .NET's spelling; null where Java means something that .NET cannot say (class unions and intersections, possessive quantifiers).</summary>
    private static string? Translate(string pattern)
    {
        var text = new StringBuilder();
        var inClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var character = pattern[at];
            if (character == '\\')
            {
                var escape = at + 2 < pattern.Length && pattern[at + 1] == 'p' && pattern[at + 2] == '{' && pattern.IndexOf('}', at) is > 0 and var end
                    ? pattern[at..(end + 1)]
                    : pattern.Substring(at, Math.Min(2, pattern.Length - at));
                if (escape is @"\Q" or @"\E" or @"\h" or @"\R" or @"\X" or @"\N")
                {
                    return null;
                }

                text.Append(Classes.TryGetValue(escape, out var members) ? inClass ? members : $"[{members}]" : escape);
                at += escape.Length - 1;
                continue;
            }

            if (inClass && (character == '[' || (character == '&' && at + 1 < pattern.Length && pattern[at + 1] == '&')))
            {
                return null;
            }

            if (!inClass && character == '+' && at > 0 && pattern[at - 1] is '*' or '+' or '?' or '}' && !inClass && !(at > 1 && pattern[at - 2] == '\\'))
            {
                return null;
            }

            if (character == '[' && !inClass)
            {
                inClass = true;
                text.Append(character);
                // A bracket that closes at once is a member of the class.
                if (at + 1 < pattern.Length && pattern[at + 1] == '^')
                {
                    text.Append(pattern[++at]);
                }

                if (at + 1 < pattern.Length && pattern[at + 1] == ']')
                {
                    text.Append(@"\]");
                    at++;
                }

                continue;
            }

            inClass &= character != ']';
            text.Append(character);
        }

        return text.ToString();
    }
}
