using MimeKit;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Reads delivery reports (RFC 3464), read receipts (RFC 8098) and complaints (RFC 5965).</summary>
internal static class MimeReports
{
    /// <summary>The report that the mail is, or null.</summary>
    public static MailReport? Of(MimeMessage message)
    {
        if (message.Body is not Multipart report || !report.ContentType.IsMimeType("multipart", "report"))
        {
            return null;
        }

        var type = report.ContentType.Parameters["report-type"]?.ToLowerInvariant();
        var status = report.OfType<MessageDeliveryStatus>().FirstOrDefault();
        var original = OriginalMessageId(report);
        return type switch
        {
            "disposition-notification" => new MailReport(MailReportKind.Disposition, [], original),
            "feedback-report" => new MailReport(MailReportKind.Complaint, [], original),
            _ => Delivery(status, original),
        };
    }

    private static MailReport Delivery(MessageDeliveryStatus? status, string? original)
    {
        var recipients = new List<string>();
        var kind = MailReportKind.DeliveryOther;
        foreach (var group in Groups(status))
        {
            if ((group["Original-Recipient"] ?? group["Final-Recipient"]) is { } named)
            {
                recipients.Add(named.Split(';')[^1].Trim());
            }

            kind = group["Action"]?.Trim().ToLowerInvariant() switch
            {
                "failed" => MailReportKind.DeliveryFailed,
                "delayed" when kind != MailReportKind.DeliveryFailed => MailReportKind.DeliveryDelayed,
                _ => kind,
            };
        }

        return new MailReport(kind, recipients, original);
    }

    private static List<HeaderList> Groups(MessageDeliveryStatus? status)
    {
        try
        {
            return status?.StatusGroups.Take(50).ToList() ?? [];
        }
        catch (Exception error) when (error is FormatException or IOException)
        {
            return [];
        }
    }

    private static string? OriginalMessageId(Multipart report)
    {
        foreach (var part in report)
        {
            switch (part)
            {
                case MessagePart { Message: { } inner } when inner.Headers[HeaderId.MessageId] is { } id:
                    return id.Trim('<', '>', ' ');
                case MessageDispositionNotification { Fields: { } fields } when fields["Original-Message-ID"] is { } id:
                    return id.Trim('<', '>', ' ');
                case TextRfc822Headers { Message: { } inner } when inner.Headers[HeaderId.MessageId] is { } id:
                    return id.Trim('<', '>', ' ');
            }
        }

        return null;
    }
}
