using System.Buffers;
using static UpgradeWorker.Core.Releases.AnnouncementPatterns;

namespace UpgradeWorker.Core.Releases;

/// <summary>Finds what one version's notes announce. The parenthesised command is the anchor; prose that merely speaks of migrating is not.</summary>
internal static class AnnouncementReader
{
    /// <summary>Every announcement has one of these; most items of a changelog have none, and need no closer look.</summary>
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["-db ", "migrat", "upgrad", "updat", "initiali", "run ", "run:", "running ", "execut", "perform ", "sql", ";`"],
        StringComparison.OrdinalIgnoreCase);

    private enum Need
    {
        None,
        Some,
        All,
    }

    /// <param name="version">The version whose notes these are.</param>
    /// <param name="section">Heading above the item, such as <c>Removed</c>; empty if none.</param>
    /// <param name="item">A top-level bullet or paragraph.</param>
    public static IEnumerable<Announcement> Read(ReleaseVersion version, string section, NoteItem item)
    {
        var found = new List<Announcement>();
        if (!item.SelfAndBelow().Any(below => below.Code.Count > 0 || below.Text.AsSpan().ContainsAny(Hints)))
        {
            return found;
        }

        Visit(item, parentOffers: false);
        return ManualSteps.Judge(version, item, found).Select(announcement => announcement is Announcement.Migration migration
            ? migration with { DataLossWarning = DataLoss(item) }
            : announcement);

        void Visit(NoteItem at, bool parentOffers)
        {
            if (WaypointReader.Read(version, at) is { } waypoint)
            {
                found.Add(waypoint);
                return;
            }

            var fixedNow = section.Equals("Fixed", StringComparison.OrdinalIgnoreCase);
            var inSentences = Sentences(at.Text)
                .SelectMany(sentence => ReadSentence(sentence, fixedNow, parentOffers, Removes(section, at, sentence)))
                .ToList();
            found.AddRange(inSentences);
            if (ManualSteps.Commands(at) is { } commands)
            {
                found.AddRange(commands.Select(command => ConditionBefore().IsMatch(at.Text)
                    ? new Announcement.Optional(at.WholeText())
                    : (Announcement)new Announcement.Migration(command, null)).Distinct());
                return;
            }

            if (ManualSteps.IsOne(at))
            {
                found.RemoveAll(earlier => earlier is Announcement.Manual && inSentences.Contains(earlier));
                found.Add(new Announcement.Manual(ManualStepTime.Unknown, at.WholeText()));
                return;
            }

            foreach (var child in at.Children)
            {
                Visit(child, parentOffers || OffersMigration().IsMatch(at.Text));
            }
        }
    }

    private static IEnumerable<Announcement> ReadSentence(string sentence, bool fixedNow, bool parentOffers, bool removes)
    {
        if (removes)
        {
            return CodeSpan().Matches(sentence).Select(span => MigrationCommand.Parse(span.Groups[1].Value)).OfType<MigrationCommand>()
                .Select(command => new Announcement.Removal(command));
        }

        var found = new List<Announcement>();
        var any = false;
        foreach (var (text, at, end) in Candidates(sentence))
        {
            any = true;
            var need = parentOffers ? Need.Some : Judge(sentence, at, end, fixedNow);
            if (need == Need.All)
            {
                found.Add(MigrationCommand.TryParse(text, out var command)
                    ? new Announcement.Migration(command, null)
                    : new Announcement.Manual(ManualStepTime.Unknown, sentence));
            }
            else if (need == Need.Some)
            {
                found.Add(new Announcement.Optional(sentence));
            }
        }

        if (!any && WithoutCommand(sentence) is { } announcement)
        {
            found.Add(announcement);
        }

        return found.Distinct();
    }

    private static Announcement? WithoutCommand(string sentence)
    {
        if (OffersMigration().IsMatch(sentence))
        {
            return new Announcement.Optional(sentence);
        }

        if (DemandsMigration().IsMatch(sentence))
        {
            return Negated().IsMatch(sentence) || Automatic().IsMatch(sentence) ? null
                : ConditionBefore().IsMatch(sentence) ? new Announcement.Optional(sentence)
                : new Announcement.Manual(ManualStepTime.Unknown, sentence);
        }

        return DueBefore().IsMatch(sentence) && Instructs().IsMatch(sentence)
            ? ConditionBefore().IsMatch(sentence)
                ? new Announcement.Prerequisite(sentence)
                : new Announcement.Manual(ManualStepTime.Before, sentence)
            : null;
    }

    /// <summary>Texts that stand where commands are announced, with their place in the sentence.</summary>
    private static IEnumerable<(string Text, int At, int End)> Candidates(string sentence)
    {
        foreach (System.Text.RegularExpressions.Match group in Parenthesised().Matches(sentence))
        {
            var spans = CodeSpan().Matches(group.Groups[1].Value).Select(span => span.Groups[1].Value).ToList();
            var texts = spans.Count > 0 ? spans : [.. Connector().Split(group.Groups[1].Value)];
            foreach (var text in texts.Where(text => LooksLikeMigration().IsMatch(text)))
            {
                yield return (text, group.Index, group.Index + group.Length);
            }
        }

        var taken = -1;
        foreach (System.Text.RegularExpressions.Match span in CodeSpan().Matches(sentence))
        {
            var before = sentence[..span.Index];
            var follows = taken >= 0 && sentence[taken..span.Index].Trim() is "and" or "," or ", and" or "then" or "and then";
            if (LooksLikeMigration().IsMatch(span.Groups[1].Value) && (follows || ToldToRun().IsMatch(before)))
            {
                taken = span.Index + span.Length;
                yield return (span.Groups[1].Value, span.Index, taken);
            }
        }
    }

    private static Need Judge(string sentence, int at, int end, bool fixedNow)
    {
        var before = sentence[..at];
        var demanded = Demands().IsMatch(before);
        return Negated().IsMatch(sentence) || (fixedNow && !demanded) ? Need.None
            : ConditionBefore().IsMatch(before) || ConditionAfter().IsMatch(sentence[end..]) || (!demanded && Permission().IsMatch(before)) ? Need.Some
            : Need.All;
    }

    private static bool Removes(string section, NoteItem item, string sentence) =>
        CommandRemoved().IsMatch(sentence)
        || (section.Equals("Removed", StringComparison.OrdinalIgnoreCase) && OnlyCommands().IsMatch(item.Text));

    private static string? DataLoss(NoteItem item)
    {
        var texts = item.SelfAndBelow().Select(below => below.Text)
            .Where(text => LosesData().IsMatch(text) && !LosesNoData().IsMatch(text)).ToList();
        return texts.Count > 0 ? string.Join(' ', texts) : null;
    }
}
