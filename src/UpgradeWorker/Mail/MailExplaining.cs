using MimeKit;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Judges single mails against one request that is given by hand.</summary>
/// <param name="dkim">Checks signatures.</param>
/// <param name="senderVerified">The sender is taken for proven.</param>
/// <param name="token">Code of the request; null: codes are not judged.</param>
/// <param name="approver">Approver of the request; null: any sender may be.</param>
/// <param name="now">Instant to judge at, UTC.</param>
internal sealed class MailExplaining(DkimCheck dkim, bool senderVerified, string? token, string? approver, DateTimeOffset now)
{
    /// <summary>The judgement on the mail in a file. Throws only if the file cannot be read.</summary>
    public async Task<ReplyJudgement> ExplainAsync(string file, CancellationToken cancellationToken)
    {
        var received = await ReadAsync(file, cancellationToken);
        var (message, unparsable) = MimeReading.Parse(received.Raw);
        var sender = senderVerified ? new SenderAuthentication.Passed("given", "The sender is taken for proven (--sender-verified).")
            : message is null ? new SenderAuthentication.Failed("The mail cannot be read.")
            : await CheckAsync(message, cancellationToken);
        var mail = MimeReading.Read(received, message, unparsable, sender);
        message?.Dispose();
        return ReplyJudge.Judge(mail, Context(mail), now);
    }

    /// <summary>As configured by default: signatures of the sender's own domain.</summary>
    private Task<SenderAuthentication> CheckAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var domain = message.From.Mailboxes.FirstOrDefault()?.Domain ?? "";
        return new SenderCheck([new SenderRule(domain, true, [])], dkim, false).CheckAsync(message, now, cancellationToken);
    }

    private ReplyContext Context(InboundMail mail) => new()
    {
        // Who the worker is stands in no setting here: it is whom the mail was written to.
        WorkerNames = ["UpgradeWorker", .. mail.Recipients, .. mail.Recipients.Select(WithoutPlus)],
        Issued = token is null && approver is null ? [] : [new IssuedToken(ApprovalToken.Hash(token ?? ""), TokenSearch.RequestTag(mail.Header("Subject") ?? "") ?? "", approver, DateTimeOffset.MaxValue)],
        LiteralToken = token,
        DemandsToken = token is not null,
    };

    private async Task<ReceivedMail> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Min(stream.Length, stream.Length > MimeReading.MostBytes ? MimeReading.HeadBytes : MimeReading.MostBytes)];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return new ReceivedMail(Path.GetFileName(file), bytes, stream.Length, now);
    }

    private static string WithoutPlus(string address)
    {
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var at = address.LastIndexOf('@');
        return plus > 0 && plus < at ? address[..plus] + address[at..] : address;
    }
}
