using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Resources;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>Brings the resources of a stack to their target, one node at a time: creates, updates in place, or builds a new
/// one beside the old. Remembers what it touched, for the cleanup and for a rollback.</summary>
internal sealed class Deployment
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly OperationContext context;
    private readonly StackTarget target;
    private readonly Evaluator evaluator;
    private readonly Evaluator masked;
    private readonly ResourceCourse course;
    private readonly Dictionary<string, DueAction> cancellable = new(StringComparer.Ordinal);

    public Deployment(OperationContext context, StackTarget target)
    {
        (this.context, this.target) = (context, target);
        course = new ResourceCourse(context.World);
        EmulatedResource? Physical(string id) => context.Stack.Resources.GetValueOrDefault(id)?.Physical;
        evaluator = new Evaluator(target.Template, StackScope.Of(context.World, context.Stack, target, Physical));
        masked = new Evaluator(target.Template, StackScope.Of(context.World, context.Stack, target, Physical, masked: true));
    }

    public Evaluator Evaluator => evaluator;

    /// <summary>What each touched resource was before, in the order of touching; null = it was not there.</summary>
    public List<(string LogicalId, StackResource? Before)> Touched { get; } = [];

    /// <summary>What a replacement has left behind, to be deleted in the cleanup.</summary>
    public List<StackResource> Replaced { get; } = [];

    /// <summary>New physical resources, to be deleted if all this is rolled back.</summary>
    public List<StackResource> Created { get; } = [];

    /// <summary>Nodes in an order that respects what each needs.</summary>
    public IReadOnlyList<(string Id, IReadOnlyList<string> Needs)> Nodes => DependencyOrder.Of(target.Template, evaluator);

    public void Start(string id, Action<bool> done)
    {
        var declared = target.Template.Resources[id];
        var properties = StackTags.On(evaluator.Properties(declared), declared.Type, target.Settings.Tags);
        var shown = StackTags.On(masked.Properties(declared), declared.Type, target.Settings.Tags).ToJsonString(Plain);
        var existing = context.Stack.Resources.GetValueOrDefault(id);
        if (existing is null || (target.RevertDrift && !existing.Physical.Exists))
        {
            Touched.Add((id, Before(existing)));
            Create(declared, properties, shown, null, done);
            return;
        }

        var present = target.RevertDrift ? LiveProperties.Compared(existing, properties) : existing.Deployed;
        if (PropertyChanges.Between(present, properties).Count == 0)
        {
            (existing.DeletionPolicy, existing.UpdateReplacePolicy) = (declared.DeletionPolicy, declared.UpdateReplacePolicy);
            done(true);
            return;
        }

        Touched.Add((id, Before(existing)));
        if (PropertyChanges.Replace(Handler(declared.Type), declared.Type, present, properties))
        {
            Replace(declared, properties, shown, existing, done);
        }
        else
        {
            Update(declared, properties, shown, existing, done);
        }
    }

    /// <summary>Gives up a creation under way; an update in place is awaited instead.</summary>
    public bool TryCancel(string id)
    {
        if (!cancellable.Remove(id, out var pending))
        {
            return false;
        }

        pending.Cancel();
        var isNew = Touched.First(t => t.LogicalId == id).Before is null;
        var resource = context.Stack.Resources.GetValueOrDefault(id);
        context.EmitFor(
            id,
            target.Template.Resources[id].Type,
            resource?.PhysicalId ?? "",
            isNew ? "CREATE_FAILED" : "UPDATE_FAILED",
            isNew ? "Resource creation cancelled" : "Resource update cancelled",
            null);
        return true;
    }

    // What reverts drift goes back, if it must, to what was really there.
    private StackResource? Before(StackResource? existing)
    {
        var before = existing?.Copy();
        before?.Found = target.RevertDrift ? (JsonObject)existing!.Physical.Properties.DeepClone() : null;
        return before;
    }

    private void Replace(TemplateResource declared, JsonObject properties, string shown, StackResource existing, Action<bool> done)
    {
        var handler = Handler(declared.Type);
        var refusal = context.Stack.DisableRollback
            ? "Replacement type updates not supported on stack with disable-rollback."
            : handler.NameProperty is { } name && properties[name] is { } own && JsonNode.DeepEquals(own, existing.Deployed[name])
                ? $"CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename {own} and update the stack again."
                : null;
        if (refusal is not null)
        {
            context.Emit(existing, existing.PhysicalId, "UPDATE_FAILED", refusal, shown);
            done(false);
            return;
        }

        context.Emit(
            existing,
            existing.PhysicalId,
            "UPDATE_IN_PROGRESS",
            "Requested update requires the creation of a new physical resource; hence creating one.",
            shown);
        if (!handler.DeletesFirst)
        {
            Create(declared, properties, shown, existing, done);
            return;
        }

        var old = existing.Physical;
        context.Wait(handler.BeginDeletion(old, snapshotFirst: false), () =>
        {
            handler.EndDeletion(old);
            Create(declared, properties, shown, existing, done);
        });
    }

    private void Create(TemplateResource declared, JsonObject properties, string shown, StackResource? existing, Action<bool> done)
    {
        var (id, verb) = (declared.LogicalId, existing is null ? "CREATE" : "UPDATE");
        if (existing is null)
        {
            context.EmitFor(id, declared.Type, "", "CREATE_IN_PROGRESS", null, shown);
        }

        cancellable[id] = context.Wait(context.World.Options.Durations.BeforeCreation, () =>
        {
            var handler = Handler(declared.Type);
            var request = new CreationRequest(new StackMembership(context.Stack.Id, context.Stack.Name, id), properties);
            EmulatedResource made;
            TimeSpan duration;
            try
            {
                course.RefuseCreation(id);
                (made, duration) = handler.BeginCreation(request);
            }
            catch (ResourceFailure refused)
            {
                cancellable.Remove(id);
                context.EmitFor(id, declared.Type, existing?.PhysicalId ?? "", $"{verb}_FAILED", refused.Message, shown);
                done(false);
                return;
            }

            if (existing is not null && !handler.DeletesFirst)
            {
                Replaced.Add(existing.Copy());
            }

            var entry = Enter(declared, properties, made);
            Created.Add(entry.Copy());
            context.Emit(entry, made.PhysicalId, $"{verb}_IN_PROGRESS", "Resource creation Initiated", shown);
            var (length, failure) = course.Of(id, duration);
            cancellable[id] = context.Wait(length, () =>
            {
                cancellable.Remove(id);
                Finish(entry, verb, shown, () => handler.EndCreation(made), failure, done);
            });
        });
    }

    private void Update(TemplateResource declared, JsonObject properties, string shown, StackResource existing, Action<bool> done)
    {
        var handler = Handler(declared.Type);
        context.Emit(existing, existing.PhysicalId, "UPDATE_IN_PROGRESS", null, shown);
        TimeSpan duration;
        try
        {
            duration = handler.BeginUpdate(existing.Physical, properties);
        }
        catch (ResourceFailure failure)
        {
            context.Emit(existing, existing.PhysicalId, "UPDATE_FAILED", failure.Message, shown);
            done(false);
            return;
        }

        var (length, fails) = course.Of(existing.LogicalId, duration);
        context.Wait(length, () =>
        {
            existing.Deployed = properties;
            (existing.DeletionPolicy, existing.UpdateReplacePolicy) = (declared.DeletionPolicy, declared.UpdateReplacePolicy);
            Finish(existing, "UPDATE", shown, () => handler.EndUpdate(existing.Physical, properties), fails, done);
        });
    }

    // failure: why it has failed although it came to its end; null = it has not.
    private void Finish(StackResource entry, string verb, string shown, Action end, string? failure, Action<bool> done)
    {
        try
        {
            end();
            if (failure is not null)
            {
                throw new ResourceFailure(failure);
            }
        }
        catch (ResourceFailure refused)
        {
            context.Emit(entry, entry.PhysicalId, $"{verb}_FAILED", refused.Message, shown);
            done(false);
            return;
        }

        context.Emit(entry, entry.PhysicalId, $"{verb}_COMPLETE", null, shown);
        done(true);
    }

    private StackResource Enter(TemplateResource declared, JsonObject properties, EmulatedResource made)
    {
        var entry = new StackResource
        {
            LogicalId = declared.LogicalId,
            Type = declared.Type,
            Physical = made,
            Deployed = properties,
            DeletionPolicy = declared.DeletionPolicy,
            UpdateReplacePolicy = declared.UpdateReplacePolicy,
        };
        context.Stack.Resources[declared.LogicalId] = entry;
        return entry;
    }

    private ResourceHandler Handler(string type) => context.State.Handlers.For(type);
}
