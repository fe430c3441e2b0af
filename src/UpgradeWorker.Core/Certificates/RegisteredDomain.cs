namespace UpgradeWorker.Core.Certificates;

/// <summary>The limiter of one registered domain: it counts every certificate under it but renewals.</summary>
/// <param name="domain">The domain, in ASCII form.</param>
/// <param name="sets">The sets under it that a replacement asks certificates for.</param>
/// <param name="entries">The whole ledger.</param>
/// <param name="reservations">All reservations. An open one counts whatever it will be: how long it stays open is not known.</param>
/// <param name="limits">The limits.</param>
internal sealed class RegisteredDomain(
    string domain, IReadOnlyList<NameSet> sets, IReadOnlyList<LedgerEntry> entries, IReadOnlyList<Reservation> reservations, LedgerLimits limits)
{
    private readonly Renewals renewals = new(entries);
    private IReadOnlyList<LedgerHold>? holds;

    /// <summary>The answer at an instant; null where it asks for renewals alone, which need no room here.</summary>
    public LedgerAnswer? Answer(DateTimeOffset at)
    {
        var first = sets.Count(names => !renewals.Covers(names, at, limits.IssuanceDelay));
        return first == 0 ? null : Decide(first, at);
    }

    /// <summary>Every instant not before one at which a no can become a yes.</summary>
    public IEnumerable<DateTimeOffset> Openings(DateTimeOffset from) => sets.SelectMany(names => renewals.Beginnings(names, from))
        .Concat(Enumerable.Range(1, sets.Count).Select(first => Decide(first, from).NextAt).OfType<DateTimeOffset>());

    private LedgerAnswer Decide(int firsts, DateTimeOffset at) => CertificateLedger.Decide(
        holds ??= [.. LedgerHolds.Of(entries.Where(entry => entry.Names.IsUnder(domain)), limits.IssuanceDelay).Where(hold => !renewals.Covers(hold))],
        CertificateLedger.Reserved(reservations.Where(reservation => reservation.Names.IsUnder(domain))),
        limits.OfDomain(), limits.CostPerReplacement * firsts, at);
}
