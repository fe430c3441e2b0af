using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Ledger;

/// <summary>Tells approvers once when only the reserve of a set of names is left, and again only after more had been left in between.</summary>
public sealed class LedgerWarnings(
    StacksSettings stacks, LedgerLimits certificates, Database database, StackFactsReader facts, Post post, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // What was looked at when nothing was to be told, and how long that stays so by itself; null = look.
    private (string Seen, DateTimeOffset From, DateTimeOffset Until)? quiet;

    /// <summary>Looks at every set of names of every stack that the limits concern.</summary>
    /// <returns>Whether a set fell to the reserve or rose above it.</returns>
    public async Task<bool> WarnAsync(CancellationToken cancellationToken)
    {
        var changes = await database.ReadAsync(ChangesAsync, cancellationToken);
        return changes.Count > 0 && await database.WriteAsync(
            async session =>
            {
                foreach (var (names, concerned, isLow) in await ChangesAsync(session))
                {
                    var now = time.GetUtcNow();
                    await CertificateWatchStore.SaveLowAsync(session, names, isLow ? now : null);
                    if (isLow)
                    {
                        await post.LedgerLowAsync(session, concerned, names, now);
                    }
                }

                return true;
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<(NameSet Names, IReadOnlyList<StackSettings> Stacks, bool IsLow)>> ChangesAsync(Session session)
    {
        var concerned = new List<(NameSet Names, StackSettings Stack)>();
        foreach (var stack in stacks.All)
        {
            if (await facts.ReadAsync(session, stack) is { HasOwnCertificate: false } known)
            {
                concerned.AddRange(known.NameSets.Select(names => (names, stack)));
            }
        }

        var now = time.GetUtcNow();
        var seen = $"{await LedgerStore.StampAsync(session)} {await ReservationStore.StampAsync(session)} {string.Join(' ', concerned.Select(one => $"{one.Stack.Key}={one.Names}"))}";
        if (quiet is { } before && before.Seen == seen && before.From <= now && now < before.Until)
        {
            return [];
        }

        var until = now + Longest;
        var ledger = concerned.Count == 0 ? [] : await LedgerStore.AllAsync(session);
        var reservations = concerned.Count == 0 ? [] : await ReservationStore.OpenAsync(session);
        var changes = new List<(NameSet, IReadOnlyList<StackSettings>, bool)>();
        foreach (var set in concerned.GroupBy(one => one.Names, one => one.Stack))
        {
            var answer = CertificateLedger.Ask(set.Key, ledger, reservations, certificates, now);
            var isLow = !answer.Allowed;
            until = isLow && answer.NextAt < until ? answer.NextAt.Value : until;
            if (isLow != await CertificateWatchStore.LowSinceAsync(session, set.Key) is not null)
            {
                changes.Add((set.Key, [.. set], isLow));
            }
        }

        quiet = changes.Count == 0 ? (seen, now, until) : null;
        return changes;
    }
}
