using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Releases;

/// <summary>All that the sources say of all versions, ascending.</summary>
public sealed partial record Changelog
{
    private const int MaxCharacters = 5_000_000;

    /// <summary>One entry a version, oldest first.</summary>
    public required IReadOnlyList<ChangelogEntry> Entries { get; init; }

    /// <summary>Sources that told of no version (an index page, say), each with why.</summary>
    public required IReadOnlyList<Finding> Unread { get; init; }

    /// <summary>Versions that are out, oldest first.</summary>
    public IEnumerable<ReleaseVersion> Known => Entries.Where(entry => entry.IsReleased).Select(entry => entry.Version);

    /// <summary>
    /// Reads changelog files and release-note pages. Where both tell of a version, only the page counts: the open-source changelog
    /// leaves out parts and places some migrations elsewhere.
    /// </summary>
    public static Changelog Read(IEnumerable<ChangelogSource> sources)
    {
        var read = sources.Select(ReadSource).ToList();
        return new Changelog
        {
            Entries = Merge(read.SelectMany(source => source.Entries)),
            Unread = [.. read.SelectMany(source => source.Unread)],
        };
    }

    /// <summary>Both together, as if read at once.</summary>
    public Changelog With(Changelog other) => new()
    {
        Entries = Merge(Entries.Concat(other.Entries)),
        Unread = [.. Unread, .. other.Unread],
    };

    private static List<ChangelogEntry> Merge(IEnumerable<ChangelogEntry> entries) =>
    [
        .. entries.GroupBy(entry => entry.Version).OrderBy(version => version.Key).Select(version =>
        {
            var best = version.Any(entry => entry.IsReleaseNotePage) ? version.Where(entry => entry.IsReleaseNotePage) : version;
            return best.First() with
            {
                IsReleased = version.Any(entry => entry.IsReleased),
                Announcements = [.. best.SelectMany(entry => entry.Announcements).Distinct()],
            };
        }),
    ];

    private static Changelog ReadSource(ChangelogSource source)
    {
        if (source.Text.Length > MaxCharacters)
        {
            return Nothing("TooLarge", $"{source.Name} has more than {MaxCharacters} characters; name a smaller changelog.");
        }

        try
        {
            var parts = NoteTree.Read(ReleaseNoteText.Body(source.Text));
            var entries = ReleaseNoteText.PageVersion(source) is { } version
                ? [Entry(version, source, isPage: true, isReleased: true, parts)]
                : Sections(source, parts).ToList();
            return entries.Count > 0
                ? new Changelog { Entries = entries, Unread = [] }
                : Nothing("NoVersions", $"{source.Name} names no version: it has neither a title nor a heading such as '## [3.24.2]'.");
        }
        catch (ArgumentException)
        {
            // The only way the Markdown parser refuses a text.
            return Nothing("TooDeep", $"{source.Name} nests lists or quotes too deeply to be a changelog.");
        }

        static Changelog Nothing(string reason, string message) => new() { Entries = [], Unread = [new Finding(reason, message)] };
    }

    private static IEnumerable<ChangelogEntry> Sections(ChangelogSource source, IReadOnlyList<NoteTree.Part> parts)
    {
        var starts = parts.Select((part, index) => (part, index))
            .Where(at => at.part.Level is 1 or 2 || (at.part.Level == 3 && VersionHeading().IsMatch(at.part.Item.Text)))
            .Select(at => at.index).Append(parts.Count).ToList();
        foreach (var (start, end) in starts.Zip(starts.Skip(1)))
        {
            var heading = VersionHeading().Match(parts[start].Item.Text);
            if (heading.Success && ReleaseVersion.TryParse(heading.Groups[1].Value, out var version))
            {
                var isReleased = !heading.Groups[2].Value.Contains("unreleased", StringComparison.OrdinalIgnoreCase);
                yield return Entry(version, source, isPage: false, isReleased, [.. parts.Take(end).Skip(start + 1)]);
            }
        }
    }

    private static ChangelogEntry Entry(
        ReleaseVersion version, ChangelogSource source, bool isPage, bool isReleased, IReadOnlyList<NoteTree.Part> parts)
    {
        var section = "";
        var announcements = new List<Announcement>();
        var notes = new List<(string Heading, string Text)>();
        foreach (var part in parts)
        {
            if (part.Level > 0)
            {
                section = part.Item.Text.Trim();
            }
            else
            {
                announcements.AddRange(AnnouncementReader.Read(version, section, part.Item));
                notes.Add((section, part.Item.Text));
            }
        }

        return new ChangelogEntry(version, source.Name, isPage, isReleased, [.. announcements.Distinct()])
        {
            Sections = [.. notes.Where(note => note.Text.Length > 0).GroupBy(note => note.Heading)
                .Select(section => new NoteSection(section.Key, [.. section.Select(note => note.Text)]))],
        };
    }

    [GeneratedRegex(@"^(?:release |version )?\[?(v?[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]*)\]?(.*)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex VersionHeading();
}
