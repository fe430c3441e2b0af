using Amazon.CloudFormation.Model;

namespace UpgradeWorker.Aws;

/// <summary>
/// Joins the two descriptions of one change set: without property values (complete, but without contexts) and with them (long values are
/// cut). What either of them shows is shown, and of two opinions on replacement the worse one counts.
/// </summary>
internal static class ChangeSetMerge
{
    // From harmless to worst (CloudFormation API Reference, data type ResourceChange, Replacement).
    private static readonly string?[] Severity = [null, "False", "Conditional", "True"];

    /// <summary>The changes of <paramref name="plain"/>, completed by <paramref name="valued"/>.</summary>
    public static IReadOnlyList<Change> Join(IReadOnlyList<Change> plain, IReadOnlyList<Change> valued)
    {
        var rest = valued.Where(one => one.ResourceChange is not null).ToList();
        foreach (var one in plain.Select(change => change.ResourceChange).OfType<ResourceChange>())
        {
            if (rest.Find(other => IsSame(other.ResourceChange!, one)) is { } found)
            {
                rest.Remove(found);
                Complete(one, found.ResourceChange!);
            }
        }

        return [.. plain, .. rest];
    }

    private static void Complete(ResourceChange one, ResourceChange valued)
    {
        one.BeforeContext ??= valued.BeforeContext;
        one.AfterContext ??= valued.AfterContext;
        one.PolicyAction ??= valued.PolicyAction;
        if (Array.IndexOf(Severity, valued.Replacement?.Value) > Array.IndexOf(Severity, one.Replacement?.Value))
        {
            one.Replacement = valued.Replacement;
        }

        var rest = (valued.Details ?? []).ToList();
        foreach (var detail in one.Details ?? [])
        {
            if (rest.Find(other => IsSame(other, detail)) is { } found)
            {
                rest.Remove(found);
                detail.Target ??= found.Target;
                if (detail.Target is { } target && found.Target is { } values)
                {
                    target.BeforeValue ??= values.BeforeValue;
                    target.AfterValue ??= values.AfterValue;
                    target.Path ??= values.Path;
                    target.AttributeChangeType ??= values.AttributeChangeType;
                }
            }
        }

        if (rest.Count > 0)
        {
            one.Details = [.. one.Details ?? [], .. rest];
        }
    }

    private static bool IsSame(ResourceChange one, ResourceChange other) =>
        one.LogicalResourceId == other.LogicalResourceId && one.Action == other.Action;

    private static bool IsSame(ResourceChangeDetail one, ResourceChangeDetail other) =>
        one.Evaluation == other.Evaluation
        && one.ChangeSource == other.ChangeSource
        && one.CausingEntity == other.CausingEntity
        && one.Target?.Attribute == other.Target?.Attribute
        && one.Target?.Name == other.Target?.Name
        && one.Target?.RequiresRecreation == other.Target?.RequiresRecreation;
}
