using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Mails;

/// <summary>The mails that tell what the worker noticed by itself.</summary>
public static class WatchMails
{
    /// <summary>Resources were changed outside CloudFormation.</summary>
    /// <param name="report">What is new, each resource with its new differences alone.</param>
    /// <param name="consequence">What it means for upgrades, one sentence.</param>
    /// <param name="recipient">Address.</param>
    /// <param name="zone">For times.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft Drift(DriftReport report, string consequence, string recipient, TimeZoneInfo zone, MailTemplates templates) => Of(
        MailKind.Drift, MailTone.Warn, "Drift found", Headline(report),
        $"The detection of {MailWords.Instant(report.StartedAt, zone)} found it. {consequence}",
        $"Drift: {Headline(report)}",
        [PlanSections.Drift(report), OnlyCloudFormation], recipient, templates);

    /// <summary>What had drifted is as the template says again.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="gone">The resources, with when their drift was first seen.</param>
    /// <param name="at">When the detection was started that proves it.</param>
    /// <param name="recipient">Address.</param>
    /// <param name="zone">For times.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft DriftGone(StackKey stack, IReadOnlyList<KnownDrift> gone, DateTimeOffset at, string recipient, TimeZoneInfo zone, MailTemplates templates) => Of(
        MailKind.Drift, MailTone.Good, "Drift gone", $"{stack}: {MailWords.Count(gone.Count, "resource")} as the template says again",
        $"The detection of {MailWords.Instant(at, zone)} found no difference there any more.",
        $"Drift gone: {stack}, {MailWords.Count(gone.Count, "resource")} as the template says again",
        [
            new MailSection("As the template says again")
            {
                Items = [.. gone.Select(one => new MailItem(MailWords.Clean(one.LogicalId), "in sync", MailTone.Good, $"Had drifted since {MailWords.Instant(one.FirstSeen, zone)}"))],
            },
        ], recipient, templates);

    private static MailSection OnlyCloudFormation { get; } = new("Only CloudFormation changes this stack")
    {
        Paragraphs =
        [
            "What is changed by hand is lost or in the way at the next update. Take the change back, or let the template say it.",
            "Where it has to stay, add a DriftIgnore rule to the stack's settings, with a reason and a last day.",
        ],
    };

    private static string Headline(DriftReport report) => report.Resources.Count == 0
        ? $"{report.Stack}: drift detection could not look at every resource"
        : report.Resources.Any(resource => resource.IsDrifted)
            ? $"{report.Stack}: {MailWords.Count(report.Resources.Count(resource => resource.IsDrifted), "resource")} changed outside CloudFormation"
            : $"{report.Stack}: {MailWords.Count(report.Resources.Count, "resource")} could not be looked at";

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
