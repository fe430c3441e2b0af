using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Planning;

/// <summary>What drift does to a plan.</summary>
public enum DriftEffect
{
    /// <summary>The approval mail tells it.</summary>
    Tell,

    /// <summary>Drift of what the plan touches, and drift that cannot be told, block.</summary>
    Block,

    /// <summary>What drifted is brought back first, by a plan of its own.</summary>
    Revert,
}

/// <summary>What drift does to plans.</summary>
public static class DriftRules
{
    /// <summary>Whether the next plan is to bring back what drifted. What cannot be looked at cannot be brought back.</summary>
    public static bool MustRevert(DriftReport? drift, DriftEffect effect) =>
        effect == DriftEffect.Revert && drift is not null && drift.Resources.Any(resource => resource.IsDrifted);

    /// <summary>What blocks a plan.</summary>
    /// <param name="drift">The newest report, ignored drift left out; null before the first.</param>
    /// <param name="effect">The stack's policy.</param>
    /// <param name="touched">Logical ids that the plan changes.</param>
    /// <param name="reverts">Whether the plan brings back what drifted.</param>
    public static IEnumerable<Finding> Blocks(DriftReport? drift, DriftEffect effect, IReadOnlySet<string> touched, bool reverts)
    {
        ArgumentNullException.ThrowIfNull(touched);
        if (drift is null || effect == DriftEffect.Tell)
        {
            yield break;
        }

        foreach (var resource in drift.Resources.Where(resource => resource.IsUnknown || (resource.IsDrifted && !reverts && touched.Contains(resource.LogicalId))))
        {
            yield return resource.IsUnknown
                ? new Finding("DriftUnknown", $"{resource.LogicalId} ({resource.ResourceType}) {DriftWords.Of(resource)}. Let the worker's role read it, or add a DriftIgnore rule for it.")
                : new Finding("Drifted", $"{resource.LogicalId} ({resource.ResourceType}) {DriftWords.Of(resource)}, and the upgrade touches it: take the change back, "
                    + "add a DriftIgnore rule, or set DriftPolicy to Warn or Revert.");
        }

        if (!drift.Completed && !drift.Resources.Any(resource => resource.IsUnknown))
        {
            yield return new Finding("DriftUnknown", $"The drift detection of {drift.StartedAt:u} could not look at every resource: let the worker's role read all that the stack has, or set DriftPolicy to Warn.");
        }
    }
}
