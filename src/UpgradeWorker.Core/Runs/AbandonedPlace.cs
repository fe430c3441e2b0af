using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>
/// How long a run that was given up keeps its place in the ledger: its update may go on without it, and the instance that asks for
/// certificates may still be to come.
/// </summary>
public static class AbandonedPlace
{
    /// <summary>No update goes on for longer; what nobody looks at holds no place for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Until then after the end a look at rest may be one from before CloudFormation began.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    /// <summary>Why its place is free now; null while it stays taken.</summary>
    /// <param name="endedAt">When the run ended.</param>
    /// <param name="status">The status of its very stack at the last look; null when that is not looked at.</param>
    /// <param name="seenAt">When that was; null when never.</param>
    /// <param name="isEntered">Whether everything that looks and events tell of stands in the ledger.</param>
    /// <param name="now">The present instant.</param>
    public static string? Ends(DateTimeOffset endedAt, string? status, DateTimeOffset? seenAt, bool isEntered, DateTimeOffset now) =>
        status is not null && !StackStatuses.IsInProgress(status) && seenAt >= endedAt + Settling && isEntered
            ? "the run was abandoned, and what its update created stands in the ledger"
            : now >= endedAt + Longest ? $"the run was abandoned, and nobody saw within {Longest.TotalHours:0} hours what became of its update"
            : null;
}
