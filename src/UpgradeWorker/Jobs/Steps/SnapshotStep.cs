using UpgradeWorker.Aws;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>
/// Takes the plan's snapshots side by side and waits until each is available and its source is available again. A snapshot counts only
/// if it is ours by tag, of the present database, and began after the service stopped.
/// </summary>
internal static class SnapshotStep
{
    public static async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Plan.Snapshots.Count == 0)
        {
            return new StepOutcome.Done(new Evidence.Observed(new Finding("NotNeeded", "nothing is replaced or migrated that needs a snapshot")));
        }

        var reading = await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken);
        if (reading is null)
        {
            return new StepOutcome.Refused(new Finding("StackMissing", $"The stack {context.Plan.StackId.Name} no longer exists."));
        }

        var evidence = new List<Evidence>();
        var progress = new List<string>();
        for (var index = 0; index < context.Plan.Snapshots.Count; index++)
        {
            var planned = context.Plan.Snapshots[index];
            var name = RunNames.Snapshot(context.Run.Id, context.Run.Generation, index);
            var source = reading.Look.PhysicalId(planned.LogicalId);
            var found = source is null
                ? new Taken.Lost(new Finding("DatabaseMissing", $"{planned.LogicalId} has no physical id."))
                : planned.Role == "database"
                    ? await DatabaseAsync(context, planned, name, source, cancellationToken)
                    : await CacheAsync(context, planned, name, source, cancellationToken);
            switch (found)
            {
                case Taken.Ready ready:
                    evidence.Add(ready.Evidence);
                    break;
                case Taken.Pending pending:
                    progress.Add(pending.Progress);
                    break;
                case Taken.Lost lost:
                    return new StepOutcome.Faulted(lost.Why, Retryable: false);
            }
        }

        return progress.Count == 0 ? new StepOutcome.Done(evidence) : new StepOutcome.NotYet(string.Join("; ", progress));
    }

    private static async Task<Taken> DatabaseAsync(
        StepContext context, PlannedSnapshot planned, string name, string source, CancellationToken cancellationToken)
    {
        var databases = context.Clients.Databases;
        var instance = await databases.FindInstanceAsync(source, cancellationToken);
        if (instance is null)
        {
            return new Taken.Lost(new Finding("DatabaseMissing", $"RDS has no instance {source}."));
        }

        var snapshot = await databases.FindSnapshotAsync(name, cancellationToken);
        if (snapshot is null)
        {
            if (WasSeen(context, name))
            {
                return new Taken.Lost(new Finding("SnapshotLost", $"RDS snapshot {name} of {source} is gone."));
            }

            if (!instance.IsAvailable)
            {
                return new Taken.Pending($"RDS {source} is {instance.Status}");
            }

            return await BeginAsync(
                $"RDS {source}", $"RDS snapshot {name} begun", () => databases.CreateSnapshotAsync(name, source, Tags(context), cancellationToken));
        }

        if (Verify(snapshot, instance, context) is { } wrong)
        {
            return new Taken.Lost(wrong);
        }

        return snapshot.IsAvailable && instance.IsAvailable
            ? new Taken.Ready(new Evidence.SnapshotTaken(
                "database", planned.LogicalId, snapshot.Id, snapshot.Arn, instance.ResourceId, snapshot.CreatedAt ?? context.Now, planned.ForRestore))
            : new Taken.Pending($"RDS snapshot {name} {snapshot.Status} {snapshot.Percent} %, instance {instance.Status}");
    }

    private static Finding? Verify(DatabaseSnapshot snapshot, DatabaseInstance instance, StepContext context) =>
        snapshot.IsLost ? new Finding("SnapshotFailed", $"RDS snapshot {snapshot.Id} is {snapshot.Status}.")
        : snapshot.Tags.GetValueOrDefault(OwnSnapshots.RunTag) != context.Run.Id.Value
            ? new Finding("SnapshotNotOurs", $"RDS snapshot {snapshot.Id} exists, but lacks our tag {OwnSnapshots.RunTag}={context.Run.Id}.")
        : snapshot.ResourceId != instance.ResourceId
            ? new Finding("SnapshotOfAnother", $"RDS snapshot {snapshot.Id} is of {snapshot.ResourceId}, not of the present {instance.ResourceId}.")
        : snapshot.CreatedAt is { } at && at < StoppedSince(context)
            ? new Finding("SnapshotTooOld", $"RDS snapshot {snapshot.Id} of {at:u} is older than the stop of the service at {StoppedSince(context):u}.")
        : null;

    private static async Task<Taken> CacheAsync(
        StepContext context, PlannedSnapshot planned, string name, string source, CancellationToken cancellationToken)
    {
        var caches = context.Clients.Caches;
        var group = await caches.FindGroupAsync(source, cancellationToken);
        if (group is null)
        {
            return new Taken.Lost(new Finding("CacheMissing", $"ElastiCache has no replication group {source}."));
        }

        var snapshot = await caches.FindSnapshotAsync(name, cancellationToken);
        if (snapshot is null)
        {
            if (WasSeen(context, name))
            {
                return new Taken.Lost(new Finding("SnapshotLost", $"ElastiCache snapshot {name} of {source} is gone: the backup failed."));
            }

            if (!group.IsAvailable)
            {
                return new Taken.Pending($"ElastiCache {source} is {group.Status}");
            }

            return await BeginAsync(
                $"ElastiCache {source}", $"ElastiCache snapshot {name} begun", () => caches.CreateSnapshotAsync(name, group, Tags(context), cancellationToken));
        }

        if (snapshot.GroupId != group.Id && (snapshot.NodeId is null || !group.MemberNodes.Contains(snapshot.NodeId)))
        {
            return new Taken.Lost(new Finding("SnapshotOfAnother", $"ElastiCache snapshot {name} is not of {group.Id}."));
        }

        // The description carries no tags, and AWS hands them out only once the snapshot is whole.
        if (snapshot.IsAvailable
            && (await caches.TagsAsync(snapshot.Arn, cancellationToken))?.GetValueOrDefault(OwnSnapshots.RunTag) != context.Run.Id.Value)
        {
            return new Taken.Lost(new Finding(
                "SnapshotNotOurs", $"ElastiCache snapshot {name} exists, but lacks our tag {OwnSnapshots.RunTag}={context.Run.Id}."));
        }

        if (snapshot.CreatedAt is { } at && at < StoppedSince(context))
        {
            return new Taken.Lost(new Finding(
                "SnapshotTooOld", $"ElastiCache snapshot {name} of {at:u} is older than the stop of the service at {StoppedSince(context):u}."));
        }

        return snapshot.IsAvailable && group.IsAvailable
            ? new Taken.Ready(new Evidence.SnapshotTaken(
                "cache", planned.LogicalId, snapshot.Name, snapshot.Name, group.Id, snapshot.CreatedAt ?? context.Now, planned.ForRestore))
            : new Taken.Pending($"ElastiCache snapshot {name} {snapshot.Status}, group {group.Status}");
    }

    /// <summary>What was available a moment ago may be backed up or modified by now: it is waited for, as if that had been seen first.</summary>
    private static async Task<Taken> BeginAsync(string source, string begun, Func<Task> create)
    {
        try
        {
            await create();
            return new Taken.Pending(begun);
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Conflict)
        {
            return new Taken.Pending($"{source} takes no snapshot at present ({fault.ErrorCode})");
        }
    }

    /// <summary>
    /// From when on a snapshot is whole: the service's stop; without a stop, the beginning of the step. AWS's clock and ours may differ by
    /// the five minutes that its signatures allow; the name, which no earlier generation used, is what keeps stale ones out.
    /// </summary>
    private static DateTimeOffset StoppedSince(StepContext context) =>
        context.All<Evidence.ServiceStopped>().Select(stopped => stopped.At).DefaultIfEmpty(context.Begun).Max() - AwsClock.Tolerance;

    private static bool WasSeen(StepContext context, string name) => context.Journal.Any(entry =>
        entry.Generation == context.Run.Generation && entry.Step == RunStep.TakeSnapshots && entry.Kind == JournalKind.Progress
        && entry.Message.Contains($"{name} ", StringComparison.Ordinal));

    private static Dictionary<string, string> Tags(StepContext context) => new()
    {
        [OwnSnapshots.RunTag] = context.Run.Id.Value,
        [OwnSnapshots.StackTag] = context.Plan.StackId.Name,
    };

    private abstract record Taken
    {
        public sealed record Ready(Evidence Evidence) : Taken;

        public sealed record Pending(string Progress) : Taken;

        public sealed record Lost(Finding Why) : Taken;
    }
}
