namespace UpgradeWorker.Core.Releases;

/// <summary>What release notes say under one of their headings.</summary>
/// <param name="Heading">The notes' own word, such as <c>Added</c>; empty for what stands under none.</param>
/// <param name="Items">First lines of what stands there, in the order of the text.</param>
public sealed record NoteSection(string Heading, IReadOnlyList<string> Items);

/// <summary>What is new on the way from one version to another, short enough to be read with a question: the notes stay where they are.</summary>
public static class ReleaseHighlights
{
    private const int MostLines = 12;
    private const int MostItems = 3;
    private const int LongestItem = 90;

    /// <summary>A line for each heading of each version, oldest first; a line for each version where that would be too many.</summary>
    /// <param name="changelog">All that is known of the versions.</param>
    /// <param name="from">The running version, whose own notes are left out.</param>
    /// <param name="to">The target.</param>
    public static IReadOnlyList<string> Between(Changelog changelog, ReleaseVersion from, ReleaseVersion to)
    {
        ArgumentNullException.ThrowIfNull(changelog);
        var entries = changelog.Entries.Where(entry => entry.Version > from && entry.Version <= to && entry.Sections.Count > 0).ToList();
        if (entries.Sum(entry => entry.Sections.Count) <= MostLines)
        {
            return [.. entries.SelectMany(entry => entry.Sections.Select(section => $"{entry.Version}{Headed(section)}: {Items(section)}"))];
        }

        var lines = entries.Select(entry => $"{entry.Version}: {string.Join(", ", entry.Sections.Select(section =>
            $"{section.Items.Count} {(section.Heading.Length > 0 ? Short(section.Heading).ToLowerInvariant() : "more")}"))}").ToList();
        return lines.Count <= MostLines ? lines : [$"{lines.Count - MostLines} older versions", .. lines.TakeLast(MostLines)];
    }

    private static string Headed(NoteSection section) => section.Heading.Length > 0 ? $", {Short(section.Heading)}" : "";

    private static string Items(NoteSection section) => string.Join("; ", section.Items.Take(MostItems).Select(Short))
        + (section.Items.Count > MostItems ? $"; and {section.Items.Count - MostItems} more" : "");

    private static string Short(string text)
    {
        var line = text.Split('\n')[0].Trim().TrimEnd('.');
        return line.Length <= LongestItem ? line : line[..(LongestItem - 1)].TrimEnd() + "…";
    }
}
