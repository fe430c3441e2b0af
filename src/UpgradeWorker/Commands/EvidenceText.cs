using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Commands;

/// <summary>Evidence of a journal in words.</summary>
internal static class EvidenceText
{
    private const int LongestOutput = 200;

    /// <summary>One line each; null for what the line of the journal says already.</summary>
    public static string? Of(Evidence evidence) => evidence switch
    {
        Evidence.BeforeUpdate before => $"acts as {before.Caller} on {List(before.InstanceIds)}",
        Evidence.ReservationTaken { Cost: 0 } => "no certificate is needed",
        Evidence.ReservationTaken taken => $"{taken.Cost} {(taken.Cost == 1 ? "certificate" : "certificates")} reserved in the ledger, {taken.Room} left",
        Evidence.CommandIntended => null,
        Evidence.CommandSent sent => $"Systems Manager command {sent.CommandId}",
        Evidence.ServiceStopped stopped => $"surely stopped since {Times.Local(stopped.At)}",
        Evidence.SnapshotTaken snapshot => $"{snapshot.Role} snapshot {snapshot.Name} of {snapshot.LogicalId} ({snapshot.SourceId}), {Times.Local(snapshot.CreatedAt)}"
            + (snapshot.ForRestore ? ", the update restores from it" : ", for safety"),
        Evidence.ChangeSetConfirmed confirmed => $"change set {confirmed.ChangeSetId} is what was approved, plan {confirmed.Fingerprint[..Math.Min(12, confirmed.Fingerprint.Length)]}",
        Evidence.ChangeSetExecuted executed => $"change set {executed.ChangeSetId}, token {executed.Token}",
        Evidence.StackUpdated updated => $"{updated.Status}, instances {List(updated.InstanceIds)}"
            + (updated.Leftovers.Count > 0 ? $"; could not be deleted: {string.Join("; ", updated.Leftovers)}" : ""),
        Evidence.InstanceReady ready => $"ready since {Times.Local(ready.At)}",
        Evidence.MigrationDone migration => $"{migration.Command} ended with: {Line(migration.Output)}",
        Evidence.ServiceStarted started => $"surely running since {Times.Local(started.At)}",
        Evidence.ProbeTaken probe => $"printed: {Line(probe.Output)}",
        Evidence.ExecutionUncertain => null,
        Evidence.LogsCollected logs => logs.Logs.Length == 0 ? "no logs" : $"logs of {logs.InstanceId}: {Line(logs.Logs)}",
        Evidence.OutputKept => null,
        Evidence.LeftAlone => null,
        Evidence.Verified verified => verified.Wrong is null ? null : $"wrong: {verified.Wrong.Reason}",
        Evidence.Observed observed => observed.Finding.Reason == "NotNeeded" ? null : observed.Finding.Message,
        _ => throw new InvalidOperationException($"Unknown evidence {evidence.GetType().Name}."),
    };

    private static string List(IReadOnlyList<string> ids) => ids.Count == 0 ? "no instance" : string.Join(", ", ids);

    private static string Line(string output) => Short(output.Trim().ReplaceLineEndings(" / "), LongestOutput);

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most] + "…";
}
