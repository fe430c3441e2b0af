using MimeKit;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Reads raw bytes as MIME within hard limits and hands Core what a judgement may look at.</summary>
public static class MimeReading
{
    /// <summary>Largest mail that is read; of a larger one only the head is.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>What of a mail that is too big is read.</summary>
    public const int HeadBytes = 64 * 1024;

    private const int MostHeaderBytes = 256 * 1024;
    private const int MostBoundaries = 1000;

    private static readonly ParserOptions Options = MakeOptions();

    /// <summary>The parsed mail, or why it is none. The bytes are kept as they are, so that signatures over them stay checkable.</summary>
    public static (MimeMessage? Message, string? Unparsable) Parse(ReadOnlyMemory<byte> raw)
    {
        if (HeaderLength(raw.Span) > MostHeaderBytes)
        {
            return (null, $"The header block is larger than {MostHeaderBytes / 1024} KiB.");
        }

        if (BoundaryLines(raw.Span) > MostBoundaries)
        {
            return (null, $"The mail has more than {MostBoundaries} part boundaries.");
        }

        try
        {
            using var stream = new MemoryStream(raw.ToArray(), false);
            var message = new MimeParser(Options, stream, MimeFormat.Entity).ParseMessage(CancellationToken.None);
            return message.Headers.Count == 0 ? (null, "The text has no header fields, so it is no mail.") : (message, null);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or ArgumentException or OverflowException or IOException)
        {
            return (null, $"The text cannot be read as a mail: {error.Message}");
        }
    }

    /// <summary>The mail in Core's form.</summary>
    /// <param name="received">The bytes and where they come from.</param>
    /// <param name="message">What <see cref="Parse"/> made of them; null when that failed.</param>
    /// <param name="unparsable">Why it failed; null when it did not.</param>
    /// <param name="sender">What the check of the sender found.</param>
    public static InboundMail Read(ReceivedMail received, MimeMessage? message, string? unparsable, SenderAuthentication sender)
    {
        var bodies = message is null || received.Size > MostBytes ? MimeBodies.None : MimeBodies.Of(message);
        return new InboundMail
        {
            Headers = message is null ? [] : [.. message.Headers.Select(header => new MailHeader(header.Field, Unfolded(header)))],
            From = message is null ? [] : [.. message.From.Mailboxes.Select(mailbox => mailbox.Address)],
            FromFields = message?.Headers.Count(header => header.Id == HeaderId.From) ?? 0,
            Recipients = message is null ? [] : Recipients(message),
            To = message is null ? [] : [.. message.To.Mailboxes.Select(mailbox => mailbox.Address).Take(200)],
            Plain = bodies.Plain,
            Html = bodies.Html,
            FurtherText = bodies.Further,
            Bodies = bodies.Decoded,
            Report = message is null ? null : MimeReports.Of(message),
            Sender = sender,
            Damaged = bodies.Damaged,
            Encrypted = bodies.Encrypted,
            Unparsable = unparsable ?? bodies.Wrong,
            TooBig = received.Size > MostBytes,
            Size = received.Size,
            RawSha256 = received.Sha256,
            ReceivedAt = received.ReceivedAt,
        };
    }

    private static ParserOptions MakeOptions()
    {
        // Without it the Asian and old Windows character sets are unknown and come out as mojibake.
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = 16;
        options.MaxAddressGroupDepth = 2;
        return options;
    }

    private static List<string> Recipients(MimeMessage message)
    {
        var found = new List<string>();
        foreach (var header in message.Headers.Where(header => header.Id is HeaderId.To or HeaderId.Cc
            || header.Field.ToUpperInvariant() is "DELIVERED-TO" or "X-ORIGINAL-TO" or "ENVELOPE-TO").Take(50))
        {
            if (InternetAddressList.TryParse(Options, header.RawValue, out var addresses))
            {
                found.AddRange(addresses.Mailboxes.Select(mailbox => mailbox.Address).Take(200));
            }
        }

        return found;
    }

    private static string Unfolded(Header header)
    {
        try
        {
            return header.Value.Length > 4096 ? header.Value[..4096] : header.Value;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return "";
        }
    }

    /// <summary>Lines that may be part boundaries: two hyphens and then neither a space nor a third one. Counted before parsing, which takes long
    /// over thousands of parts.</summary>
    private static int BoundaryLines(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        for (var at = raw.IndexOf("\n--"u8); at >= 0 && at + 3 < raw.Length; at = raw.IndexOf("\n--"u8))
        {
            raw = raw[(at + 3)..];
            count += raw[0] is (byte)' ' or (byte)'-' or (byte)'\r' or (byte)'\n' ? 0 : 1;
        }

        return count;
    }

    private static int HeaderLength(ReadOnlySpan<byte> raw)
    {
        for (var i = 0; i + 1 < raw.Length; i++)
        {
            if (raw[i] == '\n' && (raw[i + 1] == '\n' || (raw[i + 1] == '\r' && i + 2 < raw.Length && raw[i + 2] == '\n')))
            {
                return i;
            }
        }

        return raw.Length;
    }
}
