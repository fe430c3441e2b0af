using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>The snapshots that the worker took of a stack: known by their tags, never by their names alone.</summary>
internal static class OwnSnapshots
{
    /// <summary>Tag that names the run.</summary>
    public const string RunTag = "upgradeworker:run";

    /// <summary>Tag that names the stack.</summary>
    public const string StackTag = "upgradeworker:stack";

    private const string NamePrefix = "uw-r";

    /// <summary>All of them, of whatever database or cache the stack had.</summary>
    public static async Task<IReadOnlyList<OwnSnapshot>> ListAsync(StepContext context, CancellationToken cancellationToken)
    {
        var own = new List<OwnSnapshot>();
        foreach (var found in await context.Clients.Databases.ListManualSnapshotsAsync(cancellationToken))
        {
            if (found.Id.StartsWith(NamePrefix, StringComparison.Ordinal) && IsOf(context, found.Tags))
            {
                own.Add(new OwnSnapshot("database", found.Id, found.Arn, found.CreatedAt, found.IsAvailable));
            }
        }

        foreach (var found in await context.Clients.Caches.ListManualSnapshotsAsync(cancellationToken))
        {
            if (found.Name.StartsWith(NamePrefix, StringComparison.Ordinal)
                && await context.Clients.Caches.TagsAsync(found.Arn, cancellationToken) is { } tags && IsOf(context, tags))
            {
                own.Add(new OwnSnapshot("cache", found.Name, found.Name, found.CreatedAt, found.Status == "available"));
            }
        }

        return own;
    }

    private static bool IsOf(StepContext context, IReadOnlyDictionary<string, string> tags) =>
        tags.ContainsKey(RunTag) && tags.GetValueOrDefault(StackTag) == context.Plan.StackId.Name;
}
