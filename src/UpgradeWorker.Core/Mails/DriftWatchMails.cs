using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Mails;

/// <summary>Mails about the detection of drift itself.</summary>
public static class DriftWatchMails
{
    /// <summary>Drift cannot be detected, for example because a permission is missing.</summary>
    public static MailDraft Failing(StackKey stack, string why, DateTimeOffset since, string recipient, TimeZoneInfo zone, MailTemplates templates) => WatchMails.Of(
        MailKind.SourceFailing, MailTone.Warn, "Drift cannot be detected", MailWords.Clean(stack.Value),
        $"Since {MailWords.Instant(since, zone)} changes by hand go unnoticed; upgrades rest on what was found before.",
        $"Drift not detected: {stack}", [new MailSection("What went wrong") { Paragraphs = [MailWords.Clean(why)] }], recipient, templates);

    /// <summary>It can be detected again.</summary>
    public static MailDraft Recovered(
        StackKey stack, DateTimeOffset since, DateTimeOffset now, string recipient, TimeZoneInfo zone, MailTemplates templates) => WatchMails.Of(
        MailKind.SourceRecovered, MailTone.Good, "Drift can be detected again", MailWords.Clean(stack.Value),
        $"Detection had failed for {MailWords.Length(now - since)}, since {MailWords.Instant(since, zone)}.", $"Drift detected again: {stack}", [], recipient, templates);
}
