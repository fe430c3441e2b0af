using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Judges one mail, and records what it comes to: verdict, outcome and answer in one transaction.</summary>
public sealed class MailJudge(
    Mailbox mailbox, ReplyContexts contexts, Database database, VerdictRecorder recorder, SecondFactors factors, TotpSecrets totp,
    ReplyAnswers answers, AwayNotes away, TimeProvider time, ILogger<MailJudge> logger)
{
    /// <summary>How long a sender that cannot be looked up is tried again.</summary>
    private static readonly TimeSpan VerificationPatience = TimeSpan.FromHours(4);

    /// <summary>The outcome of a mail that is judged again, because its sender cannot be looked up now.</summary>
    internal const string Waiting = "waiting";

    /// <summary>Judges a mail that was not judged before.</summary>
    /// <param name="received">The mail.</param>
    /// <param name="known">What was kept of it at an earlier try; null at the first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Where it goes; null when it stays for another try.</returns>
    public async Task<MailShelf?> JudgeAsync(ReceivedMail received, StoredInbound? known, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (message, unparsable) = received.Unreadable is { } unreadable ? (null, unreadable) : MimeReading.Parse(received.Raw);
        SenderAuthentication sender = message is null || mailbox.Sender is not { } check
            ? new SenderAuthentication.Failed("The mail cannot be read.")
            : await check.CheckAsync(message, now, cancellationToken);
        var mail = MimeReading.Read(received, message, unparsable, sender) with { SeenAt = known?.JudgedAt ?? now };
        var judgement = await database.ReadAsync(async session => ReplyJudge.Judge(mail, await contexts.OfAsync(session, mail), now), cancellationToken);
        if (judgement.Outcome == ReplyOutcome.CouldNotVerify && now - mail.SeenAt < VerificationPatience)
        {
            if (known is null)
            {
                await database.WriteAsync(session => InboundStore.SaveAsync(session, Row(mail, judgement, now) with { Outcome = Waiting }), cancellationToken);
            }

            return null;
        }

        // Looked up before the transaction: it may be a call to another machine.
        var factor = judgement is { Outcome: ReplyOutcome.Approve, Token.Approver: { } approver } ? await totp.LoadAsync(approver, cancellationToken) : SecondFactor.None;
        var outcome = await database.WriteAsync(session => RecordAsync(session, received, mail, judgement, factor, now), cancellationToken);
        return Shelf(outcome);
    }

    /// <summary>Where a mail of an outcome belongs.</summary>
    public static MailShelf Shelf(string outcome) => outcome switch
    {
        "automatic" or "bounce" or "loop" or "unverified" or "not-approver" or "unknown-token" or "could-not-verify" or "duplicate" => MailShelf.Ignored,
        "unparsable" or "too-big" or "quarantined" => MailShelf.Quarantine,
        _ => MailShelf.Processed,
    };

    private async Task<string> RecordAsync(
        Session session, ReceivedMail received, InboundMail mail, ReplyJudgement judgement, SecondFactor factor, DateTimeOffset now)
    {
        var content = ContentHash(mail);
        var row = Row(mail, judgement, now) with { ContentSha256 = content };
        var from = row.Sender;
        if (content is not null && await InboundStore.IsKnownAsync(session, content))
        {
            Log.MailRepeated(logger, from);
            await InboundStore.SaveAsync(session, row with { Outcome = "duplicate", Reason = "The same mail was judged before." });
            return "duplicate";
        }

        Log.MailJudged(logger, from, row.Outcome, judgement.Reason);
        if (judgement.Outcome is ReplyOutcome.Unparsable or ReplyOutcome.TooBig)
        {
            Log.MailUnreadable(logger, from, judgement.Reason);
        }

        await away.NoteAsync(session, mail, judgement, now);
        var refused = await DecideAsync(session, received, mail, judgement, factor, now);
        // Before the answer is chosen, so that this mail counts among those of its sender.
        await InboundStore.SaveAsync(session, row);
        var answer = await answers.WriteAsync(session, mail, judgement, refused, now);
        if (answer.Word is { } word)
        {
            await InboundStore.SaveAsync(session, row with { Answer = word });
        }

        if (answer is Answer.Silence)
        {
            Log.AnswersStopped(logger, from);
        }

        return row.Outcome;
    }

    private StoredInbound Row(InboundMail mail, ReplyJudgement judgement, DateTimeOffset now) => new()
    {
        RawSha256 = mail.RawSha256,
        ReceivedAt = mail.ReceivedAt,
        JudgedAt = now,
        Sender = mail.From is [var only] ? SenderOf(only) : "(none)",
        MessageId = mail.Header("Message-ID"),
        Outcome = judgement.Outcome.Word(),
        RequestId = judgement.Token?.RequestId,
        Approver = judgement.Token?.Approver ?? contexts.ProvenApprover(mail),
        Reason = judgement.Reason,
    };

    private async Task<Finding?> DecideAsync(
        Session session, ReceivedMail received, InboundMail mail, ReplyJudgement judgement, SecondFactor factor, DateTimeOffset now)
    {
        if (judgement.Token is not { Approver: { } approver } token || await ApprovalStore.RequestAsync(session, token.RequestId) is not { } request
            || Verdict.From(judgement, request, mail, secondFactor: false) is not { } verdict)
        {
            return null;
        }

        var digits = (judgement.Command as ReplyCommand.Approve)?.Totp;
        var (given, wrong) = await factors.UseAsync(session, received.Sha256, approver, factor, digits, mail.ReceivedAt, now);
        return wrong ?? await recorder.RecordAsync(session, received.Sha256, verdict with { SecondFactor = given }, token.TokenHash, now, factor.IsEnrolled);
    }

    private static string SenderOf(string address) => address.Length <= 320 ? address.ToLowerInvariant() : address[..320].ToLowerInvariant();

    /// <summary>Hash of what the mail says by itself: sender, Message-ID, date, and text. Null where it has no Message-ID to be known by.</summary>
    private static string? ContentHash(InboundMail mail)
    {
        if (mail.Header("Message-ID") is not { Length: > 0 } id)
        {
            return null;
        }

        var parts = new List<string> { string.Join(',', mail.From), id, mail.Header("Date") ?? "" };
        parts.AddRange(mail.Bodies);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts.Select(part => part.ReplaceLineEndings("\n").TrimEnd())))));
    }
}
