namespace UpgradeWorker.Core.Approvals;

/// <summary>One header field: its name as written and its value, unfolded and decoded.</summary>
public sealed record MailHeader(string Name, string Value);

/// <summary>A received mail after the shell has read its MIME form: everything that a judgement may look at, and nothing that acts.</summary>
public sealed record InboundMail
{
    /// <summary>All header fields, topmost first.</summary>
    public required IReadOnlyList<MailHeader> Headers { get; init; }

    /// <summary>Addresses (<c>local@domain</c>) of every mailbox in every From field; display names are never looked at.</summary>
    public required IReadOnlyList<string> From { get; init; }

    /// <summary>Number of From fields; an honest mail has one (RFC 5322 section 3.6).</summary>
    public required int FromFields { get; init; }

    /// <summary>Addresses that the mail was sent or delivered to: To, Cc, Delivered-To, X-Original-To, Envelope-To.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Addresses of the To field; only those that the sender's proof covers are worth anything.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Lines of the first inline text/plain part, format=flowed undone; null where there is no such part.</summary>
    public IReadOnlyList<string>? Plain { get; init; }

    /// <summary>Lines of the text/html part beside it; null where there is none.</summary>
    public IReadOnlyList<HtmlLine>? Html { get; init; }

    /// <summary>Lines of any further inline text part.</summary>
    public IReadOnlyList<string> FurtherText { get; init; } = [];

    /// <summary>The decoded bodies as they are, quotes and mark-up included: only searched for approval codes.</summary>
    public IReadOnlyList<string> Bodies { get; init; } = [];

    /// <summary>A delivery report, receipt or complaint that the mail carries; null for ordinary mail.</summary>
    public MailReport? Report { get; init; }

    /// <summary>What the check of the sender found.</summary>
    public required SenderAuthentication Sender { get; init; }

    /// <summary>The text could not be decoded cleanly: NUL characters, or more than one replacement character in twenty.</summary>
    public bool Damaged { get; init; }

    /// <summary>The body is encrypted, so nothing of it can be read.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Why the mail could not be read as MIME; null when it could.</summary>
    public string? Unparsable { get; init; }

    /// <summary>The mail is larger than the worker reads; only its head is here.</summary>
    public bool TooBig { get; init; }

    /// <summary>Bytes of the whole mail.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the raw bytes, lower-case hexadecimal: the same mail twice has the same value.</summary>
    public required string RawSha256 { get; init; }

    /// <summary>When the mailbox received it (IMAP INTERNALDATE or the file's time), never the Date field; never later than when it was first seen.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the worker first saw it, by its own clock; null = when it was received.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>
    /// When it came, as an answer to what was asked at an instant. A mailbox that took in the answer before the question has a clock that
    /// is behind: nothing can be told by it, and the instant counts at which the worker saw the mail.
    /// </summary>
    public DateTimeOffset CameAt(DateTimeOffset? askedAt) => ReceivedAt < askedAt && SeenAt is { } seen ? seen : ReceivedAt;

    /// <summary>The first value of a header field, or null; names compare without case.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => MailText.Same(header.Name, name))?.Value;

    /// <summary>Whether a header field of that name is there.</summary>
    public bool Has(string name) => Headers.Any(header => MailText.Same(header.Name, name));
}
