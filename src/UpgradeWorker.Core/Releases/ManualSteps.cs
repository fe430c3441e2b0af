using static UpgradeWorker.Core.Releases.AnnouncementPatterns;

namespace UpgradeWorker.Core.Releases;

/// <summary>Tells what in an item a person has to type, and when.</summary>
internal static class ManualSteps
{
    /// <summary>True if the item, with all that stands under it, is something to be run by hand.</summary>
    public static bool IsOne(NoteItem item) =>
        RunTheFollowing().IsMatch(item.Text) && (item.Code.Count > 0 || item.Children.Count > 0)
        || item.Code.Any(code => code.Split('\n').Any(line => HandTypedCode().IsMatch(line.TrimStart(' ', '$', '#'))))
        || Spans(item.Text).Any(span => HandTyped(span.Code) && (ToldToRun().IsMatch(span.Before) || IsSql(span.Code)));

    /// <summary>The commands that the item lists to be run, if all that it lists are known ones; else null.</summary>
    public static IReadOnlyList<MigrationCommand>? Commands(NoteItem item)
    {
        if (!RunTheFollowing().IsMatch(item.Text))
        {
            return null;
        }

        var lines = item.Code.SelectMany(code => code.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(line => line.TrimStart('$', ' '))
            .Concat(item.Children.Select(child => child.Text.Trim('`', '.', ' ')));
        var commands = lines.Select(MigrationCommand.Parse).ToList();
        return commands.Count > 0 && !commands.Contains(null) ? [.. commands.OfType<MigrationCommand>().Distinct()] : null;
    }

    /// <summary>
    /// Sets when each manual step is due. A step beside a migration of the same item works on what that migration makes,
    /// so it comes after; where nothing tells, it stays unknown.
    /// </summary>
    public static IEnumerable<Announcement> Judge(ReleaseVersion version, NoteItem item, IReadOnlyList<Announcement> found)
    {
        var migrates = found.Any(announcement => announcement is Announcement.Migration);
        return found.Select(announcement => announcement is Announcement.Manual { When: ManualStepTime.Unknown } step
            ? step with { When = When(step.Text) }
            : announcement);

        ManualStepTime When(string text) =>
            DueBefore().IsMatch(text) ? ManualStepTime.Before
            : migrates || DueAfter().IsMatch(text) || NeedsVersionItself(text) ? ManualStepTime.After
            : ManualStepTime.Unknown;

        bool NeedsVersionItself(string text) => MinimumVersion().Matches(text)
            .Any(match => VersionMention.Parse(match.Groups[1].Value).Lowest >= version);
    }

    private static IEnumerable<(string Before, string Code)> Spans(string text) =>
        CodeSpan().Matches(text).Select(span => (text[..span.Index], span.Groups[1].Value));

    private static bool HandTyped(string code) => HandTypedCode().IsMatch(code) && code.Contains(' ', StringComparison.Ordinal);

    private static bool IsSql(string code) => code.EndsWith(';') && char.IsUpper(code[0]);
}
