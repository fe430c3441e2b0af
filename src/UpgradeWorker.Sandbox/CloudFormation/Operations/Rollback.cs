using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Resources;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>Brings back what a failed operation touched, then deletes what it had made. It runs under an operation id of its
/// own. What it cannot bring back leaves the stack in UPDATE_ROLLBACK_FAILED, from where it can be continued
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html).</summary>
internal sealed class Rollback
{
    private readonly Deployment failedDeployment;
    private readonly bool ofCreation;
    private readonly Dictionary<string, IReadOnlyList<string>> needs;
    private readonly List<(string LogicalId, StackResource? Before)> remaining;
    private HashSet<string> failedIds = [];
    private OperationContext context = null!;

    public Rollback(Deployment failedDeployment, bool ofCreation, Dictionary<string, IReadOnlyList<string>> needs)
    {
        (this.failedDeployment, this.ofCreation, this.needs) = (failedDeployment, ofCreation, needs);
        remaining = [.. failedDeployment.Touched];
    }

    public required Action Failed { get; init; }

    public required Action Ended { get; init; }

    public void Start(OperationContext own, string reason)
    {
        context = own;
        if (ofCreation)
        {
            context.SetStatus("ROLLBACK_IN_PROGRESS", reason);
            context.Wait(TimeSpan.FromSeconds(1), CleanUp);
            return;
        }

        context.SetStatus("UPDATE_ROLLBACK_IN_PROGRESS", reason);
        context.Wait(TimeSpan.FromSeconds(2), () => BringBack([]));
    }

    public void RefuseSkipping(IReadOnlyList<string> skip)
    {
        if (skip.FirstOrDefault(id => !failedIds.Contains(id)) is { } other)
        {
            throw AwsException.Validation($"Resource [{other}] cannot be skipped: only resources that failed to roll back can be.");
        }
    }

    public void Continue(OperationContext own, IReadOnlyList<string> skip)
    {
        context = own;
        context.SetStatus("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated");
        context.Wait(TimeSpan.FromSeconds(2), () => BringBack(skip));
    }

    private void BringBack(IReadOnlyList<string> skip)
    {
        var ids = remaining.Where(t => t.Before is not null).Select(t => t.LogicalId).ToList();
        var nodes = needs.Keys.Where(ids.Contains)
            .Select(id => (id, (IReadOnlyList<string>)[.. needs[id].Where(ids.Contains)]))
            .ToList();
        DependencyRun run = null!;
        run = new DependencyRun(nodes, stopAtFailure: true)
        {
            Start = id => Restore(remaining.First(t => t.LogicalId == id).Before!, skip.Contains(id), succeeded =>
            {
                if (succeeded)
                {
                    remaining.RemoveAll(t => t.LogicalId == id);
                }

                run.Done(id, succeeded);
            }),
            Ended = failed =>
            {
                failedIds = [.. failed];
                if (failed.Count == 0)
                {
                    CleanUp();
                    return;
                }

                context.SetStatus("UPDATE_ROLLBACK_FAILED", $"The following resource(s) failed to update: [{string.Join(", ", failed)}]. ");
                Failed();
                Ended();
            },
        };
        run.Advance();
    }

    private void Restore(StackResource before, bool skipped, Action<bool> done)
    {
        var now = context.Stack.Resources[before.LogicalId];
        if (skipped)
        {
            context.Emit(now, now.PhysicalId, "UPDATE_COMPLETE", null, null);
            done(true);
            return;
        }

        context.Emit(now, now.PhysicalId, "UPDATE_IN_PROGRESS", null, null);
        if (context.World.Faults.Take<WorldFault.RollbackFails>(f => f.LogicalId == before.LogicalId) is not null)
        {
            context.Emit(now, now.PhysicalId, "UPDATE_FAILED", "Resource handler returned message: \"Internal failure\"", null);
            done(false);
            return;
        }

        var handler = context.State.Handlers.For(before.Type);
        try
        {
            var goal = before.Found ?? before.Deployed;
            if (!before.Physical.Exists && before.Found is null)
            {
                Remake(handler, before, done);
            }
            else if (before.Physical.Exists && now.Physical == before.Physical && !JsonNode.DeepEquals(before.Found is null ? now.Deployed : now.Physical.Properties, goal))
            {
                context.Wait(handler.BeginUpdate(now.Physical, goal), () =>
                {
                    handler.EndUpdate(now.Physical, goal);
                    PutBack(before, before.Physical, done);
                });
            }
            else
            {
                // Replaced, where the old one is still there; refused before anything was changed; or gone before a set that reverts drift.
                context.Wait(TimeSpan.FromSeconds(1), () => PutBack(before, before.Physical, done));
            }
        }
        catch (ResourceFailure failure)
        {
            context.Emit(now, now.PhysicalId, "UPDATE_FAILED", failure.Message, null);
            done(false);
        }
    }

    // The old one is gone (an address association is deleted before the new one is made): make one like it.
    private void Remake(ResourceHandler handler, StackResource before, Action<bool> done)
    {
        foreach (var made in failedDeployment.Created.Where(c => c.LogicalId == before.LogicalId && c.Physical.Exists))
        {
            handler.BeginDeletion(made.Physical, snapshotFirst: false);
            handler.EndDeletion(made.Physical);
        }

        var membership = new StackMembership(context.Stack.Id, context.Stack.Name, before.LogicalId);
        var (again, duration) = handler.BeginCreation(new CreationRequest(membership, before.Deployed));
        context.Wait(duration, () =>
        {
            handler.EndCreation(again);
            PutBack(before, again, done);
        });
    }

    private void PutBack(StackResource before, EmulatedResource physical, Action<bool> done)
    {
        var entry = before.Copy();
        entry.Physical = physical;
        context.Stack.Resources[before.LogicalId] = entry;
        context.Emit(entry, physical.PhysicalId, "UPDATE_COMPLETE", null, null);
        done(true);
    }

    private void CleanUp()
    {
        if (!ofCreation)
        {
            context.SetStatus("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");
        }

        List<(StackResource, CleanupCause)> items = [];
        foreach (var made in failedDeployment.Created.Where(c => c.Physical.Exists))
        {
            items.Add((made, CleanupCause.RolledBack));
        }

        foreach (var (id, before) in failedDeployment.Touched)
        {
            if (before is null)
            {
                context.Stack.Resources.Remove(id);
            }
        }

        context.Wait(TimeSpan.FromSeconds(1), () => new Cleanup(context).Run(items, needs, failed =>
        {
            context.SetStatus(ofCreation ? failed.Count == 0 ? "ROLLBACK_COMPLETE" : "ROLLBACK_FAILED" : "UPDATE_ROLLBACK_COMPLETE");
            Ended();
        }));
    }
}
