namespace UpgradeWorker.Core.Certificates;

/// <summary>The answer to "may another replacement start?".</summary>
/// <param name="Allowed">Whether it may start now.</param>
/// <param name="Room">Places free now, the reserve included, in the bucket rounded down. Never negative.</param>
/// <param name="NextAt">
/// The earliest instant not before now from which the answer is yes if nothing is added: exact, no at one tick before.
/// Null = never, or not before an open reservation ends, which no clock tells.
/// </param>
/// <param name="Why">Why not; null exactly if allowed.</param>
public sealed record LedgerAnswer(bool Allowed, int Room, DateTimeOffset? NextAt, Finding? Why)
{
    /// <summary>What holds when both limiters must agree.</summary>
    public LedgerAnswer And(LedgerAnswer other) => new(
        Allowed && other.Allowed,
        Math.Min(Room, other.Room),
        // Neither limiter ever closes again by time alone, so the later instant suits both.
        NextAt is { } mine && other.NextAt is { } theirs ? (mine > theirs ? mine : theirs) : null,
        Why ?? other.Why);
}
