using System.Globalization;
using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Releases;

/// <summary>A version as a text names it, perhaps without its patch number (<c>v3.24</c>).</summary>
/// <param name="Major">First number.</param>
/// <param name="Minor">Second number.</param>
/// <param name="Patch">Null = the text names no patch.</param>
public sealed partial record VersionMention(int Major, int Minor, int? Patch)
{
    /// <summary>Pattern of a mention inside other patterns; has no groups.</summary>
    internal const string Pattern = @"`?v?[0-9]{1,4}\.[0-9]{1,5}(?:\.[0-9]{1,6})?`?";

    /// <summary>The lowest version that it can mean.</summary>
    public ReleaseVersion Lowest => ReleaseVersion.Parse(string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch ?? 0}"));

    /// <summary>Reads text that <see cref="Pattern"/> matched.</summary>
    internal static VersionMention Parse(string text)
    {
        var numbers = Numbers().Matches(text).Select(match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)).ToList();
        return new VersionMention(numbers[0], numbers[1], numbers.Count > 2 ? numbers[2] : null);
    }

    /// <summary>The version meant, given those known: with a patch itself, else the newest known patch; null if none of it is known.</summary>
    public ReleaseVersion? Resolve(IEnumerable<ReleaseVersion> known) => Patch is not null
        ? Lowest
        : known.Where(version => version.Major == Major && version.Minor == Minor && !version.IsPrerelease).Max();

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
