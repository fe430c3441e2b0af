using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Releases;

/// <summary>Finds a version of three numbers in a name that people or vendors gave: a key, a title.</summary>
public static partial class VersionInText
{
    /// <summary>The first version in the last part that has one (parts are divided by <c>/</c>); null when there is none.</summary>
    public static ReleaseVersion? Find(string text) => text.Split('/').Reverse()
        .Select(part => Version().Match(part) is { Success: true } match && ReleaseVersion.TryParse(match.Groups[1].Value, out var version) ? version : null)
        .FirstOrDefault(version => version is not null);

    // A suffix that is no pre-release (3.36.0-final.yml, 3.36.0.template) is not part of it; four numbers are no version.
    [GeneratedRegex(@"(?:^|[^0-9A-Za-z.])[vV]?([0-9]+\.[0-9]+\.[0-9]+(?:-(?:rc|alpha|beta|pre)[.-]?[0-9]*)?)(?:$|[^0-9.]|\.[^0-9])", RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
