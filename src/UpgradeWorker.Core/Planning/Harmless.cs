namespace UpgradeWorker.Core.Planning;

/// <summary>Which plans a stack may be set to run without asking: those that replace, remove and permit nothing.</summary>
public static class Harmless
{
    /// <summary>Why a person has to agree; null when the plan is harmless.</summary>
    public static Finding? Check(Plan plan) =>
        plan.Changes.FirstOrDefault(change => change.Replacement != "no" || change.Action is not ("Add" or "Modify")) is { } risky
            ? new Finding("NotHarmless", $"{risky.LogicalId} is replaced, may be replaced, or is removed.")
        : plan.Security.Count > 0 ? new Finding("NotHarmless", plan.Security[0])
        : plan.Migrations.Count > 0 ? new Finding("NotHarmless", $"It runs {plan.Migrations[0].Command}.")
        : plan.ManualSteps.Count > 0 ? new Finding("NotHarmless", $"Step {plan.ManualSteps[0].Id} needs a person.")
        : plan.Changes.Count == 0 ? new Finding("NotHarmless", "The change set names no change, so that nothing is known of it.")
        : null;
}
