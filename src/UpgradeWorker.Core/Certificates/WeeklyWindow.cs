namespace UpgradeWorker.Core.Certificates;

/// <summary>At most Limit in any window: a place comes back one window after the issuance, and at that very instant.</summary>
internal static class WeeklyWindow
{
    /// <summary>Places free at <paramref name="at"/>; negative if more is used than the limit.</summary>
    public static long Room(IReadOnlyList<LedgerHold> holds, long reserved, LedgerLimits limits, DateTimeOffset at) =>
        limits.Limit - reserved - holds.Where(hold => at < hold.IssuedAt + limits.Window).Sum(hold => (long)hold.Cost);

    /// <summary>The earliest instant not before <paramref name="from"/> with at least <paramref name="need"/> places free; null = none.</summary>
    public static DateTimeOffset? NextAt(
        IReadOnlyList<LedgerHold> holds, long reserved, LedgerLimits limits, long need, DateTimeOffset from)
    {
        // Room only changes where a hold ends, and only grows. Holds come ordered by issuance, so also by their end.
        var room = limits.Limit - reserved - holds.Sum(hold => (long)hold.Cost);
        var next = from;
        foreach (var hold in holds)
        {
            var end = hold.IssuedAt + limits.Window;
            if (end > from && room >= need)
            {
                break;
            }
            room += hold.Cost;
            next = end > next ? end : next;
        }
        return room >= need ? next : null;
    }
}
