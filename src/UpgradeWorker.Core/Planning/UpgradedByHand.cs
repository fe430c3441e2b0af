using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Planning;

/// <summary>
/// What an upgrade outside the worker leaves open: the worker saw another version run before, and made no run that led here, so that
/// nobody told it whether the migrations and steps in between were done. An approver has to say so.
/// </summary>
public static class UpgradedByHand
{
    /// <summary>One step to acknowledge before the upgrade, M0; none where the way asked for nothing.</summary>
    public static IEnumerable<PlannedManualStep> Steps(PlanDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.ByHand is not { } way || (way.Commands.Count == 0 && way.Manual.Count == 0))
        {
            yield break;
        }

        string[] lines =
        [
            $"Somebody upgraded the stack from {way.From} to {way.To} outside the worker. What that asks for must be done before this upgrade:",
            .. Commands(way).Select(command => $"- {draft.Profile.MigrationByHand(command)}"),
            .. way.Manual.Select(step => $"- ({step.Version}) {step.Text}"),
        ];
        yield return new PlannedManualStep("M0", way.To.ToString(), "before", string.Join('\n', lines));
    }

    /// <summary>Each once: the binary of the running version runs whatever of a database is still open.</summary>
    private static IEnumerable<string> Commands(MigrationPath way) => way.Commands.Select(step => step.Command.Text).Distinct();
}
