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
    /// <param name="settings">Who sends it.</param>
    /// <param name="messageId">Made once and stored, without angle brackets.</param>
    /// <param name="references">Message-IDs of the first mail about the same request and of the mail that is answered; may be empty.</param>
    /// <param name="at">Date of the mail.</param>
    public static byte[] Compose(MailDraft draft, MailSettings settings, string messageId, IReadOnlyList<string> references, DateTimeOffset at)
    {
        var domain = settings.From[(settings.From.LastIndexOf('@') + 1)..];
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress(settings.FromName, settings.From));
        message.To.Add(MailboxAddress.Parse(draft.To));
        if (draft.Token is { } token)
        {
            message.ReplyTo.Add(new MailboxAddress(settings.FromName, ReplyAddress(settings, token)));
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

        message.Body = Body(draft, messageId, domain);
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
    /// <param name="settings">Gives the domain.</param>
    public static string MessageId(MailKind kind, string about, int number, ReadOnlySpan<byte> random, MailSettings settings) =>
        $"uw.{kind}.{about}.{number}.{ApprovalToken.FromRandom(random)[3..]}@{settings.From[(settings.From.LastIndexOf('@') + 1)..]}".ToLowerInvariant();

    /// <summary>The address that carries the code; the plain one where the host delivers no plus addresses.</summary>
    private static string ReplyAddress(MailSettings settings, string token)
    {
        var at = settings.From.LastIndexOf('@');
        return settings.PlusAddresses ? $"{settings.From[..at]}+{ApprovalToken.Fold(token)[ApprovalToken.Prefix.Length..]}{settings.From[at..]}" : settings.From;
    }

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

        yield return ("X-UpgradeWorker", $"v1; {(draft.Request is { } request ? $"req={request}; " : "")}kind={KindWord(draft.Kind)}");
    }

    private static string KindWord(MailKind kind) => kind == MailKind.ApprovalRequest ? "request"
        : string.Concat(kind.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static Multipart Body(MailDraft draft, string messageId, string domain)
    {
        var text = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        text.SetText(Encoding.UTF8, draft.Text);
        var html = new TextPart("html") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        html.SetText(Encoding.UTF8, draft.Html);
        Multipart body = new MultipartAlternative(text, html);
        body.Boundary = Boundary(messageId, domain, 0);
        if (draft.Attachments.Count > 0)
        {
            body = new Multipart("mixed", body) { Boundary = Boundary(messageId, domain, 1) };
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
    private static string Boundary(string messageId, string domain, int number) =>
        $"=-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(messageId + domain)))[..32]}-{number}";

    /// <summary>Without control and direction characters, which names of stacks and reasons of people could bring in.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')));
}
