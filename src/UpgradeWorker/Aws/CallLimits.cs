namespace UpgradeWorker.Aws;

/// <summary>Bounds of every call to AWS.</summary>
/// <param name="CallDeadline">
/// Longest time of a call with all its attempts and waits. Keep it under the two minutes for which a run is leased.
/// </param>
/// <param name="AttemptDeadline">Longest time of one attempt.</param>
/// <param name="MaxAttempts">At least 1.</param>
public sealed record CallLimits(TimeSpan CallDeadline, TimeSpan AttemptDeadline, int MaxAttempts)
{
    /// <summary>90 s, 20 s and 6 attempts: the whole ladder 2-4-8-16-32 s of a throttled call fits.</summary>
    public static CallLimits Default { get; } = new(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(20), 6);
}
