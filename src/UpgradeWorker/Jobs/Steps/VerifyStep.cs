using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Looks whether the new version serves, from databases restored from our snapshots.</summary>
internal static class VerifyStep
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public static async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var reading = await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken);
        if (reading is null)
        {
            return Wrong("StackMissing", "The stack was deleted after the update.");
        }

        var version = reading.Look.Output(context.Stack.Profile.VersionOutput);
        if (version != context.Plan.TargetVersion)
        {
            return Wrong("WrongVersion", $"The stack says it runs {version ?? "no version"}, not {context.Plan.TargetVersion}.");
        }

        if (await RestoredAsync(context, reading.Look, cancellationToken) is { } lost)
        {
            return new StepOutcome.Faulted(lost, Retryable: false);
        }

        var seen = Differences(context, reading.Look);
        if (context.Plan.StopsService || context.Plan.Migrations.Count > 0)
        {
            foreach (var instance in context.InstanceIds)
            {
                var script = InstanceScripts.Verify(context.Stack.Profile);
                switch (await InstanceScriptRunner.RunAsync(context, "verify", instance, script, Timeout, cancellationToken))
                {
                    case ScriptOutcome.Pending pending:
                        return pending.NotYet;
                    case ScriptOutcome.Failed failed:
                        return new StepOutcome.Faulted(failed.Why, Retryable: true);
                    case ScriptOutcome.Finished finished:
                        seen.Add(new Finding("ServiceActive", $"{instance}: {string.Join(", ", finished.Output.Split('\n'))}"));
                        break;
                }
            }
        }

        return new StepOutcome.Done([.. seen.Select(finding => new Evidence.Observed(finding))]);
    }

    private static async Task<Finding?> RestoredAsync(StepContext context, StackLook look, CancellationToken cancellationToken)
    {
        foreach (var snapshot in context.All<Evidence.SnapshotTaken>().Where(one => one.ForRestore))
        {
            var planned = context.Plan.Snapshots.First(one => one.LogicalId == snapshot.LogicalId);
            if (look.Parameter(planned.Parameter) is { } value && value != snapshot.Reference && value != "****")
            {
                return new Finding("NotRestored", $"Parameter {planned.Parameter} is {value}, not our snapshot {snapshot.Reference}; the snapshot is kept.");
            }

            var id = look.PhysicalId(snapshot.LogicalId);
            var (sourceId, createdAt) = id is null ? (null, null)
                : snapshot.Role == "database" ? await DatabaseAsync(context, id, cancellationToken)
                : await CacheAsync(context, id, cancellationToken);
            if (sourceId is null || (snapshot.Role == "database" && sourceId == snapshot.SourceId))
            {
                return new Finding(
                    "NotRestored", $"{snapshot.LogicalId} ({id ?? "missing"}) is not a new one restored from {snapshot.Reference}; the snapshot is kept.");
            }

            if (createdAt is { } at && at < snapshot.CreatedAt)
            {
                return new Finding("NotRestored", $"{snapshot.LogicalId} of {at:u} is older than its snapshot of {snapshot.CreatedAt:u}; the snapshot is kept.");
            }
        }

        return null;
    }

    private static async Task<(string? Id, DateTimeOffset? CreatedAt)> DatabaseAsync(
        StepContext context, string id, CancellationToken cancellationToken)
    {
        var instance = await context.Clients.Databases.FindInstanceAsync(id, cancellationToken);
        return (instance?.ResourceId, instance?.CreatedAt);
    }

    private static async Task<(string? Id, DateTimeOffset? CreatedAt)> CacheAsync(
        StepContext context, string id, CancellationToken cancellationToken)
    {
        var group = await context.Clients.Caches.FindGroupAsync(id, cancellationToken);
        return (group?.Id, group?.CreatedAt);
    }

    /// <summary>Outputs that changed, and what cleaning up left behind.</summary>
    private static List<Finding> Differences(StepContext context, StackLook look)
    {
        var before = context.Latest<Evidence.BeforeUpdate>()?.Outputs ?? [];
        var seen = new List<Finding>();
        foreach (var (key, value) in before)
        {
            if (look.Output(key) is { } now && now != value)
            {
                seen.Add(key == context.Stack.Profile.AddressOutput
                    ? new Finding("AddressChanged", $"{key} changed from {value} to {now}: CHANGE THE DNS RECORD NOW, or certificates cannot be issued.")
                    : new Finding("OutputChanged", $"{key} changed from {value} to {now}."));
            }
        }

        seen.AddRange((context.Latest<Evidence.StackUpdated>()?.Leftovers ?? []).Select(left =>
            new Finding("Leftover", $"CloudFormation could not delete {left}; delete it by hand.")));
        return seen;
    }

    private static StepOutcome.Faulted Wrong(string reason, string message) => new(new Finding(reason, message), Retryable: false);
}
