using UpgradeWorker.Sandbox.CloudFormation.Resources;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>Why a physical resource is to go; decides which policy of the template speaks.</summary>
internal enum CleanupCause
{
    /// <summary>A new one took its place: UpdateReplacePolicy, by default Delete, also for databases.</summary>
    Replaced,

    /// <summary>The template no longer has it, or the stack goes: DeletionPolicy, by default Snapshot for a database.</summary>
    Removed,

    /// <summary>It was made by an operation that is rolled back: always deleted.</summary>
    RolledBack,
}

/// <summary>Deletes physical resources, each after those that need it.</summary>
internal sealed class Cleanup(OperationContext context)
{
    /// <summary><paramref name="items"/>: What to delete, in an order in which each comes after what it needs.
    /// <paramref name="needs"/>: What each logical id needs. <paramref name="ended"/>: Gets the logical ids that could
    /// not be deleted.</summary>
    public void Run(
        IReadOnlyList<(StackResource Resource, CleanupCause Cause)> items,
        IReadOnlyDictionary<string, IReadOnlyList<string>> needs,
        Action<IReadOnlyList<string>> ended)
    {
        var keyed = items.Select((item, i) => (Key: $"{i}", item.Resource, item.Cause)).Reverse().ToList();
        var nodes = keyed.Select(item => (
            item.Key,
            (IReadOnlyList<string>)[.. keyed.Where(other => Needs(other.Resource, item.Resource, needs)).Select(o => o.Key)])).ToList();
        DependencyRun run = null!;
        run = new DependencyRun(nodes, stopAtFailure: false)
        {
            Start = key =>
            {
                var (_, resource, cause) = keyed.First(k => k.Key == key);
                Delete(resource, cause, succeeded => run.Done(key, succeeded));
            },
            Ended = failed => ended([.. failed.Select(key => keyed.First(k => k.Key == key).Resource.LogicalId)]),
        };
        run.Advance();
    }

    private static bool Needs(StackResource one, StackResource other, IReadOnlyDictionary<string, IReadOnlyList<string>> needs) =>
        one != other && needs.TryGetValue(one.LogicalId, out var its) && its.Contains(other.LogicalId);

    private void Delete(StackResource resource, CleanupCause cause, Action<bool> done)
    {
        var policy = Policy(resource, cause);
        if (policy is "Retain" or "RetainExceptOnCreate")
        {
            context.EmitFor(resource.LogicalId, resource.Type, resource.PhysicalId, "DELETE_SKIPPED", null, null);
            done(true);
            return;
        }

        context.EmitFor(resource.LogicalId, resource.Type, resource.PhysicalId, "DELETE_IN_PROGRESS", null, null);
        var handler = context.State.Handlers.For(resource.Type);
        try
        {
            if (cause != CleanupCause.RolledBack
                && context.World.Faults.Take<WorldFault.CleanupFails>(f => f.LogicalId == resource.LogicalId) is not null)
            {
                throw new ResourceFailure("Resource handler returned message: \"Internal failure\"");
            }

            // Somebody may have deleted it by hand: CloudFormation takes that for done.
            var duration = resource.Physical.Exists ? handler.BeginDeletion(resource.Physical, policy == "Snapshot") : TimeSpan.Zero;
            context.Wait(duration, () =>
            {
                handler.EndDeletion(resource.Physical);
                context.EmitFor(resource.LogicalId, resource.Type, resource.PhysicalId, "DELETE_COMPLETE", null, null);
                done(true);
            });
        }
        catch (ResourceFailure failure)
        {
            context.EmitFor(resource.LogicalId, resource.Type, resource.PhysicalId, "DELETE_FAILED", failure.Message, null);
            done(false);
        }
    }

    private static string Policy(StackResource resource, CleanupCause cause) => cause switch
    {
        CleanupCause.Replaced => resource.UpdateReplacePolicy ?? "Delete",
        CleanupCause.Removed => resource.DeletionPolicy ?? Policies.DefaultDeletion(resource.Type),
        _ => "Delete",
    };
}
