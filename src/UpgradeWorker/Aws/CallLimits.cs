namespace UpgradeWorker.Aws;

/// <summary>Bounds of every call to AWS.</summary>
/// <param name="CallDeadline">
/// Longest time of a call with all its attempts and waits. Keep it under the two minutes for which a run is leased.
/// </param>
/// <param name="MaxAttempts">At least 1.</param>
public sealed record CallLimits(TimeSpan CallDeadline, int MaxAttempts)
{
    /// <summary>60 s and 6 attempts: four throttled attempts with their waits fit, or six of other faults.</summary>
    public static CallLimits Default { get; } = new(TimeSpan.FromSeconds(60), 6);

    /// <summary>Longest time of one attempt: 20 s, so that a lost answer leaves time for another attempt.</summary>
    public TimeSpan AttemptDeadline { get; init; } = TimeSpan.FromSeconds(20);
}
