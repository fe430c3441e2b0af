namespace UpgradeWorker.Core.Planning;

/// <summary>Reads a described change set for what it would do.</summary>
public static class ChangeSetReader
{
    // With a transform or macro in the template CloudFormation says the second (CloudFormation User Guide, "Troubleshooting").
    private static readonly string[] NothingToChange =
        ["The submitted information didn't contain changes", "No updates are to be performed"];

    public static ChangeSetReading Read(ChangeSetDescription description, ChangeSetReadingPolicy policy)
    {
        var changes = description.Changes.Select(change => Read(change, policy)).ToList();
        return new ChangeSetReading
        {
            Status = description.Status,
            NoChanges = SaysNoChanges(description),
            Changes = changes,
            Security = SecurityChanges.In(description, changes, policy),
            Refusals = [.. RefusalRules.InOrder.SelectMany(rule => rule(description, changes, policy))],
        };
    }

    /// <summary>Whether CloudFormation refused to make the set because nothing differs.</summary>
    public static bool SaysNoChanges(ChangeSetDescription description) =>
        description.Status == "FAILED" && NothingToChange.Any(words => description.StatusReason?.StartsWith(words, StringComparison.Ordinal) == true);

    private static ResourceChangeReading Read(ResourceChange change, ChangeSetReadingPolicy policy)
    {
        var role = ResourceChangeRoles.Of(change, policy);
        var (replacement, doubts, heldInPlace) = ReplacementJudge.Judge(change, role, policy);
        return new ResourceChangeReading
        {
            Change = change,
            Role = role,
            Replacement = replacement,
            Doubts = doubts,
            HeldInPlace = heldInPlace,
            Causes = change.Causes(),
            Properties = change.Targets(),
        };
    }
}
