using System.Text;
using MimeKit;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;

namespace UpgradeWorker.Mail;

/// <summary>Makes the bytes of a mail from a draft. The same draft, Message-ID and instant give the same bytes, so a repeated try is the same mail.</summary>
public static class MimeComposing
{
    /// <summary>The whole mail.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="identity">Who sends it.</param>
    /// <param name="messageId">Made once and stored, without angle brackets.</param>
    /// <param name="references">Message-IDs of the first mail about the same request and of the mail that is answered; may be empty.</param>
    /// <param name="at">Date of the mail.</param>
    public static byte[] Compose(MailDraft draft, MailIdentity identity, string messageId, IReadOnlyList<string> references, DateTimeOffset at)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress(identity.Name, identity.Address));
        message.To.Add(MailboxAddress.Parse(draft.To));
        if (draft.Token is { } token)
        {
            message.ReplyTo.Add(new MailboxAddress(identity.Name, identity.Plus(ApprovalToken.Fold(token)[ApprovalToken.Prefix.Length..])));
        }

        message.Subject = Clean(draft.Subject);
        message.Date = at.ToUniversalTime();
        message.MessageId = messageId;
        foreach (var reference in references)
        {
            message.References.Add(reference);
        }

        if (references.Count > 0)
        {
            message.InReplyTo = references[^1];
        }

        foreach (var (name, value) in TechnicalFields(draft))
        {
            message.Headers.Add(name, value);
        }

        message.Body = Body(draft, messageId);
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.Prepare(EncodingConstraint.SevenBit, 78);
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    /// <summary>A Message-ID that is made once, stored, and used for every try.</summary>
    /// <param name="kind">What the mail is for.</param>
    /// <param name="about">The request or run it is about.</param>
    /// <param name="number">Counts the mails of that kind about it.</param>
    /// <param name="random">At least 17 bytes from a cryptographic source.</param>
    /// <param name="identity">Gives the domain.</param>
    public static string MessageId(MailKind kind, string about, int number, ReadOnlySpan<byte> random, MailIdentity identity) =>
        $"uw.{kind}.{about}.{number}.{ApprovalToken.FromRandom(random)[3..]}@{identity.Domain}".ToLowerInvariant();

    /// <summary>RFC 3834 section 5 marks, Exchange's own, and a mark to know our own mail by.</summary>
    private static IEnumerable<(string Name, string Value)> TechnicalFields(MailDraft draft)
    {
        var asks = draft.Kind is MailKind.ApprovalRequest or MailKind.Reminder;
        yield return ("Auto-Submitted", draft.Kind is MailKind.Answer or MailKind.Approved or MailKind.Declined ? "auto-replied" : "auto-generated");
        // An out-of-office answer to a request is worth having: it tells that the approver is away.
        yield return ("X-Auto-Response-Suppress", asks ? "DR, RN, NRN, AutoReply" : "All");
        if (draft.Kind == MailKind.Summary)
        {
            yield return ("Precedence", "bulk");
        }

        yield return (CanaryMail.Field, $"v1; {(draft.Request is { } request ? $"req={request}; " : "")}kind={KindWord(draft.Kind)}{(draft.Nonce is { } nonce ? $"; nonce={nonce}" : "")}");
    }

    private static string KindWord(MailKind kind) => kind == MailKind.ApprovalRequest ? "request"
        : string.Concat(kind.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static Multipart Body(MailDraft draft, string messageId)
    {
        var text = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        text.SetText(Encoding.UTF8, draft.Text);
        var html = new TextPart("html") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        html.SetText(Encoding.UTF8, draft.Html);
        Multipart body = new MultipartAlternative(text, html);
        body.Boundary = Boundary(messageId, 0);
        if (draft.Attachments.Count > 0)
        {
            body = new Multipart("mixed", body) { Boundary = Boundary(messageId, 1) };
            foreach (var file in draft.Attachments)
            {
                var part = new TextPart("plain")
                {
                    ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = Path.GetFileName(Clean(file.Name)) },
                    ContentTransferEncoding = ContentEncoding.Base64,
                };
                part.SetText(Encoding.UTF8, file.Text);
                body.Add(part);
            }
        }

        return body;
    }

    /// <summary>A boundary made from the Message-ID instead of by chance: the same mail twice has the same bytes.</summary>
    private static string Boundary(string messageId, int number) =>
        $"=-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32]}-{number}";

    /// <summary>Without control and direction characters, which names of stacks and reasons of people could bring in.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')));
}
