namespace UpgradeWorker.Core.Runs;

/// <summary>A snapshot of ours, by its tag.</summary>
/// <param name="Role"><c>database</c> or <c>cache</c>.</param>
/// <param name="Name">Identifier or name.</param>
/// <param name="Reference">What a stack's parameter would name it by.</param>
/// <param name="CreatedAt">When; null while it is not known, and then it stays.</param>
/// <param name="IsAvailable">Whether it is whole; one that is under way stays.</param>
public sealed record OwnSnapshot(string Role, string Name, string Reference, DateTimeOffset? CreatedAt, bool IsAvailable);

/// <summary>Which of our own snapshots may go after a run that succeeded.</summary>
public static class SnapshotRetention
{
    /// <summary>Those that are older than the settings keep them and not among the newest whole ones of their role, and that nothing names.</summary>
    /// <param name="own">Snapshots that carry our tag for this stack.</param>
    /// <param name="parameters">Parameter values of all stacks that are known, also as they resolve: what one of them names, alone or in a list, by ARN or by name, stays.</param>
    /// <param name="ofThisRun">Names of the snapshots that the present run took.</param>
    /// <param name="keepFor">Age from which one may go.</param>
    /// <param name="keepNewest">So many of each role stay however old they are.</param>
    /// <param name="now">The present instant.</param>
    public static IReadOnlyList<OwnSnapshot> Expired(
        IReadOnlyList<OwnSnapshot> own, IReadOnlyCollection<string> parameters, IReadOnlyCollection<string> ofThisRun, TimeSpan keepFor, int keepNewest,
        DateTimeOffset now) =>
    [
        .. own.GroupBy(one => one.Role, StringComparer.Ordinal)
            .SelectMany(role => role.Where(one => one is { IsAvailable: true, CreatedAt: not null }).OrderByDescending(one => one.CreatedAt).Skip(keepNewest))
            .Where(one => now - one.CreatedAt > keepFor)
            .Where(one => !ofThisRun.Contains(one.Name, StringComparer.OrdinalIgnoreCase))
            .Where(one => !parameters.Any(value => value.Contains(one.Name, StringComparison.OrdinalIgnoreCase))),
    ];
}
