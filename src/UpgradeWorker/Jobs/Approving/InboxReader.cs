using Microsoft.Extensions.Logging;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>
/// Reads the mailbox: each mail is judged once, what it decides is recorded together with it in one transaction, then it is put away.
/// A kill in between leaves at most the putting away to be done again. One worker at a time reads.
/// </summary>
public sealed class InboxReader(
    Mailbox mailbox, Database database, MailJudge judge, MailboxHealth health, TimeProvider time, ILogger<InboxReader> logger)
{
    private const int MostFailures = 3;

    /// <summary>After a refused login; more tries would only lock the account.</summary>
    private static readonly TimeSpan AfterRefusedLogin = TimeSpan.FromMinutes(5);

    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Reads what waits.</summary>
    /// <returns>Whether any mail was dealt with.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (mailbox is not { Incoming: { } incoming } || !await health.LeaseAsync(cancellationToken))
        {
            return false;
        }

        if (time.GetUtcNow() < notBefore)
        {
            await health.NoteFailureAsync(null, cancellationToken);
            return false;
        }

        switch (await incoming.FetchAsync(cancellationToken))
        {
            case FetchResult.Fetched { Mails: var mails }:
                var did = false;
                foreach (var mail in mails)
                {
                    did |= await DealWithAsync(incoming, mail, cancellationToken);
                }

                await health.NotePassAsync(cancellationToken);
                return did;
            case FetchResult.Unreachable { Why: var why }:
                await health.NoteFailureAsync(why, cancellationToken);
                return false;
            case FetchResult.LoginRefused { Why: var why }:
                notBefore = time.GetUtcNow() + AfterRefusedLogin;
                await health.NoteFailureAsync(why, cancellationToken);
                return false;
            default:
                throw new InvalidOperationException("Unknown result.");
        }
    }

    /// <returns>Whether the mail was dealt with; one that waits for another try was not.</returns>
    private async Task<bool> DealWithAsync(IIncomingMail incoming, ReceivedMail received, CancellationToken cancellationToken)
    {
        var known = await database.ReadAsync(session => InboundStore.FindAsync(session, received.Sha256), cancellationToken);
        var shelf = known is { Outcome: not ("failed" or MailJudge.Waiting) } ? MailJudge.Shelf(known.Outcome)
            : await JudgeAsync(received with { ReceivedAt = known?.ReceivedAt ?? AtTheLatestNow(received.ReceivedAt) }, known, cancellationToken);
        if (shelf is not { } chosen)
        {
            return false;
        }

        if (await incoming.FileAsync(received.Key, chosen, cancellationToken) is { } unfiled)
        {
            Log.MailboxFailed(logger, unfiled.ToString());
            return false;
        }

        return true;
    }

    // The mailbox's clock may be ahead; what the worker sees has come.
    private DateTimeOffset AtTheLatestNow(DateTimeOffset receivedAt) => time.GetUtcNow() is var now && receivedAt > now ? now : receivedAt;

    /// <returns>Where the mail goes; null when it stays for another try.</returns>
    private async Task<MailShelf?> JudgeAsync(ReceivedMail received, StoredInbound? known, CancellationToken cancellationToken)
    {
        try
        {
            return await judge.JudgeAsync(received, known, cancellationToken);
        }
        catch (Exception exception) when (exception is not DatabaseUnavailableException
            && (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            var failures = (known?.Failures ?? 0) + 1;
            var isLast = failures >= MostFailures;
            Log.StageFailed(logger, "Reading a mail", received.Key, exception);
            await database.WriteAsync(
                session => InboundStore.SaveAsync(session, new StoredInbound
                {
                    RawSha256 = received.Sha256,
                    ReceivedAt = received.ReceivedAt,
                    JudgedAt = time.GetUtcNow(),
                    Sender = "(unknown)",
                    Outcome = isLast ? "quarantined" : "failed",
                    Failures = failures,
                    Reason = $"Reading it ended with {exception.GetType().Name}.",
                }),
                cancellationToken);
            if (isLast)
            {
                Log.MailQuarantined(logger, received.Key);
            }

            return isLast ? MailShelf.Quarantine : null;
        }
    }
}
