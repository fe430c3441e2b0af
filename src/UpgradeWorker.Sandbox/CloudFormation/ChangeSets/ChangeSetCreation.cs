using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Resources;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>The way of a change set from CREATE_PENDING to CREATE_COMPLETE or FAILED. What it holds is settled at its creation; it only takes
/// a while until it shows.</summary>
internal sealed class ChangeSetCreation(SandboxWorld world, ResourceHandlers handlers, Person person)
{
    private const string NoChanges =
        "The submitted information didn't contain changes. Submit different information to create a change set.";

    public void Begin(ChangeSet set)
    {
        var (changes, outputsDiffer) = ChangeSetBuilder.Build(world, set.Stack, set.Target);
        var withValues = ChangeSetBuilder.Build(world, set.Stack, set.Target, withValues: true).Changes;
        var stuck = world.Faults.Take<WorldFault.ChangeSetStuck>() is not null;
        var fails = world.Faults.Take<WorldFault.ChangeSetFails>()?.Reason;
        var half = world.Options.Durations.ChangeSetCreation / 2;
        world.After(half, () => set.Status = set.Status == "CREATE_PENDING" ? "CREATE_IN_PROGRESS" : set.Status);
        if (stuck)
        {
            return;
        }

        world.After(2 * half, () =>
        {
            if (set.Status != "CREATE_IN_PROGRESS")
            {
                return; // Deleted meanwhile.
            }

            set.EndedAt = world.Now;
            set.StatusReason = fails ?? (changes.Count == 0 && !outputsDiffer && set.Kind == "UPDATE" ? NoChanges : Validate(set, changes));
            if (set.StatusReason is not null)
            {
                set.Status = "FAILED";
                return;
            }

            (set.Status, set.ExecutionStatus) = ("CREATE_COMPLETE", "AVAILABLE");
            (set.Changes, set.ChangesWithValues) = (changes, withValues);
            person.SeesCompleteSet(set);
        });
    }

    // Null when early validation has nothing against it.
    private string? Validate(ChangeSet set, IReadOnlyList<ResourceChange> changes)
    {
        if (!set.IsValidated)
        {
            return null;
        }

        var fault = world.Faults.Take<WorldFault.ValidationFails>();
        IEnumerable<ValidationEvent?> found =
        [
            .. changes.Select(NameConflict),
            fault is null ? null : new ValidationEvent(
                world.Now,
                world.Ids.Uuid(),
                fault.LogicalId,
                set.Target.Template.Resources.GetValueOrDefault(fault.LogicalId)?.Type ?? "",
                "PROPERTY_VALIDATION",
                "PropertyValidation",
                fault.Message,
                $"/Resources/{fault.LogicalId}{fault.Path}"),
        ];
        set.ValidationEvents = [.. found.OfType<ValidationEvent>()];
        var checks = set.ValidationEvents.Select(e => $"AWS::EarlyValidation::{e.Check}").Distinct().Order(StringComparer.Ordinal).ToList();
        return checks.Count == 0
            ? null
            : $"The following hook(s)/validation failed: [{string.Join(", ", checks)}]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.";
    }

    // Only what is new can meet a name that is taken; a replacement that keeps its name is refused in the execution.
    private ValidationEvent? NameConflict(ResourceChange change)
    {
        if (change.Action != "Add"
            || handlers.For(change.Type).NameProperty is not { } property
            || (JsonNode.Parse(change.AfterContext ?? "{}")?["Properties"]?[property])?.ToString() is not { Length: > 0 } name
            || world.Resources.Find(change.Type, name) is null)
        {
            return null;
        }

        return new ValidationEvent(
            world.Now,
            world.Ids.Uuid(),
            change.LogicalId,
            change.Type,
            "NAME_CONFLICT_VALIDATION",
            "ResourceExistenceCheck",
            $"Resource of type '{change.Type}' with identifier '{name}' already exists.",
            $"/Resources/{change.LogicalId}");
    }
}
