namespace UpgradeWorker.Core.Certificates;

/// <summary>Foretells when the ledger allows several replacements in turn, if nobody else replaces anything meanwhile.</summary>
public static class CertificateForecast
{
    /// <summary>The earliest instant of each replacement; each is taken as soon as it is allowed, after the one before it.</summary>
    /// <param name="sets">The exact sets that each of them asks a certificate for.</param>
    /// <param name="entries">The whole ledger.</param>
    /// <param name="reservations">All reservations; the open ones hold their places throughout.</param>
    /// <param name="limits">The limits; their cost per replacement is not used.</param>
    /// <param name="costs">Certificates that each replacement asks for, at least 0; none is needed for 0.</param>
    /// <param name="from">When the first may begin (UTC).</param>
    /// <returns>One instant for each cost; null from the first on that no clock can tell.</returns>
    public static IReadOnlyList<DateTimeOffset?> Earliest(
        IReadOnlyList<NameSet> sets, IReadOnlyList<LedgerEntry> entries, IReadOnlyList<Reservation> reservations, LedgerLimits limits,
        IReadOnlyList<int> costs, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(costs);
        var known = entries.ToList();
        DateTimeOffset? at = from;
        var earliest = new List<DateTimeOffset?>();
        foreach (var cost in costs)
        {
            if (cost > 0 && at is { } now)
            {
                at = CertificateLedger.Ask(sets, known, reservations, limits with { CostPerReplacement = cost }, now).NextAt;
                if (at is { } allowed)
                {
                    // Several may fall on one instant: each is a machine of its own, or they would count as one fact.
                    known.AddRange(sets.Select(names => LedgerEntry.ByHand(names, allowed, cost, "foretold") with { InstanceId = $"foretold-{earliest.Count}" }));
                }
            }

            earliest.Add(at);
        }

        return earliest;
    }
}
