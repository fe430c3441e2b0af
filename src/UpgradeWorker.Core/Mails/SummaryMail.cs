namespace UpgradeWorker.Core.Mails;

/// <summary>The regular summary: what happened, what waits, what comes.</summary>
public static class SummaryMail
{
    private const int MostEvents = 40;

    /// <summary>The summary; null when there is nothing to tell and nobody asked for it.</summary>
    /// <param name="view">What to tell.</param>
    /// <param name="evenIfEmpty">Somebody asked for it.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft? Compose(SummaryView view, bool evenIfEmpty, MailTemplates templates)
    {
        if (!view.HasNews && !evenIfEmpty)
        {
            return null;
        }

        var waiting = view.Stacks.Count(stack => stack.WaitsForPerson);
        var headline = waiting > 0 ? $"{MailWords.Count(waiting, "decision")} {(waiting == 1 ? "waits" : "wait")} for you"
            : view.HasNews ? $"{MailWords.Count(view.Stacks.Count, "stack")}, no decision waits" : "Nothing to do";
        return WatchMails.Of(
            MailKind.Summary, waiting > 0 || view.Troubles.Count > 0 ? MailTone.Warn : MailTone.Info, "Summary", headline,
            $"From {MailWords.Instant(view.From, view.Zone)} to {MailWords.Instant(view.To, view.Zone)}.", $"Summary: {headline}",
            [
                view.Stacks.Count == 0 ? null : new MailSection("Stacks") { Items = [.. view.Stacks.Select(stack => Stack(stack, view.Zone))] },
                view.Events.Count == 0 ? null : new MailSection("What happened") { Items = [.. view.Events.TakeLast(MostEvents).Select(text => new MailItem(MailWords.Clean(text)))] },
                view.Troubles.Count == 0 ? null : new MailSection("Needs a look") { Items = [.. view.Troubles.Select(trouble => new MailItem(MailWords.Clean(trouble.Message), trouble.Reason, MailTone.Bad))] },
                .. view.Weeks.Select((week, i) => new MailSection(i == 0 ? "Certificates" : $"Certificates ({i + 1})") { Week = week }),
            ],
            view.Recipient, templates);
    }

    private static MailItem Stack(SummaryStack stack, TimeZoneInfo zone)
    {
        var (mark, tone) = stack switch
        {
            { WaitsForPerson: true } => ("waits for you", MailTone.Warn),
            { Running: null } => ("unknown", MailTone.Bad),
            { Newest: { } newest, Running: var running } when newest != running => ("newer: " + newest, MailTone.Ask),
            _ => ("up to date", MailTone.Good),
        };
        var window = stack.NextWindow is { } opening ? $"next window {MailWords.Span(opening.From, opening.To, zone)}" : "no window ahead";
        return new MailItem($"{stack.Name}, {stack.Running ?? "version unknown"}", mark, tone, string.Join("; ", new[] { MailWords.Clean(stack.State).TrimEnd('.'), window }.Where(text => text.Length > 0)));
    }
}
