using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Mails;

/// <summary>The mails that tell what the worker noticed by itself.</summary>
public static class WatchMails
{
    /// <summary>Resources were changed outside CloudFormation.</summary>
    public static MailDraft Drift(DriftReport report, string recipient, TimeZoneInfo zone, MailTemplates templates) => Of(
        MailKind.Drift, MailTone.Warn, "Drift found", $"{report.Stack}: {MailWords.Count(report.Resources.Count, "resource")} changed by hand",
        $"The detection of {MailWords.Instant(report.StartedAt, zone)} found differences between the stack and its template. The next upgrade will tell what it does to them.",
        $"Drift: {report.Stack}, {MailWords.Count(report.Resources.Count, "resource")} changed outside CloudFormation",
        [PlanSections.Drift(report)], recipient, templates);

    /// <summary>So few certificates are left that upgrades must wait.</summary>
    /// <param name="week">The week.</param>
    /// <param name="stacks">Stacks that wait because of it.</param>
    /// <param name="recipient">Address.</param>
    /// <param name="zone">For times.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft LedgerLow(CertificateWeek week, IReadOnlyList<string> stacks, string recipient, TimeZoneInfo zone, MailTemplates templates) => Of(
        MailKind.LedgerLow, MailTone.Warn, "Few certificates left", $"{MailWords.Count(week.Room, "certificate")} left for {MailWords.Short(week.Names, 60)}",
        week.NextAt is { } next ? $"Instances can be replaced again from {MailWords.Instant(next, zone)}. Please replace none by hand before then." : "Please replace no instance by hand for now.",
        $"Certificates: {week.Room} of {week.Limit} left for {week.Names}",
        [
            new MailSection("Certificates") { Week = week },
            stacks.Count == 0 ? null : new MailSection("Waiting because of it") { Items = [.. stacks.Select(stack => new MailItem(MailWords.Clean(stack)))] },
        ], recipient, templates);

    /// <summary>A source of templates or release notes cannot be read.</summary>
    public static MailDraft SourceFailing(string source, Finding why, DateTimeOffset since, string recipient, TimeZoneInfo zone, MailTemplates templates) => Of(
        MailKind.SourceFailing, MailTone.Warn, "Source cannot be read", MailWords.Clean(source),
        $"Since {MailWords.Instant(since, zone)} new versions there go unnoticed. Nothing else is affected.", $"Source failing: {source}",
        [new MailSection("What went wrong") { Paragraphs = [MailWords.Clean(why.Message)] }], recipient, templates);

    /// <summary>It can be read again.</summary>
    public static MailDraft SourceRecovered(string source, DateTimeOffset since, DateTimeOffset now, string recipient, TimeZoneInfo zone, MailTemplates templates) => Of(
        MailKind.SourceRecovered, MailTone.Good, "Source can be read again", MailWords.Clean(source),
        $"It had failed for {MailWords.Length(now - since)}, since {MailWords.Instant(since, zone)}.", $"Source recovered: {source}", [], recipient, templates);

    internal static MailDraft Of(
        MailKind kind, MailTone tone, string label, string headline, string lead, string subject, MailSection?[] sections, string recipient, MailTemplates templates) =>
        MailDrafts.Of(
            new MailPage
            {
                Kind = kind,
                Tone = tone,
                Label = label,
                Headline = headline,
                Lead = lead,
                Sections = MailDrafts.Sections(sections),
                Footer = $"Sent to {recipient} by UpgradeWorker. Answers to this mail decide nothing.",
            },
            recipient, subject, templates);
}
