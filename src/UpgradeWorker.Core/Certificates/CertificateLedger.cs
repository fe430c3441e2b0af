using System.Globalization;

namespace UpgradeWorker.Core.Certificates;

/// <summary>Decides from the kept history whether another replacement may start, and if not, from when.</summary>
public static class CertificateLedger
{
    /// <summary>The answer for one exact set of names; see the other overload.</summary>
    public static LedgerAnswer Ask(
        NameSet names, IReadOnlyList<LedgerEntry> entries, IReadOnlyList<Reservation> reservations, LedgerLimits limits, DateTimeOffset now) =>
        Ask([names], entries, reservations, limits, now);

    /// <summary>
    /// The answer for a replacement that asks a certificate for each of several sets, under all limiters: each set's own, and those of the
    /// registered domains that the limits name.
    /// </summary>
    /// <param name="sets">The sets that the replacement asks certificates for, at least one.</param>
    /// <param name="entries">The whole ledger; other sets count for the registered domain only.</param>
    /// <param name="reservations">All reservations; ended ones are passed over.</param>
    /// <param name="limits">The limits of one set, and the registered domains.</param>
    /// <param name="now">The present instant.</param>
    public static LedgerAnswer Ask(
        IReadOnlyList<NameSet> sets,
        IReadOnlyList<LedgerEntry> entries,
        IReadOnlyList<Reservation> reservations,
        LedgerLimits limits,
        DateTimeOffset now)
    {
        var own = sets.Select(names => Decide(
            entries.Where(entry => entry.Names == names), reservations.Where(reservation => reservation.Names == names),
            limits, limits.CostPerReplacement, now));
        var domains = sets.GroupBy(limits.DomainOf).Where(domain => domain.Key is not null).Select(domain => Decide(
            entries.Where(entry => entry.Names.IsUnder(domain.Key!)), reservations.Where(reservation => reservation.Names.IsUnder(domain.Key!)),
            limits.OfDomain(), limits.CostPerReplacement * domain.Count(), now));
        return own.Concat(domains).Aggregate((one, other) => one.And(other));
    }

    /// <summary>The answer under one limiter.</summary>
    /// <param name="entries">The entries that count for it, in any order; one that is there twice counts once.</param>
    /// <param name="openReservations">Each open one holds its cost for as long as it stays open.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="cost">Certificates that the replacement asks for, at least 1.</param>
    /// <param name="now">The present instant.</param>
    public static LedgerAnswer Decide(
        IEnumerable<LedgerEntry> entries,
        IEnumerable<Reservation> openReservations,
        LedgerLimits limits,
        int cost,
        DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        var reserved = openReservations.Where(reservation => reservation.IsOpen)
            .GroupBy(reservation => (reservation.RunId, reservation.Names)).Sum(one => (long)one.Max(reservation => reservation.Cost));
        return Decide(LedgerHolds.Of(entries, limits.IssuanceDelay), reserved, limits, cost, now);
    }

    internal static LedgerAnswer Decide(
        IReadOnlyList<LedgerHold> holds, long reserved, LedgerLimits limits, int cost, DateTimeOffset now)
    {
        var need = (long)cost + limits.KeepInReserve;
        var (room, next) = limits.Mode switch
        {
            LedgerMode.Window => (WeeklyWindow.Room(holds, reserved, limits, now), WeeklyWindow.NextAt(holds, reserved, limits, need, now)),
            LedgerMode.Bucket => (TokenBucket.Room(holds, reserved, limits, now), TokenBucket.NextAt(holds, reserved, limits, need, now)),
            _ => throw new ArgumentOutOfRangeException(nameof(limits), limits.Mode, "unknown mode"),
        };
        var allowed = next == now;
        return new LedgerAnswer(allowed, (int)Math.Clamp(room, 0, int.MaxValue), next, allowed ? null : Why(reserved, limits, need, next));
    }

    /// <summary>When the place of <paramref name="hold"/> is free again in a weekly window (UTC).</summary>
    public static DateTimeOffset FreesAt(LedgerHold hold, LedgerLimits limits) => hold.IssuedAt + limits.Window;

    private static Finding Why(long reserved, LedgerLimits limits, long need, DateTimeOffset? next)
    {
        var wanted = string.Create(CultureInfo.InvariantCulture,
            $"{need - limits.KeepInReserve} certificate(s) needed and {limits.KeepInReserve} of {limits.Limit} kept in reserve");
        return next switch
        {
            { } at => new Finding("NoCertificateRoom", string.Create(CultureInfo.InvariantCulture,
                $"The ledger has no room for another replacement ({wanted}); it will from {InstantText.Format(at)}.")),
            null when need > limits.Limit => new Finding("CertificateCostTooHigh",
                $"The ledger never has room for this ({wanted}): lower KeepInReserve or CostPerReplacement."),
            null => new Finding("ReservationsOpen", string.Create(CultureInfo.InvariantCulture,
                $"Runs under way hold {reserved} place(s) of the ledger ({wanted}): wait until they end.")),
        };
    }
}
