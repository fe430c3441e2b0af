using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Templates;

/// <summary>
/// One place where a template may tell its version, written as in the settings: <c>output VersionTag</c>, <c>metadata A/B</c>,
/// <c>mapping A/B/C</c> (or one key, in whatever mapping), <c>parameter NAME</c> (its default), <c>description</c>, <c>file name</c>;
/// the last two with a pattern of one's own if wished (<c>description release (\S+)</c>).
/// </summary>
public sealed partial record VersionPattern
{
    private const string Number = @"[0-9]+(?:\.[0-9]+){1,3}(?:-(?:rc|alpha|beta|pre)[0-9A-Za-z.]*)?";
    private static readonly string[] Places = ["output", "metadata", "mapping", "parameter", "description", "file name"];
    private static readonly TimeSpan MatchDeadline = TimeSpan.FromMilliseconds(250);

    private VersionPattern(string text, string place, string argument) => (Text, Place, Argument) = (text, place, argument);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Where templates of known vendors tell it, most reliable first.</summary>
    public static IReadOnlyList<VersionPattern> Defaults { get; } =
    [
        .. new[]
        {
            "output VersionTag", "output TemplateVersion", "output Version",
            "metadata Version", "metadata TemplateVersion", "metadata AWS::ServerlessRepo::Application/SemanticVersion",
            "description", "mapping VersionTag", "mapping TemplateVersion", "mapping Version",
            "parameter VersionTag", "parameter TemplateVersion", "parameter Version", "file name",
        }.Select(text => Parse(text)!),
    ];

    private string Place { get; }

    private string Argument { get; }

    /// <summary>Reads one; null if the text is no such place or holds no valid regular expression.</summary>
    public static VersionPattern? Parse(string text)
    {
        var trimmed = text.Trim();
        var place = Places.FirstOrDefault(name => trimmed == name || trimmed.StartsWith(name + " ", StringComparison.Ordinal));
        var argument = place is null ? "" : trimmed[place.Length..].Trim();
        var isValid = place is "description" or "file name" ? argument.Length == 0 || Regex(argument) is not null : argument.Length > 0;
        return place is null || !isValid
            ? null
            : new VersionPattern(trimmed, place, argument);
    }

    /// <summary>The version that the template tells at this place; null if it tells none there.</summary>
    public string? Find(Template template)
    {
        var values = new StaticValues(template);
        var found = Place switch
        {
            "output" => values.Of(template.Outputs.GetValueOrDefault(Argument)),
            "metadata" => Path(template.Metadata, Argument)?.AsText,
            "mapping" => Argument.Contains('/', StringComparison.Ordinal) ? Path(template.Mappings, Argument)?.AsText : InAnyMapping(template),
            "parameter" => template.Parameter(Argument)?.Default,
            "description" => First(Argument, InDescription(), template.Description),
            _ => First(Argument, InFileName(), Extension().Replace(template.FileName, "")),
        };
        var version = found?.Trim();
        return version is { Length: > 0 and <= 100 } && !version.Any(char.IsControl) ? Normal(version) : null;
    }

    private static string Normal(string version) => version is ['v' or 'V', >= '0' and <= '9', ..] ? version[1..] : version;

    private static TemplateNode? Path(TemplateNode node, string path) =>
        path.Split('/').Aggregate((TemplateNode?)node, (at, key) => at?.At(key));

    /// <summary>The one value under this key in all mappings; null if they differ.</summary>
    private string? InAnyMapping(Template template)
    {
        var values = template.Mappings.Members.SelectMany(map => map.Value.Members)
            .Select(top => top.Value.At(Argument)?.AsText).OfType<string>().Distinct().Take(2).ToList();
        return values is [var only] && Numbers().IsMatch(only) ? only : null;
    }

    private static string? First(string own, Regex standard, string? text)
    {
        try
        {
            var match = (own.Length > 0 ? Regex(own)! : standard).Match(text ?? "");
            return match.Success ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex? Regex(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, MatchDeadline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\b(?:version:? v?|release:? v?|v)(" + Number + ")", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex InDescription();

    [GeneratedRegex("(?:^|[^0-9A-Za-z.])v?(" + Number + ")", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex InFileName();

    [GeneratedRegex(@"\.(?:json|ya?ml|template|txt)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Extension();

    [GeneratedRegex("^v?" + Number + "$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();
}
