using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Inputs;

/// <summary>Reads from stored events and looks which instances were created, as ledger entries. Only looks.</summary>
public sealed class ReplacementsReader(StacksSettings stacks, JobSettings jobs, LedgerLimits certificates, StackFactsReader facts)
{
    /// <summary>How much later than due a look may be before the ledger is no longer taken for complete.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>What the stored events and looks of one stack tell beyond the ledger.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="known">Its facts.</param>
    /// <param name="now">The present instant.</param>
    public async Task<IReadOnlyList<LedgerEntry>> NewOfAsync(
        Session session, StackSettings stack, StackFacts known, DateTimeOffset now)
    {
        // Facts are offered anew as long as they could matter: a later report may tell more of one.
        var since = now - certificates.Memory - certificates.Memory;
        var events = await WatchStore.EventsSinceAsync(session, stack.Key, since);
        var looks = await WatchStore.LooksSinceAsync(session, stack.Key, since);
        var found = ReplacementFinder.FromEvents(known.Look.StackId.Arn, events, known.MayBeInstance, new HashSet<string>()).ToList();
        var told = found.Select(instance => instance.InstanceId).ToHashSet(StringComparer.Ordinal);
        var ids = looks.SelectMany(ReplacementFinder.InstancesOf).Concat(told).Distinct(StringComparer.Ordinal);
        var entered = (await LedgerStore.OfInstancesAsync(session, ids)).ToLookup(entry => entry.InstanceId!, StringComparer.Ordinal);
        told.UnionWith(entered.Select(entries => entries.Key));
        found.AddRange(ReplacementFinder.FromLooks(looks, known.MayBeInstance, told));
        return [.. found.SelectMany(instance => ReportsOf(instance, entered[instance.InstanceId].ToList(), known.NameSets))];
    }

    /// <summary>What is known of every stack that shares one of these sets of names, and not entered yet.</summary>
    /// <returns>The entries; or a finding <c>LedgerNotCurrent</c> when such a stack was not looked at lately, so that they may not be all.</returns>
    public async Task<(IReadOnlyList<LedgerEntry> Entries, Finding? NotCurrent)> PendingAsync(
        Session session, IReadOnlyList<NameSet> sets, DateTimeOffset now)
    {
        var pending = new List<LedgerEntry>();
        foreach (var stack in stacks.All)
        {
            if (await facts.ReadAsync(session, stack) is not { } known || !known.NameSets.Intersect(sets).Any())
            {
                continue;
            }

            var watch = await WatchStore.WatchAsync(session, stack.Key);
            var seen = await WatchStore.LastSeenAsync(session, stack.Key);
            var isGone = watch?.Fault?.StartsWith("StackMissing", StringComparison.Ordinal) == true && watch.DueAt + Grace >= now;
            if (!isGone && !(seen >= now - 2 * jobs.WatchStacks - Grace))
            {
                return ([], new Finding("LedgerNotCurrent", $"Stack {stack.Key} shares {known.NameSets[0]} and was last seen at {seen:u}"
                    + $"{(watch?.Fault is { } fault ? $" ({fault})" : "")}: what it used since is unknown."));
            }

            pending.AddRange(await NewOfAsync(session, stack, known, now));
        }

        return (pending, null);
    }

    // An instance keeps the names under which it was entered, whatever the stack's domain is now.
    private IEnumerable<LedgerEntry> ReportsOf(NewInstance instance, List<LedgerEntry> entered, IReadOnlyList<NameSet> sets)
    {
        var run = RunNames.RunOfToken(instance.ClientRequestToken)?.Value;
        return entered.Count == 0
            ? sets.Select(names => LedgerEntry.ForInstance(instance, names, certificates.CostPerReplacement, run))
            : entered.Select(entry => (Entry: entry, Report: LedgerEntry.ForInstance(instance, entry.Names, entry.Cost, run)))
                .Where(one => LedgerMerge.Adds(one.Entry, one.Report)).Select(one => one.Report);
    }
}
