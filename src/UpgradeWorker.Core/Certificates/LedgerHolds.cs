namespace UpgradeWorker.Core.Certificates;

/// <summary>
/// Turns recorded facts into the places they hold. Whatever the order of the facts and however often each is there, the
/// result is the same.
/// </summary>
public static class LedgerHolds
{
    /// <summary>The holds of all entries, of any sets of names, by issuance and then by key.</summary>
    public static IReadOnlyList<LedgerHold> Of(IEnumerable<LedgerEntry> entries, TimeSpan issuanceDelay)
    {
        var facts = Corrected(LedgerMerge.Of(entries));
        return facts.GroupBy(entry => entry.Names)
            .SelectMany(set => OfOneSet([.. set], issuanceDelay))
            .OrderBy(hold => hold.IssuedAt).ThenBy(hold => hold.Entry.DedupKey, StringComparer.Ordinal).ThenBy(hold => hold.Seen)
            .ToList();
    }

    private static IEnumerable<LedgerEntry> Corrected(IEnumerable<LedgerEntry> entries)
    {
        var facts = entries.ToLookup(entry => entry.Source == LedgerSource.Correction);
        var corrections = facts[true].GroupBy(entry => entry.Corrects ?? "")
            .ToDictionary(about => about.Key, about => about.MaxBy(entry => entry.At)!.Cost, StringComparer.Ordinal);
        return facts[false]
            .Select(entry => corrections.TryGetValue(entry.DedupKey, out var cost) ? entry with { Cost = cost } : entry)
            .Where(entry => entry.Cost > 0);
    }

    // What a transparency log alone tells comes last and takes nothing away from what is held without it: a log only ever raises usage.
    private static List<LedgerHold> OfOneSet(IReadOnlyList<LedgerEntry> entries, TimeSpan issuanceDelay)
    {
        var facts = entries.ToLookup(entry => entry.Source == LedgerSource.CertificateTransparency);
        var holds = WithoutLog([.. facts[false]], issuanceDelay).ToList();
        // Places whose certificate was not seen: a logged one that fits is taken for theirs and counts no second time.
        var vacant = holds.Where(hold => hold.Entry.IsReplacement && !hold.Seen).Select(hold => (Hold: hold, Left: hold.Cost)).ToList();
        foreach (var leaf in ByIssuance(facts[true]))
        {
            var issued = IssuanceOf(leaf);
            var left = leaf.Cost;
            for (var place = vacant.Count - 1; place >= 0 && left > 0; place--)
            {
                var (hold, free) = vacant[place];
                if (hold.From <= issued && issued <= hold.IssuedAt)
                {
                    var taken = Math.Min(free, left);
                    vacant[place] = (hold, free - taken);
                    left -= taken;
                }
            }

            if (left > 0)
            {
                holds.Add(new LedgerHold(leaf, left, leaf.At, issued, Seen: true));
            }
        }

        return holds;
    }

    private static IEnumerable<LedgerHold> WithoutLog(IReadOnlyList<LedgerEntry> entries, TimeSpan issuanceDelay)
    {
        var replacements = entries.Where(entry => entry.IsReplacement)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.DedupKey, StringComparer.Ordinal).ToList();
        var unseen = replacements.ToDictionary(entry => entry.DedupKey, entry => entry.Cost, StringComparer.Ordinal);

        foreach (var leaf in ByIssuance(entries.Where(entry => !entry.IsReplacement)))
        {
            // A leaf issued soon after the creation of a machine is that machine's: both facts tell of one issuance.
            // A later one is a renewal, or belongs to nothing we know, and counts for itself.
            var issued = IssuanceOf(leaf);
            var candidates = replacements
                .Where(entry => EarliestOf(entry, leaf) <= issued && issued <= entry.At + issuanceDelay && MayServe(entry, leaf)).ToList();
            var owner = candidates.LastOrDefault();
            if (owner is not null && unseen[owner.DedupKey] > 0)
            {
                unseen[owner.DedupKey]--;
                yield return Owned(owner, issued, issuanceDelay, isSure: candidates.Count == 1 || leaf.ServedBy is not null);
                if (leaf.Cost > 1)
                {
                    yield return new LedgerHold(leaf, leaf.Cost - 1, issued, issued, Seen: true);
                }
            }
            else
            {
                yield return new LedgerHold(leaf, leaf.Cost, leaf.At, issued, Seen: true);
            }
        }

        foreach (var entry in replacements.Where(entry => unseen[entry.DedupKey] > 0))
        {
            yield return new LedgerHold(
                entry, unseen[entry.DedupKey], entry.At, LatestOf(entry, issuanceDelay), Seen: entry.IssuedAt is not null);
        }
    }

    private static IOrderedEnumerable<LedgerEntry> ByIssuance(IEnumerable<LedgerEntry> leaves) =>
        leaves.OrderBy(IssuanceOf).ThenBy(entry => entry.DedupKey, StringComparer.Ordinal);

    // A machine that went away again, as in an update that was rolled back, keeps its own place: the leaf of another one takes none of it.
    private static bool MayServe(LedgerEntry replacement, LedgerEntry leaf) =>
        leaf.ServedBy is null || replacement.InstanceId is null || leaf.ServedBy == replacement.InstanceId;

    // Where no event tells of an instance, it was there before it was first seen, and served what it is seen to serve: for how long, nobody
    // knows, but hardly for longer than events are read back.
    private static DateTimeOffset EarliestOf(LedgerEntry replacement, LedgerEntry leaf) =>
        replacement.Source == LedgerSource.InstanceIdChanged && leaf.ServedBy == replacement.InstanceId ? replacement.At - LedgerLimits.EventsReach : replacement.At;

    // A leaf that may belong to another machine brings no assumed instant forward: this one's may still be to come.
    private static LedgerHold Owned(LedgerEntry owner, DateTimeOffset issued, TimeSpan issuanceDelay, bool isSure) =>
        isSure ? new LedgerHold(owner, 1, owner.At, issued, Seen: true)
        : new LedgerHold(owner, 1, owner.At, issued > LatestOf(owner, issuanceDelay) ? issued : LatestOf(owner, issuanceDelay), Seen: false);

    private static DateTimeOffset LatestOf(LedgerEntry replacement, TimeSpan issuanceDelay) => replacement.IssuedAt ?? replacement.At + issuanceDelay;

    private static DateTimeOffset IssuanceOf(LedgerEntry leaf) => leaf.IssuedAt ?? leaf.At;
}
