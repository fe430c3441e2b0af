using System.Globalization;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Learns from automatic mail whom a request does not reach. Such mail can be forged, but all it brings about is that the next
/// approver is asked too.</summary>
public sealed class AwayNotes(Mailbox mailbox, StacksSettings stacks, Reminders reminders)
{
    /// <summary>Notes what an automatic mail or a bounce tells; other mails tell nothing here.</summary>
    public async Task NoteAsync(Session session, InboundMail mail, ReplyJudgement judgement, DateTimeOffset now)
    {
        if (judgement.Outcome is ReplyOutcome.Loop)
        {
            await NoteCanaryAsync(session, mail, now);
            return;
        }

        if (judgement.Outcome is not (ReplyOutcome.Automatic or ReplyOutcome.Bounce)
            || mail.Report is { Kind: not MailReportKind.DeliveryFailed })
        {
            return;
        }

        var about = judgement.Token is { Approver: { } approver } token ? (token.RequestId, approver) : await FailedMailAsync(session, mail);
        if (about is ({ } requestId, { } who) && await ApprovalStore.RequestAsync(session, requestId) is { } request && stacks.Find(request.Stack) is { } stack)
        {
            await reminders.NoteAwayAsync(session, stack, request, who, judgement.Reason, now);
        }
    }

    private static async Task NoteCanaryAsync(Session session, InboundMail mail, DateTimeOffset now)
    {
        if (mail.Header(CanaryMail.Field) is { } mark && CanaryMail.NonceOf(mark) is { } nonce)
        {
            await MailboxStore.ArriveAsync(session, nonce, now);
        }
    }

    /// <summary>The request and approver of the mail that came back: by its envelope address, else by its Message-ID.</summary>
    private async Task<(string? RequestId, string? Approver)> FailedMailAsync(Session session, InboundMail mail)
    {
        OutboxMail? sent = null;
        foreach (var recipient in mail.Recipients)
        {
            if (sent is null && OutboxNumber(recipient) is { } number)
            {
                sent = await OutboxStore.FindAsync(session, number);
            }
        }

        IReadOnlyList<string> ids = mail.Report?.OriginalMessageId is { } id ? [id, .. RequestMails.References(mail)] : RequestMails.References(mail);
        sent ??= await OutboxStore.ByMessageIdsAsync(session, ids);
        var parts = sent?.DedupeKey.Split(':') ?? [];
        return parts is [("request" or "reminder"), var request, ..] ? (request, sent!.Recipient) : (null, null);
    }

    private long? OutboxNumber(string recipient)
    {
        const string mark = "+b-";
        var at = recipient.LastIndexOf('@');
        var plus = recipient.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return mailbox.Identity is { } identity && plus > 0 && plus < at
            && string.Equals(recipient[..plus] + recipient[at..], identity.Address, StringComparison.OrdinalIgnoreCase)
            && long.TryParse(recipient[(plus + mark.Length)..at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
