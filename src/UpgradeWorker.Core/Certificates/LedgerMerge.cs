namespace UpgradeWorker.Core.Certificates;

/// <summary>
/// Makes one entry of all reports of one fact. Each member of the result is the least or the greatest of the reports', so that the order
/// of reports, and how often each came, cannot matter; and each choice is the one that frees a place later, never earlier.
/// </summary>
public static class LedgerMerge
{
    /// <summary>One entry a fact, in the order in which the facts first appear.</summary>
    public static IEnumerable<LedgerEntry> Of(IEnumerable<LedgerEntry> reports) =>
        reports.GroupBy(entry => entry.DedupKey).Select(fact => fact.Aggregate(Two));

    /// <summary>Whether a report tells anything that the merged entry of its fact does not say yet.</summary>
    public static bool Adds(LedgerEntry merged, LedgerEntry report) => Two(merged, report with { Id = merged.Id }) != merged;

    private static LedgerEntry Two(LedgerEntry one, LedgerEntry other) => one with
    {
        Id = one.Id == 0 ? other.Id : other.Id == 0 ? one.Id : Math.Min(one.Id, other.Id),
        // The earlier report of a creation is nearer to it; what was issued may have been issued as late as the latest says.
        At = one.At < other.At ? one.At : other.At,
        IssuedAt = Logged(one) != Logged(other) ? (Logged(one) ? other : one).IssuedAt
            : one.IssuedAt is null || other.IssuedAt > one.IssuedAt ? other.IssuedAt : one.IssuedAt,
        Cost = Math.Max(one.Cost, other.Cost),
        // What we caused says more than what we saw, and what was seen more than what follows from it.
        Source = one.Source < other.Source ? one.Source : other.Source,
        StackId = Least(one.StackId, other.StackId),
        RunId = Least(one.RunId, other.RunId),
        Serial = Least(one.Serial, other.Serial),
        ServedBy = Least(one.ServedBy, other.ServedBy),
        Reason = Least(one.Reason, other.Reason),
        By = Least(one.By, other.By),
    };

    // A handshake saw the certificate itself: what a log says of the same one moves nothing.
    private static bool Logged(LedgerEntry entry) => entry.Source == LedgerSource.CertificateTransparency;

    private static string? Least(string? one, string? other) =>
        one is null ? other : other is null || string.CompareOrdinal(one, other) <= 0 ? one : other;
}
