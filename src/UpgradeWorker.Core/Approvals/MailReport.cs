namespace UpgradeWorker.Core.Approvals;

/// <summary>What a machine-made report is about.</summary>
public enum MailReportKind
{
    /// <summary>Delivery failed for good (RFC 3464 action <c>failed</c>).</summary>
    DeliveryFailed,

    /// <summary>Delivery is late but still tried (RFC 3464 action <c>delayed</c>).</summary>
    DeliveryDelayed,

    /// <summary>Any other delivery status: delivered, relayed, expanded.</summary>
    DeliveryOther,

    /// <summary>A read receipt (RFC 8098).</summary>
    Disposition,

    /// <summary>A recipient marked our mail as spam (RFC 5965).</summary>
    Complaint,
}

/// <summary>A multipart/report read by the shell.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Recipients">Addresses it is about; may be empty.</param>
/// <param name="OriginalMessageId">Message-ID of the mail it is about, without angle brackets; null when not told.</param>
public sealed record MailReport(MailReportKind Kind, IReadOnlyList<string> Recipients, string? OriginalMessageId);
