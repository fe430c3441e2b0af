namespace UpgradeWorker.Core.Certificates;

/// <summary>
/// Tells which issuances are renewals: Let's Encrypt exempts an order for a set of names that it issued for within the 120 days before from
/// the limit of the registered domain, not from the one of the exact set (Let's Encrypt, "Rate Limits", Limit exemptions for renewals).
/// What is not surely one is none: only a certificate that a handshake showed proves an earlier issuance; a log never makes room.
/// </summary>
internal sealed class Renewals(IEnumerable<LedgerEntry> entries)
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(120);

    /// <summary>For clocks, and for what notBefore leaves uncertain.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>An order is placed a while before its certificate is issued, and what decides is what was issued before the order.</summary>
    private static readonly TimeSpan OrderTime = TimeSpan.FromHours(1);

    /// <summary>From the answer of the ledger to the creation of the instance, at the longest.</summary>
    private static readonly TimeSpan UpdateTime = TimeSpan.FromDays(1);

    private readonly ILookup<NameSet, DateTimeOffset> seen = LedgerHolds.Facts(entries)
        .Where(entry => entry.Source == LedgerSource.CertificateSeen && entry.IssuedAt is not null)
        .ToLookup(entry => entry.Names, entry => entry.IssuedAt!.Value);

    /// <summary>Whether what holds a place was a renewal, whenever within what is known of it it was issued.</summary>
    public bool Covers(LedgerHold hold)
    {
        var earliest = hold switch
        {
            { Seen: true } => hold.IssuedAt,
            // A person's instant is roughly so, and a look's is later than the creation.
            { Entry.Source: LedgerSource.ByHand or LedgerSource.InstanceIdChanged } => hold.From - LedgerLimits.EventsReach,
            _ => hold.From,
        };
        return Covers(hold.Entry.Names, earliest, hold.IssuedAt);
    }

    /// <summary>Whether what a replacement that is allowed at an instant asks for will be a renewal.</summary>
    public bool Covers(NameSet names, DateTimeOffset allowedAt, TimeSpan issuanceDelay) =>
        Covers(names, allowedAt, allowedAt + UpdateTime + issuanceDelay);

    /// <summary>The instants after one from which a replacement asks for a renewal where it did not before.</summary>
    public IEnumerable<DateTimeOffset> Beginnings(NameSet names, DateTimeOffset after) =>
        seen[names].Select(issued => issued + OrderTime).Where(begins => begins > after);

    private bool Covers(NameSet names, DateTimeOffset earliest, DateTimeOffset latest) =>
        seen[names].Any(issued => issued + OrderTime <= earliest && latest + Margin <= issued + Window);
}
