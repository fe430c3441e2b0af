namespace UpgradeWorker.Core.Approvals;

/// <summary>Recognises delivery reports, read receipts and complaints, with and without the standard report form.</summary>
public static class BounceMail
{
    private static readonly string[] Subjects =
    [
        "undelivered mail", "undeliverable", "mail delivery failed", "mail delivery failure", "mail delivery subsystem", "delivery status notification",
        "delivery failure", "delivery has failed", "failure notice", "returned mail", "returned to sender", "mail system error", "unzustellbar",
        "message not delivered", "non remis", "no entregado", "no se puede entregar", "onbestelbaar", "mancato recapito", "недоставленное",
        "warning: message", "delivery delayed", "delayed mail",
    ];

    private static readonly string[] Openings =
    [
        "this is the mail system at host", "hi. this is the qmail-send program", "this message was created automatically by mail delivery software",
        "a message that you sent could not be delivered", "i'm afraid i wasn't able to deliver your message", "delivery has failed to these recipients",
        "your message could not be delivered", "the following message to", "your message wasn't delivered",
    ];

    /// <summary>What the report tells, or null when the mail is no report. Reason is <c>Bounce</c>.</summary>
    public static Finding? Detect(InboundMail mail)
    {
        if (mail.Report is { } report)
        {
            return new Finding("Bounce", $"A report ({Name(report.Kind)}) about {About(report)}.");
        }

        if (mail.Has("X-Failed-Recipients"))
        {
            return new Finding("Bounce", $"Delivery failed for {mail.Header("X-Failed-Recipients")}.");
        }

        var subject = AutomaticMail.BareSubject(mail.Header("Subject") ?? "");
        var machine = IsEmptyEnvelope(mail) || mail.From.Any(IsMailSystem);
        var says = Subjects.Any(phrase => subject.StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
            || (mail.Plain ?? []).Take(20).Any(line => Openings.Any(opening => MailText.Fold(line.TrimStart()).StartsWith(opening, StringComparison.Ordinal)));
        return machine && says ? new Finding("Bounce", $"A mail system reports \"{subject}\".") : null;
    }

    private static bool IsEmptyEnvelope(InboundMail mail) => mail.Header("Return-Path")?.Replace(" ", "", StringComparison.Ordinal) == "<>";

    private static bool IsMailSystem(string address) => MailText.Fold(address.Split('@')[0]) is "mailer-daemon" or "postmaster";

    private static string About(MailReport report) => report.Recipients.Count > 0 ? string.Join(", ", report.Recipients)
        : report.OriginalMessageId ?? "one of our mails";

    private static string Name(MailReportKind kind) => kind switch
    {
        MailReportKind.DeliveryFailed => "delivery failed",
        MailReportKind.DeliveryDelayed => "delivery delayed",
        MailReportKind.DeliveryOther => "delivery status",
        MailReportKind.Disposition => "read receipt",
        MailReportKind.Complaint => "spam complaint",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
