using Microsoft.Extensions.Logging;
using UpgradeWorker.Core;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Who reads the mailbox, and an alarm when nobody could for long: silence would look like nobody answering.</summary>
public sealed class MailboxHealth(Database database, TimeProvider time, ILogger<MailboxHealth> logger)
{
    /// <summary>Without a whole look for so long, people are told by the log.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Longer than the deadline of one exchange, so that a slow server does not bring a second reader.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly string owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private bool isFailing;
    private bool hasTakenOver;

    /// <summary>Takes or keeps the one reader's place. A worker that is the only one needs not wait for the lease of the one before it.</summary>
    /// <returns>Whether this worker may read.</returns>
    public async Task<bool> LeaseAsync(CancellationToken cancellationToken)
    {
        var takesOver = !hasTakenOver && database.HasOneWorker;
        var leased = await database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                if (takesOver)
                {
                    await MailboxStore.ReleaseAsync(session, now);
                }

                return await MailboxStore.LeaseAsync(session, owner, now, now + Lease);
            },
            cancellationToken);
        hasTakenOver = true;
        return leased;
    }

    /// <summary>The mailbox was read from beginning to end.</summary>
    public async Task NotePassAsync(CancellationToken cancellationToken)
    {
        var wasSilent = await database.WriteAsync(
            async session =>
            {
                var before = await MailboxStore.PassAsync(session);
                await MailboxStore.SavePassAsync(session, time.GetUtcNow(), null, null);
                return before?.AlarmedAt is not null;
            },
            cancellationToken);
        if (wasSilent || isFailing)
        {
            Log.MailboxRecovered(logger);
        }

        isFailing = false;
    }

    /// <summary>The mailbox could not be read.</summary>
    /// <param name="why">Why; null when it was not tried.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task NoteFailureAsync(Finding? why, CancellationToken cancellationToken)
    {
        if (!isFailing && why is not null)
        {
            Log.MailboxFailed(logger, why.ToString());
        }

        isFailing = true;
        var (since, fault) = await database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var pass = await MailboxStore.PassAsync(session);
                var last = pass?.LastPass ?? pass?.WatchedSince ?? now;
                var told = why?.ToString() ?? pass?.Fault;
                var alarms = pass?.AlarmedAt is null && now - last >= Patience;
                await MailboxStore.SavePassAsync(session, pass?.LastPass, told, alarms ? now : pass?.AlarmedAt);
                return (alarms ? last : (DateTimeOffset?)null, told);
            },
            cancellationToken);
        if (since is { } silent)
        {
            Log.MailboxSilent(logger, silent, fault ?? "");
        }
    }
}
