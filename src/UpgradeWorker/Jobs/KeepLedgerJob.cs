using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Finds every new instance in events and looks, whoever caused it, and enters it in the certificate ledger.</summary>
public sealed class KeepLedgerJob(
    StacksSettings stacks, LedgerLimits certificates, Database database, StackFactsReader facts, Post post, TimeProvider time,
    ILogger<KeepLedgerJob> logger) : IJob
{
    /// <summary>How far back facts are read again: longer than a place can be held.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(15);

    /// <summary>
    /// How long the event of a new instance is waited for before its changed id alone counts: only the event tells which run caused it,
    /// and so ends that run's reservation.
    /// </summary>
    private static readonly TimeSpan EventsDelay = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public Task<bool> RunAsync(CancellationToken cancellationToken) =>
        EachStack.RunAsync(stacks, "KeepLedger", logger, KeepAsync, cancellationToken);

    private Task<bool> KeepAsync(StackSettings stack, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            if (await facts.ReadAsync(session, stack) is not { Names: { } names } known)
            {
                return false;
            }

            var entries = await LedgerStore.AllAsync(session);
            var ids = entries.Select(entry => entry.InstanceId).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var events = await WatchStore.EventsSinceAsync(session, stack.Key, now - Reach);
            var looks = await WatchStore.LooksSinceAsync(session, stack.Key, now - Reach);
            var found = ReplacementFinder.FromEvents(known.Look.StackId.Arn, events, known.IsInstance, ids).ToList();
            // An instance that an event tells of is not found a second time by its changed id.
            ids.UnionWith(found.Select(instance => instance.InstanceId));
            foreach (var (before, after) in looks.Zip(looks.Skip(1)).Where(pair => pair.Second.At + EventsDelay <= now))
            {
                found.AddRange(ReplacementFinder.FromLooks(before, after, known.IsInstance, ids));
                ids.UnionWith(found.Select(instance => instance.InstanceId));
            }

            var added = 0;
            foreach (var instance in found)
            {
                var entry = LedgerEntry.ForInstance(
                    instance, names, certificates.CostPerReplacement, RunNames.RunOfToken(instance.ClientRequestToken)?.Value);
                if (await LedgerStore.AddAsync(session, entry, now))
                {
                    added++;
                    Log.EntryKept(logger, names.Text, entry.Source.ToString(), entry.At, entry.Cost);
                }
            }

            if (added > 0)
            {
                await WarnAsync(session, stack, known, now);
            }

            return added > 0;
        },
        cancellationToken);

    private async Task WarnAsync(Session session, StackSettings stack, StackFacts known, DateTimeOffset now)
    {
        var answer = CertificateLedger.Ask(
            known.Names!, null, await LedgerStore.AllAsync(session), await ReservationStore.OpenAsync(session), certificates, now);
        if (!answer.Allowed && !known.HasOwnCertificate)
        {
            await post.LedgerLowAsync(session, stack, known.Names!.Text, now);
        }
    }
}
