namespace UpgradeWorker.Core.Mails;

/// <summary>The mail that the worker sends to itself, to see that replies would reach it.</summary>
public static class CanaryMail
{
    /// <summary>Header field by which the worker knows its own mail.</summary>
    public const string Field = "X-UpgradeWorker";

    private const string Mark = "nonce=";

    /// <summary>The mail.</summary>
    /// <param name="to">The worker's own address.</param>
    /// <param name="nonce">Letters and digits, new each time.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft Compose(string to, string nonce, MailTemplates templates) => MailDrafts.Of(
        new MailPage
        {
            Kind = MailKind.Canary,
            Tone = MailTone.Info,
            Label = "Self-test",
            Headline = "The worker mails itself",
            Lead = "It is sent now and then to see that answers to requests would reach the worker's mailbox. There is nothing to do.",
            Sections = [],
            Footer = $"Test {nonce}.",
        },
        to, "Self-test of the mailbox", templates) with
    {
        Nonce = nonce,
    };

    /// <summary>The nonce in the worker's own header field; null when there is none.</summary>
    public static string? NonceOf(string field) => field.Split(';').Select(part => part.Trim())
        .FirstOrDefault(part => part.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..];
}
