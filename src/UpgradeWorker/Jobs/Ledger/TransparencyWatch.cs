using Microsoft.Extensions.Logging;
using UpgradeWorker.Certificates;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Ledger;

/// <summary>
/// Asks a transparency log, if the settings name one, for certificates that nobody told of. What it shows is entered; that it shows
/// nothing proves nothing, and that it fails stops nothing.
/// </summary>
public sealed class TransparencyWatch(
    TransparencyGateway gateway, CertificateWatchSettings settings, LedgerLimits certificates, StacksSettings stacks, Database database,
    StackFactsReader facts, TimeProvider time, ILogger<TransparencyWatch> logger)
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromHours(6);

    /// <summary>Asks about each set of names for which it is time, one after the other.</summary>
    /// <returns>Whether anything new was shown.</returns>
    public async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        if (settings.TransparencyUrl is not { } url)
        {
            return false;
        }

        var did = false;
        foreach (var names in await database.ReadAsync(DueAsync, cancellationToken))
        {
            did |= await AskAsync(url, names, cancellationToken);
        }

        return did;
    }

    private async Task<bool> AskAsync(Uri url, NameSet names, CancellationToken cancellationToken)
    {
        var ledger = await database.ReadAsync(LedgerStore.AllAsync, cancellationToken);
        var known = ledger.Where(entry => entry.Serial is not null).Select(entry => entry.DedupKey).ToHashSet(StringComparer.Ordinal);
        var answer = await gateway.SearchAsync(
            url, names, time.GetUtcNow() - certificates.Memory, serial => known.Contains(Entry(names, serial, default, default).DedupKey), cancellationToken);
        return await database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var watch = await CertificateWatchStore.FindAsync(session, CertificateWatchStore.Transparency, names.Text);
                var next = now + (answer.Fault is null || AfterFault > settings.TransparencyEvery ? settings.TransparencyEvery : AfterFault);
                await CertificateWatchStore.SaveAsync(session, CertificateWatchStore.Transparency, names.Text, new CertificateWatch(
                    now, next, answer.Fault?.ToString(), answer.Fault is null ? null : watch?.FaultSince ?? now,
                    answer.Leaves.Count > 0 ? answer.Leaves[^1].Serial : watch?.Serial, answer.Leaves.Count > 0 ? now : watch?.SeenAt));
                if (answer.Fault is { } fault && watch?.Fault is null)
                {
                    Log.TransparencyFailed(logger, names.Text, fault.ToString());
                }

                await KeepLedgerJob.EnterAsync(
                    session, [.. answer.Leaves.Select(leaf => Entry(names, leaf.Serial, leaf.NotBefore, now))], logger, now);
                return answer.Leaves.Count > 0;
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<NameSet>> DueAsync(Session session)
    {
        var sets = new List<NameSet>();
        foreach (var stack in stacks.All)
        {
            if (await facts.ReadAsync(session, stack) is { HasOwnCertificate: false } known)
            {
                sets.AddRange(known.NameSets);
            }
        }

        var due = new List<NameSet>();
        foreach (var names in sets.Distinct())
        {
            var watch = await CertificateWatchStore.FindAsync(session, CertificateWatchStore.Transparency, names.Text);
            if (watch is null || watch.TriedAt > time.GetUtcNow() || watch.DueAt <= time.GetUtcNow())
            {
                due.Add(names);
            }
        }

        return due;
    }

    private static LedgerEntry Entry(NameSet names, string serial, DateTimeOffset notBefore, DateTimeOffset now) =>
        LedgerEntry.ForCertificate(names, serial, notBefore, now, LedgerSource.CertificateTransparency, stackId: null);
}
