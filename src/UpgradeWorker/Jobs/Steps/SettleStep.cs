using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Ends the run's reservation, deletes what it made and nobody needs any more, and notes how long it took.</summary>
internal static class SettleStep
{
    private const int MostDeletions = 20;

    public static async Task<StepOutcome> RunAsync(StepContext context, StacksSettings stacks, Database database, CancellationToken cancellationToken)
    {
        var open = (await database.ReadAsync(session => ReservationStore.OfAsync(session, context.Run), cancellationToken)).Any(one => one.IsOpen);
        var created = open ? await CreatedAsync(context, cancellationToken) : [];
        var ledger = await database.ReadAsync(LedgerStore.AllAsync, cancellationToken);
        if (created.FirstOrDefault(instance => ledger.All(entry => entry.InstanceId != instance)) is { } missing)
        {
            return new StepOutcome.NotYet($"waiting until instance {missing} stands in the ledger");
        }

        if (open && !await MayStillCreateAsync(context, cancellationToken))
        {
            await database.WriteAsync(
                session => ReservationStore.ReleaseAsync(session, context.Run, context.Now, created.Count == 0 ? "no instance was created" : "every instance created stands in the ledger"),
                cancellationToken);
        }

        // Only now: what AWS denies here must not keep the places in the ledger.
        await DeleteChangeSetsAsync(context, cancellationToken);
        if (context.Run.Ending is not null)
        {
            return new StepOutcome.Done();
        }

        await LearnAsync(context, database, cancellationToken);
        return new StepOutcome.Done([.. (await DeleteSnapshotsAsync(context, stacks, database, cancellationToken)).Select(finding => new Evidence.Observed(finding))]);
    }

    /// <summary>Change sets of any generation of the run that were never executed.</summary>
    private static async Task DeleteChangeSetsAsync(StepContext context, CancellationToken cancellationToken)
    {
        var executed = context.Latest<Evidence.ChangeSetExecuted>()?.ChangeSetId;
        var own = RunNames.ChangeSetPrefix(context.Run.Id);
        foreach (var set in await context.Clients.ChangeSets.ListAsync(context.Plan.StackId.Arn, cancellationToken))
        {
            if (set.Name.StartsWith(own, StringComparison.Ordinal) && set.Arn != executed && set.ExecutionStatus is not ("EXECUTE_IN_PROGRESS" or "EXECUTE_COMPLETE"))
            {
                await context.Clients.ChangeSets.DeleteAsync(set.Arn, cancellationToken);
            }
        }
    }

    /// <summary>Only what went through by itself tells how long the next one takes.</summary>
    private static Task LearnAsync(StepContext context, Database database, CancellationToken cancellationToken) =>
        context.Run.Generation > 1 || context.Journal.Any(entry => entry.Kind == JournalKind.Operator) || context.All<Evidence.LeftAlone>().Any()
            ? Task.CompletedTask
            : database.WriteAsync(
                session => RunDurationStore.LearnAsync(
                    session, context.Run, ExpectedDurations.KindOf(context.Plan), context.Now - context.Run.StartedAt, context.Now),
                cancellationToken);

    private static async Task<IReadOnlyList<Finding>> DeleteSnapshotsAsync(
        StepContext context, StacksSettings stacks, Database database, CancellationToken cancellationToken)
    {
        try
        {
            // Another stack may have been made from a snapshot of this one.
            var looks = await database.ReadAsync(
                async session =>
                {
                    var others = new List<StackLook?>();
                    foreach (var other in stacks.All.Where(other => other.Key != context.Stack.Key))
                    {
                        others.Add(await WatchStore.LatestLookAsync(session, other.Key));
                    }

                    return others;
                },
                cancellationToken);
            looks.Add((await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken))?.Look);
            var parameters = looks.SelectMany(look => look?.Parameters ?? []).ToList();
            if (looks.Contains(null)
                || parameters.Any(parameter => parameter.Value == "****" && parameter.Key.Contains("snapshot", StringComparison.OrdinalIgnoreCase)))
            {
                // A parameter that does not show its value, or that nobody looked at, may name any of them.
                return [];
            }

            var expired = SnapshotRetention.Expired(
                await OwnSnapshots.ListAsync(context, cancellationToken), [.. parameters.SelectMany(parameter => new[] { parameter.Value, parameter.ResolvedValue }).OfType<string>()],
                [.. context.All<Evidence.SnapshotTaken>().Select(one => one.Name)], context.Stack.KeepSnapshots, context.Stack.KeepNewestSnapshots, context.Now);
            foreach (var snapshot in expired.Take(MostDeletions))
            {
                await (snapshot.Role == "database"
                    ? context.Clients.Databases.DeleteSnapshotAsync(snapshot.Name, cancellationToken)
                    : context.Clients.Caches.DeleteSnapshotAsync(snapshot.Name, cancellationToken));
            }

            return [.. expired.Take(MostDeletions).Select(one => new Finding("SnapshotDeleted", $"Deleted our {one.Role} snapshot {one.Name} of {one.CreatedAt:u}, as KeepSnapshots says."))];
        }
        catch (AwsFaultException fault) when (!fault.IsRetryable)
        {
            return [fault.ToFinding() with { Reason = "SnapshotsNotCleanedUp" }];
        }
    }

    /// <summary>Whether an update may go on of which a person gave the run up: what it creates is still to be waited for.</summary>
    private static async Task<bool> MayStillCreateAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Run.Ending == RunEnding.Abandoned && RunCommands.MayHaveExecuted(context.Run, context.Journal)
        && await context.Clients.Stacks.StatusAsync(context.Plan.StackId.Arn, cancellationToken) is { } status && StackStatuses.IsInProgress(status.Status);

    /// <summary>Ids of the instances that our update created, even if it was undone later.</summary>
    private static async Task<IReadOnlyList<string>> CreatedAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!RunCommands.MayHaveExecuted(context.Run, context.Journal))
        {
            return [];
        }

        var token = context.Latest<Evidence.ChangeSetExecuted>()?.Token ?? RunNames.ExecutionToken(context.Run.Id, context.Run.Generation);

        var before = context.Latest<Evidence.BeforeUpdate>()?.InstanceIds ?? [];
        var events = await context.Clients.Stacks.EventsSinceAsync(
            context.Plan.StackId.Arn, null, context.Run.StartedAt - TimeSpan.FromMinutes(5), cancellationToken);
        var told = ReplacementFinder.FromEvents(context.Plan.StackId.Arn, events, context.Plan.Instances.Contains, before.ToHashSet())
            .Where(one => one.ClientRequestToken == token).Select(one => one.InstanceId);
        // An instance that serves now and did not before was created too, whatever the events tell.
        var serving = context.Latest<Evidence.StackUpdated>()?.InstanceIds ?? [];
        return [.. told.Concat(serving.Except(before)).Distinct()];
    }
}
