namespace UpgradeWorker.Core.Certificates;

/// <summary>What the ledger would answer to a series of attempted replacements, each allowed one being made at once.</summary>
public static class LedgerSimulation
{
    private static readonly NameSet AnySet = NameSet.Of("simulated.example");

    /// <summary>One answer an attempt. A place frees exactly one window after its attempt: no issuance delay counts here.</summary>
    /// <param name="attempts">Ascending.</param>
    /// <param name="limits">The limits; cost per replacement and issuance delay are not used.</param>
    /// <param name="cost">Certificates that each attempt asks for, at least 1.</param>
    public static IEnumerable<SimulatedAttempt> Run(IEnumerable<DateTimeOffset> attempts, LedgerLimits limits, int cost)
    {
        var holds = new List<LedgerHold>();
        foreach (var at in attempts)
        {
            Forget(holds, limits, at);
            var allowed = CertificateLedger.Decide(holds, reserved: 0, limits, cost, at).Allowed;
            if (allowed)
            {
                var entry = LedgerEntry.ByHand(AnySet, at, cost, "simulated");
                holds.Add(new LedgerHold(entry, cost, at, at, Seen: true));
            }
            var after = CertificateLedger.Decide(holds, reserved: 0, limits, cost, at);
            yield return new SimulatedAttempt(at, allowed, after.Room, after.NextAt);
        }
    }

    // Long series stay quick: what no answer from here on can depend on is dropped.
    private static void Forget(List<LedgerHold> holds, LedgerLimits limits, DateTimeOffset at)
    {
        if (limits.Mode == LedgerMode.Window)
        {
            holds.RemoveAll(hold => hold.IssuedAt + limits.Window <= at);
        }
        else if (holds.Count > 0)
        {
            // All holds are past, so each later spend adds the same to every term of the arrival time: the largest stays the largest.
            var cost = 0;
            var terms = holds.AsEnumerable().Reverse().Select(hold => hold with { Cost = cost += hold.Cost }).ToList();
            var largest = terms.MaxBy(hold => hold.IssuedAt.UtcTicks + hold.Cost * limits.EmissionInterval.Ticks)!;
            holds.Clear();
            if (largest.IssuedAt.UtcTicks + largest.Cost * limits.EmissionInterval.Ticks > at.UtcTicks)
            {
                holds.Add(largest);
            }
        }
    }
}

/// <summary>The answer to one simulated attempt.</summary>
/// <param name="At">The attempt's instant.</param>
/// <param name="Allowed">Whether it was allowed and so took its cost.</param>
/// <param name="Room">Places free after it, the reserve included.</param>
/// <param name="NextAt">The earliest instant not before <paramref name="At"/> at which another is allowed; null = never.</param>
public sealed record SimulatedAttempt(DateTimeOffset At, bool Allowed, int Room, DateTimeOffset? NextAt);
