using System.Text.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Operations;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>Computes what a target would change in a stack, from the texts, the values and what exists; nothing is looked
/// up at the services, so that a snapshot that does not exist shows only when the set is executed.</summary>
internal sealed class ChangeSetBuilder
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly EmulatedStack stack;
    private readonly StackTarget target;
    private readonly bool withValues;
    private readonly DateTimeOffset now;
    private readonly Evaluator after;
    private readonly CauseFinder? causes;
    private readonly Dictionary<string, Fate> fates = new(StringComparer.Ordinal);

    private ChangeSetBuilder(SandboxWorld world, EmulatedStack stack, StackTarget target, bool withValues)
    {
        (this.stack, this.target, this.withValues, now) = (stack, target, withValues, world.Now);
        after = new Evaluator(target.Template, StackScope.Of(world, stack, target, AfterExecution));
        if (stack.Template is { } template)
        {
            var old = new StackTarget(template, stack.Parameters, stack.Settings);
            var before = new Evaluator(template, StackScope.Of(world, stack, old, id => stack.Resources.GetValueOrDefault(id)?.Physical));
            causes = new CauseFinder(old, target, before, after, fates);
        }
    }

    /// <summary>The changes, by logical id, and whether the outputs differ. <paramref name="withValues"/>: As they are shown with property
    /// values; without, AWS is less sure of what follows from what.</summary>
    public static (IReadOnlyList<ResourceChange> Changes, bool OutputsDiffer) Build(
        SandboxWorld world, EmulatedStack stack, StackTarget target, bool withValues = false)
    {
        var builder = new ChangeSetBuilder(world, stack, target, withValues);
        List<ResourceChange> changes = [];
        foreach (var (id, _) in DependencyOrder.Of(target.Template, builder.after))
        {
            if (builder.Change(target.Template.Resources[id]) is { } change)
            {
                changes.Add(change);
            }
        }

        changes.AddRange(builder.Removals());
        changes.Sort((a, b) => string.CompareOrdinal(a.LogicalId, b.LogicalId));
        return (changes, builder.OutputsDiffer());
    }

    private EmulatedResource? AfterExecution(string id) =>
        fates.GetValueOrDefault(id) is Fate.New or Fate.Replaced or Fate.PerhapsReplaced
            ? null
            : stack.Resources.GetValueOrDefault(id) is { } found && (!target.RevertDrift || found.Physical.Exists) ? found.Physical : null;

    private ResourceChange? Change(TemplateResource declared)
    {
        var id = declared.LogicalId;
        var properties = StackTags.On(after.Properties(declared), declared.Type, target.Settings.Tags);
        if (stack.Resources.GetValueOrDefault(id) is not { } existing || (target.RevertDrift && !existing.Physical.Exists))
        {
            fates[id] = Fate.New;
            return new ResourceChange
            {
                Action = "Add",
                LogicalId = id,
                Type = declared.Type,
                AfterContext = Context(properties),
                DriftStatus = target.RevertDrift && stack.Resources.ContainsKey(id) ? "DELETED" : null,
            };
        }

        if (existing.Type != declared.Type)
        {
            throw AwsException.Validation(
                $"Update of resource type is not permitted. The new template modifies resource type of the following resources: [{id}]");
        }

        var present = target.RevertDrift ? LiveProperties.Compared(existing, properties) : existing.Deployed;
        List<ChangeDetail> details = [];
        foreach (var property in PropertyChanges.Between(present, properties))
        {
            details.AddRange(causes!.Of(declared, property, present[property], properties[property])
                .Select(d => target.RevertDrift ? WithDrift(d, existing, property) : d));
        }

        details.AddRange(causes!.Attributes(declared, existing));
        details.AddRange(causes.PerhapsThroughAttributes(declared, present, properties));
        details.RemoveAll(d => d.OnlyWithValues is { } only && only != withValues);
        return details.Count == 0 ? null : Modify(declared, existing, properties, present, details);
    }

    private ResourceChange Modify(
        TemplateResource declared, StackResource existing, JsonObject properties, JsonObject present, List<ChangeDetail> details)
    {
        var replacement = Worst(details);
        fates[declared.LogicalId] = replacement switch
        {
            "True" => Fate.Replaced,
            "Conditional" => Fate.PerhapsReplaced,
            _ => Fate.Modified,
        };
        return new ResourceChange
        {
            Action = "Modify",
            LogicalId = declared.LogicalId,
            Type = declared.Type,
            PhysicalId = existing.PhysicalId,
            Replacement = replacement,
            PolicyAction = replacement == "False" ? null : Policies.OnReplacement(existing.UpdateReplacePolicy),
            Details = details,
            BeforeContext = Context(present),
            AfterContext = Context(properties),
            DriftStatus = !target.RevertDrift ? null
                : JsonNode.DeepEquals(LiveProperties.Compared(existing, existing.Deployed), existing.Deployed) ? "IN_SYNC" : "MODIFIED",
        };
    }

    private IEnumerable<ResourceChange> Removals() => stack.Resources.Values
        .Where(r => !target.Template.Resources.TryGetValue(r.LogicalId, out var declared) || !after.Includes(declared))
        .Select(r => new ResourceChange
        {
            Action = "Remove",
            LogicalId = r.LogicalId,
            Type = r.Type,
            PhysicalId = r.PhysicalId,
            PolicyAction = Policies.OnRemoval(r.Type, r.DeletionPolicy),
            BeforeContext = Context(r.Deployed),
        });

    private bool OutputsDiffer()
    {
        Dictionary<string, string?> wanted = new(StringComparer.Ordinal);
        foreach (var (key, node) in target.Template.Outputs)
        {
            if (node?["Condition"]?.ToString() is not { } condition || after.Condition(condition))
            {
                wanted[key] = after.Value(node?["Value"])?.ToString();
            }
        }

        return wanted.Count != stack.Outputs.Count || stack.Outputs.Any(o => wanted.GetValueOrDefault(o.Key) != o.Value);
    }

    // Certain only if a cause that is certain always recreates.
    private static string Worst(List<ChangeDetail> details) =>
        details.Any(d => d.RequiresRecreation == "Always" && d.Evaluation == "Static") ? "True"
        : details.Any(d => d.RequiresRecreation is "Always" or "Conditionally") ? "Conditional"
        : "False";

    private ChangeDetail WithDrift(ChangeDetail detail, StackResource existing, string property) =>
        JsonNode.DeepEquals(existing.Deployed[property], existing.Physical.Properties[property])
            ? detail
            : detail with
            {
                Drift = (existing.Deployed[property]?.ToString(), existing.Physical.Properties[property]?.ToString(), now),
                Source = detail.Before == detail.After ? "NoModification" : detail.Source,
            };

    private static string Context(JsonObject properties) =>
        new JsonObject { ["Properties"] = properties.DeepClone() }.ToJsonString(Plain);
}
