namespace UpgradeWorker.Configuration;

/// <summary>How long each job rests between two ticks.</summary>
public sealed record JobSettings
{
    public required TimeSpan WatchStacks { get; init; }
    public required TimeSpan WatchTemplates { get; init; }
    public required TimeSpan DetectDrift { get; init; }
    public required TimeSpan KeepLedger { get; init; }
    public required TimeSpan PlanUpgrades { get; init; }
    public required TimeSpan SeekApprovals { get; init; }
    public required TimeSpan StartRuns { get; init; }
    public required TimeSpan CheckAhead { get; init; }
    public required TimeSpan AdvanceRuns { get; init; }
    public required TimeSpan SendMail { get; init; }
    public required TimeSpan SendSummary { get; init; }

    /// <summary>How far a tick may be moved at random: 0 to 0.5 of its interval.</summary>
    public required double Jitter { get; init; }
}
