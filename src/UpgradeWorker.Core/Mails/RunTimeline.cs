using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Mails;

/// <summary>The course of a run from its journal, in the order of the script.</summary>
internal static class RunTimeline
{
    /// <summary>One entry a step of the present generation; steps that no run of this kind comes by are left out.</summary>
    public static IReadOnlyList<TimelineEntry> Of(Run run, IReadOnlyList<JournalEntry> journal, TimeZoneInfo zone)
    {
        var present = journal.Where(entry => entry.Generation == run.Generation).OrderBy(entry => entry.Seq).ToList();
        return
        [
            .. RunScript.Steps.Where(row => row.Step != RunStep.Report)
                .Select(row => Entry(run, row, Latest(row.Step, present), RunCommands.Skipped(row.Step, run.Generation, present), zone))
                .Where(pair => pair.Entry.State != TimelineState.Skipped || pair.Entry.When.Length > 0 || pair.Row.Step is not (RunStep.AwaitRollback or RunStep.Migrate))
                // Nobody waits for AWS to undo the update before it has failed.
                .Where(pair => pair.Entry.State != TimelineState.Waiting || pair.Row.Step != RunStep.AwaitRollback)
                .Select(pair => pair.Entry),
        ];
    }

    /// <summary>The journal as plain lines, for the attachment.</summary>
    public static string Journal(IReadOnlyList<JournalEntry> journal, TimeZoneInfo zone) => string.Join('\n', journal.OrderBy(entry => entry.Seq).Select(entry =>
        $"{entry.Seq,4}  {MailWords.Instant(entry.At, zone)}  {entry.Step} try {entry.Attempt}  {entry.Kind.ToString().ToLowerInvariant()}  {MailWords.Clean(UpdateStory.InZone(entry.Message, entry.At, zone))}")) + "\n";

    private static (StepRow Row, TimelineEntry Entry) Entry(Run run, StepRow row, List<JournalEntry> entries, JournalEntry? skipped, TimeZoneInfo zone)
    {
        var end = entries.LastOrDefault(entry => entry.Kind is JournalKind.Done or JournalKind.Faulted or JournalKind.Refused);
        var state = end switch
        {
            _ when skipped is not null => TimelineState.Skipped,
            { Kind: JournalKind.Done } => TimelineState.Done,
            _ when entries.Count > 0 && run.Step == row.Step && run.EndedAt is null => TimelineState.Running,
            not null => TimelineState.Failed,
            _ when run.EndedAt is null && run.Ending is null && row.Step >= run.Step => TimelineState.Waiting,
            _ => TimelineState.Skipped,
        };
        var began = entries.Count > 0 ? entries[0].At : (DateTimeOffset?)null;
        var took = began is { } from && end is not null ? MailWords.Length(end.At - from) : "";
        return (row, new TimelineEntry(
            state, char.ToUpperInvariant(row.Goal[0]) + row.Goal[1..], began is { } at ? MailWords.Clock(at, zone) : "", took,
            skipped is not null ? MailWords.Clean(skipped.Message) : Detail(state, entries, end, zone)));
    }

    /// <summary>What the journal says of a step since it was last entered; of one that a person had tried again, only the last try.</summary>
    private static List<JournalEntry> Latest(RunStep step, IReadOnlyList<JournalEntry> present)
    {
        var all = present.Where(entry => entry.Step == step && entry.Kind != JournalKind.Operator).ToList();
        var decided = present.LastOrDefault(entry => entry.Kind == JournalKind.Operator && entry.Step == step)?.Seq ?? 0;
        return all.Where(entry => entry.Seq > decided).ToList() is { Count: > 0 } later ? later : all;
    }

    private static string Detail(TimelineState state, List<JournalEntry> entries, JournalEntry? end, TimeZoneInfo zone) => state switch
    {
        TimelineState.Failed => MailWords.Clean(end?.Message ?? ""),
        TimelineState.Running => MailWords.Clean(UpdateStory.InZone(entries[^1].Message, entries[^1].At, zone)),
        TimelineState.Done => string.Join(", ", entries.SelectMany(entry => entry.Evidence).Select(Worth).OfType<string>().Distinct()),
        _ => "",
    };

    /// <summary>Evidence that a reader of mail would look for later.</summary>
    private static string? Worth(Evidence evidence) => evidence switch
    {
        Evidence.SnapshotTaken snapshot => snapshot.Name,
        Evidence.MigrationDone migration => migration.Command,
        Evidence.ReservationTaken { Cost: > 0 } taken => $"{taken.Cost} reserved, {taken.Room} left",
        Evidence.StackUpdated { Leftovers.Count: > 0 } updated => $"could not be deleted: {string.Join(", ", updated.Leftovers)}",
        _ => null,
    };
}
