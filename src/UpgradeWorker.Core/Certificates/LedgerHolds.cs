namespace UpgradeWorker.Core.Certificates;

/// <summary>
/// Turns recorded facts into the places they hold. Whatever the order of the facts and however often each is there, the
/// result is the same.
/// </summary>
public static class LedgerHolds
{
    private static readonly TimeSpan Unseen = TimeSpan.FromDays(8);

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

    private static IEnumerable<LedgerHold> OfOneSet(IReadOnlyList<LedgerEntry> entries, TimeSpan issuanceDelay)
    {
        var replacements = entries.Where(entry => entry.IsReplacement)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.DedupKey, StringComparer.Ordinal).ToList();
        var leaves = entries.Where(entry => !entry.IsReplacement)
            .OrderBy(IssuanceOf).ThenBy(entry => entry.DedupKey, StringComparer.Ordinal).ToList();
        var unseen = replacements.ToDictionary(entry => entry.DedupKey, entry => entry.Cost, StringComparer.Ordinal);

        foreach (var leaf in leaves)
        {
            // A leaf issued soon after the creation of a machine is that machine's: both facts tell of one issuance.
            // A later one is a renewal, or belongs to nothing we know, and counts for itself.
            var issued = IssuanceOf(leaf);
            var owner = replacements.LastOrDefault(entry =>
                EarliestOf(entry, leaf) <= issued && issued <= entry.At + issuanceDelay && MayServe(entry, leaf));
            if (owner is not null && unseen[owner.DedupKey] > 0)
            {
                unseen[owner.DedupKey]--;
                yield return Owned(owner, leaf, issued, issuanceDelay);
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

    // A machine that went away again, as in an update that was rolled back, keeps its own place: the leaf of another one takes none of it.
    private static bool MayServe(LedgerEntry replacement, LedgerEntry leaf) =>
        leaf.ServedBy is null || replacement.InstanceId is null || leaf.ServedBy == replacement.InstanceId;

    // Where no event tells of an instance, it was there before it was first seen, and served what it is seen to serve: for how long, nobody
    // knows, but hardly for longer than events are read back.
    private static DateTimeOffset EarliestOf(LedgerEntry replacement, LedgerEntry leaf) =>
        replacement.Source == LedgerSource.InstanceIdChanged && leaf.ServedBy == replacement.InstanceId ? replacement.At - Unseen : replacement.At;

    // A log only ever raises usage: it tells whose a leaf is, but only a handshake brings the assumed instant forward.
    private static LedgerHold Owned(LedgerEntry owner, LedgerEntry leaf, DateTimeOffset issued, TimeSpan issuanceDelay) =>
        leaf.Source != LedgerSource.CertificateTransparency ? new LedgerHold(owner, 1, owner.At, issued, Seen: true)
        : new LedgerHold(owner, 1, owner.At, issued > LatestOf(owner, issuanceDelay) ? issued : LatestOf(owner, issuanceDelay), Seen: false);

    private static DateTimeOffset LatestOf(LedgerEntry replacement, TimeSpan issuanceDelay) => replacement.IssuedAt ?? replacement.At + issuanceDelay;

    private static DateTimeOffset IssuanceOf(LedgerEntry leaf) => leaf.IssuedAt ?? leaf.At;
}
