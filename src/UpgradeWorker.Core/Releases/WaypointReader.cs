using System.Text.RegularExpressions;
using static UpgradeWorker.Core.Releases.AnnouncementPatterns;

namespace UpgradeWorker.Core.Releases;

/// <summary>Reads notes such as "you must first upgrade to v3.19.2" or "should be done through v3.24 instead".</summary>
internal static class WaypointReader
{
    /// <summary>The waypoint that the item names; null if it names none. A version of another major, or later than the notes, is none.</summary>
    public static Announcement.Waypoint? Read(ReleaseVersion version, NoteItem item)
    {
        var text = item.Text;
        var sentences = Sentences(text).ToList();
        var through = sentences.Select(sentence => Named(FirstUpgradeTo().Match(sentence))).FirstOrDefault(mention => mention is not null)
            ?? (SpeaksOfOlder().IsMatch(text)
                ? sentences.Select(sentence => Named(GoThrough().Match(sentence))).FirstOrDefault(mention => mention is not null)
                : null);
        if (through is null || through.Major != version.Major || through.Lowest > version)
        {
            return null;
        }

        var demand = sentences.FirstOrDefault(sentence => Named(WithBinary().Match(sentence)) == through);
        return new Announcement.Waypoint(
            through,
            Named(OlderThan().Match(text)),
            demand is null ? [] : [.. Commands(demand)],
            demand is null ? null : Named(RepeatWith().Match(demand)),
            text);
    }

    private static IEnumerable<MigrationCommand> Commands(string sentence) =>
        CodeSpan().Matches(sentence).Select(span => MigrationCommand.Parse(span.Groups[1].Value)).OfType<MigrationCommand>().Distinct();

    private static VersionMention? Named(Match match) => match.Groups.Values.Skip(1).FirstOrDefault(group => group.Success) is { } group
        ? VersionMention.Parse(group.Value)
        : null;
}
