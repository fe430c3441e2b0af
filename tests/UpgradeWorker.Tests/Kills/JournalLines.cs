using System.Globalization;
using System.Text.RegularExpressions;

namespace UpgradeWorker.Tests.Kills;

/// <summary>Reads the lines of a run's journal in the statements that append them.</summary>
internal static partial class JournalLines
{
    /// <summary>
    /// Step, kind and message of each line. Numbers and ids are left out, so that what is journalled again and again (an intent after a kill,
    /// what an update is doing since when) is the same place each time, and a story has an end.
    /// </summary>
    public static string Place(string statements) => string.Join(" + ", Line().Matches(statements).Select(line => string.Create(
        CultureInfo.InvariantCulture, $"{line.Groups["step"].Value} {line.Groups["kind"].Value} {Volatile().Replace(line.Groups["message"].Value, "#")}")));

    [GeneratedRegex(@"\+ 1, \d+, '(?<step>\w+)', \d+, [^,]+, '(?<kind>\w+)', '(?<message>(?:[^']|'')*)'")]
    private static partial Regex Line();

    /// <summary>Numbers, times, and names with a number in them.</summary>
    [GeneratedRegex(@"[\w:.-]*\d[\w:.-]*")]
    private static partial Regex Volatile();
}
