namespace UpgradeWorker.Core.Windows;

/// <summary>A time in which a run may be under way: one opening of the maintenance window, less the freezes.</summary>
/// <param name="From">When it opens (UTC).</param>
/// <param name="To">When it closes (UTC); that instant is outside.</param>
public sealed record Opening(DateTimeOffset From, DateTimeOffset To)
{
    public bool Contains(DateTimeOffset instant) => From <= instant && instant < To;

    /// <summary>What is left of it from <paramref name="now"/> on; the whole of it if it has not opened yet, never negative.</summary>
    public TimeSpan Left(DateTimeOffset now) => now <= From ? To - From : now < To ? To - now : TimeSpan.Zero;
}
