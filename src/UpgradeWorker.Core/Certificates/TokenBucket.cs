namespace UpgradeWorker.Core.Certificates;

/// <summary>
/// The generic cell rate algorithm as Let's Encrypt's boulder runs it (ratelimits/gcra.go), in whole ticks. Its only state is
/// the theoretical arrival time: each spend sets it to the later of itself and the spend's instant, plus one emission
/// interval per certificate. Here that state is not kept but follows from the holds.
/// </summary>
/// <remarks>
/// With spends at s1 ≤ s2 ≤ … the arrival time is the largest of s(j) + n(j) × interval, n(j) being the cost from j on. A
/// certificate that is assumed to be issued at a later instant than the one asked about is taken as spent at the one asked
/// about: until then the bucket wins nothing back for it, and nothing worse can happen within the assumption.
/// </remarks>
internal static class TokenBucket
{
    /// <summary>Whole places free at <paramref name="at"/>; negative if more is used than the bucket holds.</summary>
    public static long Room(IReadOnlyList<LedgerHold> holds, long reserved, LedgerLimits limits, DateTimeOffset at)
    {
        var interval = limits.EmissionInterval.Ticks;
        long debt = 0, cost = 0;
        for (var j = holds.Count - 1; j >= 0; j--)
        {
            cost += holds[j].Cost;
            var behind = Math.Min(holds[j].IssuedAt.UtcTicks - at.UtcTicks, 0);
            debt = Math.Max(debt, behind + cost * interval);
        }
        return Floor(limits.Limit * interval - debt - reserved * interval, interval);
    }

    /// <summary>The earliest instant not before <paramref name="from"/> with at least <paramref name="need"/> places free; null = none.</summary>
    public static DateTimeOffset? NextAt(
        IReadOnlyList<LedgerHold> holds, long reserved, LedgerLimits limits, long need, DateTimeOffset from)
    {
        var interval = limits.EmissionInterval.Ticks;
        var allowance = (limits.Limit - reserved - need) * interval;
        if (allowance < 0)
        {
            return null;
        }
        // Each j asks for s(j) + n(j) × interval − t ≤ allowance; those whose cost alone fits ask for nothing.
        long cost = 0, next = from.UtcTicks;
        for (var j = holds.Count - 1; j >= 0; j--)
        {
            cost += holds[j].Cost;
            var excess = cost * interval - allowance;
            next = excess > 0 ? Math.Max(next, holds[j].IssuedAt.UtcTicks + excess) : next;
        }
        return new DateTimeOffset(next, TimeSpan.Zero);
    }

    private static long Floor(long ticks, long interval) => ticks >= 0 ? ticks / interval : -((-ticks + interval - 1) / interval);
}
