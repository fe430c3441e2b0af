using Microsoft.Extensions.Logging;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Sends what waits in the outbox, one mail after the other: the same bytes at every try.</summary>
public sealed class SendMailJob(Mailbox mailbox, Database database, TimeProvider time, ILogger<SendMailJob> logger) : IJob
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AfterRefusedLogin = TimeSpan.FromMinutes(5);

    /// <summary>How long the bytes of a mail are kept after its delivery: codes stand in them.</summary>
    private static readonly TimeSpan KeepBytes = TimeSpan.FromDays(7);

    private static readonly TimeSpan BlankEvery = TimeSpan.FromHours(1);

    private DateTimeOffset nextLogin = DateTimeOffset.MinValue;
    private DateTimeOffset nextBlanking = DateTimeOffset.MinValue;
    private bool hasTakenOver;

    /// <summary>So that a long queue does not keep the job from stopping.</summary>
    private const int MostInOneTick = 100;

    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (mailbox.Outgoing is not { } outgoing)
        {
            return false;
        }

        if (!hasTakenOver && database.HasOneWorker)
        {
            // Whoever was sending these was killed: this process has the data directory to itself.
            await database.WriteAsync(OutboxStore.ReleaseAllAsync, cancellationToken);
            hasTakenOver = true;
        }

        var now = time.GetUtcNow();
        if (now >= nextBlanking)
        {
            nextBlanking = now + BlankEvery;
            await database.WriteAsync(session => OutboxStore.BlankAsync(session, now - KeepBytes), cancellationToken);
        }

        // After a refused login nothing is tried for a while, whatever waits: more tries would only lock the account.
        if (now < nextLogin)
        {
            return false;
        }

        var sent = 0;
        while (sent < MostInOneTick && await ClaimAsync(cancellationToken) is { } claimed)
        {
            sent++;
            if (!await SendAsync(outgoing, claimed.Mail, claimed.Attempts, cancellationToken))
            {
                break;
            }
        }

        return sent > 0;
    }

    private Task<(OutboxMail Mail, long Attempts)?> ClaimAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session => OutboxStore.ClaimDueAsync(session, time.GetUtcNow(), time.GetUtcNow() + Lease), cancellationToken);

    /// <returns>Whether the next mail may be tried at once.</returns>
    private async Task<bool> SendAsync(IOutgoingMail outgoing, OutboxMail mail, long attempts, CancellationToken cancellationToken)
    {
        var id = mail.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var result = await outgoing.SendAsync(new OutgoingMail(id, mail.Recipient, mail.MessageId, mail.Raw), cancellationToken);
        var now = time.GetUtcNow();
        switch (result)
        {
            case SendResult.Sent { RemoteId: var remote }:
                Log.MailSent(logger, mail.Recipient, mail.Subject);
                await SaveAsync(mail, DeliveryState.Sent, attempts + 1, now, null, now, cancellationToken, remote);
                return true;
            case SendResult.Failed failed:
                await GiveUpAsync(mail, attempts + 1, failed.Why.ToString(), now, cancellationToken);
                return true;
            case SendResult.Retry retry:
                await RetryAsync(mail, attempts + 1, now + Wait(attempts), retry.Why.ToString(), now, cancellationToken);
                return false;
            case SendResult.LoginRefused refused:
                nextLogin = now + AfterRefusedLogin;
                Log.MailLoginRefused(logger, nextLogin, refused.Why.ToString());
                await RetryAsync(mail, attempts + 1, nextLogin, refused.Why.ToString(), now, cancellationToken);
                return false;
            default:
                throw new InvalidOperationException($"Unknown result {result.GetType().Name}.");
        }
    }

    private Task RetryAsync(
        OutboxMail mail, long attempts, DateTimeOffset nextTry, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now >= mail.GiveUpAt)
        {
            return GiveUpAsync(mail, attempts, why, now, cancellationToken);
        }

        Log.MailDelayed(logger, mail.Recipient, nextTry, why);
        return SaveAsync(mail, DeliveryState.Waiting, attempts, nextTry, why, null, cancellationToken);
    }

    private Task GiveUpAsync(OutboxMail mail, long attempts, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Log.MailGivenUp(logger, mail.Recipient, mail.Subject, why);
        return SaveAsync(mail, DeliveryState.Failed, attempts, now, why, null, cancellationToken);
    }

    private Task SaveAsync(
        OutboxMail mail, DeliveryState state, long attempts, DateTimeOffset nextTry, string? error, DateTimeOffset? sentAt,
        CancellationToken cancellationToken, string? remoteId = null) => database.WriteAsync(
        session => OutboxStore.SaveDeliveryAsync(session, mail.Id, state, attempts, nextTry, error, sentAt, remoteId), cancellationToken);

    /// <summary>Twice as long each time, with up to a fifth more by chance, so that many workers do not come back all at once.</summary>
    private static TimeSpan Wait(long attempts) =>
        TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << (int)Math.Min(attempts, 10), LongestWait.Ticks)) * (1 + Random.Shared.NextDouble() / 5);
}
