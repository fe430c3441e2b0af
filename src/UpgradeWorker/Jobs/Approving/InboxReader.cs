using Microsoft.Extensions.Logging;
using MimeKit;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>
/// Reads the mailbox: judges each mail once, records what it decides together with the mail in one transaction, then puts it away.
/// A kill in between leaves at most the putting away to be done again.
/// </summary>
public sealed class InboxReader(
    Mailbox mailbox, StacksSettings stacks, ApprovalSettings approvals, Database database, VerdictRecorder recorder, Post post, TimeProvider time,
    ILogger<InboxReader> logger)
{
    private const int MostFailures = 3;

    /// <summary>How long a sender that cannot be looked up is tried again.</summary>
    private static readonly TimeSpan VerificationPatience = TimeSpan.FromHours(4);

    private bool isFailing;

    /// <summary>Reads what waits.</summary>
    /// <returns>Whether any mail was dealt with.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (mailbox is not { Incoming: { } incoming, Identity: { } identity, Sender: { } sender })
        {
            return false;
        }

        var fetched = await incoming.FetchAsync(cancellationToken);
        if (fetched is not FetchResult.Fetched { Mails: var mails })
        {
            var why = fetched switch
            {
                FetchResult.Unreachable unreachable => unreachable.Why,
                FetchResult.LoginRefused refused => refused.Why,
                _ => throw new InvalidOperationException("Unknown result."),
            };
            if (!isFailing)
            {
                Log.MailboxFailed(logger, why.ToString());
            }

            isFailing = true;
            return false;
        }

        isFailing = false;
        foreach (var mail in mails)
        {
            var shelf = await DealWithAsync(mail, identity, sender, cancellationToken);
            if (shelf is { } chosen && await incoming.FileAsync(mail.Key, chosen, cancellationToken) is { } unfiled)
            {
                Log.MailboxFailed(logger, unfiled.ToString());
            }
        }

        return mails.Count > 0;
    }

    /// <returns>Where the mail goes; null when it stays for another try.</returns>
    private async Task<MailShelf?> DealWithAsync(
        ReceivedMail received, MailIdentity identity, SenderCheck sender, CancellationToken cancellationToken)
    {
        var known = await database.ReadAsync(session => ApprovalStore.InboundAsync(session, received.Sha256), cancellationToken);
        if (known is { Outcome: not "failed" })
        {
            return Shelf(known.Outcome);
        }

        try
        {
            return await JudgeAsync(received, identity, sender, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var failures = (known?.Failures ?? 0) + 1;
            var isLast = failures >= MostFailures;
            await database.WriteAsync(
                session => ApprovalStore.SaveInboundAsync(session, Row(received, null, isLast ? "quarantined" : "failed", null, exception.GetType().Name, failures)),
                cancellationToken);
            Log.StageFailed(logger, "Reading a mail", received.Key, exception);
            if (isLast)
            {
                Log.MailQuarantined(logger, received.Key);
            }

            return isLast ? MailShelf.Quarantine : null;
        }
    }

    private async Task<MailShelf?> JudgeAsync(
        ReceivedMail received, MailIdentity identity, SenderCheck senderCheck, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (message, unparsable) = MimeReading.Parse(received.Raw);
        SenderAuthentication sender = message is null
            ? new SenderAuthentication.Failed("The mail cannot be read.")
            : await senderCheck.CheckAsync(message, now, cancellationToken);
        var mail = MimeReading.Read(received, message, unparsable, sender);
        var judgement = await database.ReadAsync(
            async session => ReplyJudge.Judge(mail, await ContextAsync(session, mail, identity), now), cancellationToken);
        if (judgement.Outcome == ReplyOutcome.CouldNotVerify && now - mail.ReceivedAt < VerificationPatience)
        {
            return null;
        }

        var from = mail.From is [var only] ? only : "(none)";
        Log.MailJudged(logger, from, judgement.Outcome.Word(), judgement.Reason);
        await database.WriteAsync(session => RecordAsync(session, received, mail, judgement, now), cancellationToken);
        return Shelf(judgement.Outcome.Word());
    }

    private async Task RecordAsync(Session session, ReceivedMail received, InboundMail mail, ReplyJudgement judgement, DateTimeOffset now)
    {
        await ApprovalStore.SaveInboundAsync(
            session, Row(received, mail, judgement.Outcome.Word(), judgement.Token?.RequestId, judgement.Reason, 0));
        var request = judgement.Token is { } token ? await ApprovalStore.RequestAsync(session, token.RequestId) : null;
        Finding? refused = null;
        if (request is not null && Verdict.From(judgement, request, mail, secondFactor: false) is { } verdict)
        {
            refused = await recorder.RecordAsync(session, received.Sha256, verdict, judgement.Token!.TokenHash, now);
        }

        var stack = request is null ? null : stacks.Find(request.Stack);
        await post.AnswerAsync(session, stack, mail, judgement, request, refused, now);
    }

    private async Task<ReplyContext> ContextAsync(Session session, InboundMail mail, MailIdentity identity)
    {
        var hashes = TokenSearch.Collect(mail).Select(ApprovalToken.Hash).ToList();
        var issued = hashes.Count == 0 ? [] : await ApprovalStore.IssuedAsync(session, hashes);
        var request = issued is [var token, ..] ? await ApprovalStore.RequestAsync(session, token.RequestId) : null;
        return new ReplyContext
        {
            Issued = issued,
            WorkerNames = [identity.Name, identity.Address],
            WorkerAddresses = [identity.Address],
            SentLines = request is null || issued[0].Approver is not { } approver ? [] : await SentLinesAsync(session, request, approver),
            ApprovableFrom = request is null ? null : request.IssuedAt + approvals.MinimumReplyAge,
        };
    }

    private static async Task<IReadOnlyList<string>> SentLinesAsync(Session session, ApprovalRequest request, string approver)
    {
        if (await OutboxStore.ByKeyAsync(session, Post.RequestKey(request, approver)) is not { } sent)
        {
            return [];
        }

        using var stream = new MemoryStream(sent.Raw);
        using var message = await MimeMessage.LoadAsync(stream);
        return (message.TextBody ?? "").ReplaceLineEndings("\n").Split('\n');
    }

    private static StoredInbound Row(
        ReceivedMail received, InboundMail? mail, string outcome, string? request, string reason, long failures) => new()
        {
            RawSha256 = received.Sha256,
            ReceivedAt = received.ReceivedAt,
            Sender = mail?.From is [var from] ? from : "(none)",
            MessageId = mail?.Header("Message-ID"),
            Outcome = outcome,
            RequestId = request,
            Failures = failures,
            Reason = reason,
        };

    private static MailShelf Shelf(string outcome) => outcome switch
    {
        "automatic" or "bounce" or "loop" or "unverified" or "not-approver" or "unknown-token" or "could-not-verify" => MailShelf.Ignored,
        "unparsable" or "too-big" or "quarantined" => MailShelf.Quarantine,
        _ => MailShelf.Processed,
    };
}
