using Spectre.Console;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Commands;

/// <summary>The steps of a run: through, under way, or still ahead.</summary>
internal static class RunStepsTable
{
    public static Table Of(RunView run, IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
    {
        var table = CommandOutput.Table("", "Step", "Began", "Took", "So that");
        var ahead = Ahead(run);
        foreach (var row in RunScript.Steps)
        {
            var entries = Latest(row.Step, run.Generation, journal);
            var skipped = RunCommands.Skipped(row.Step, run.Generation, journal);
            if (entries.Count == 0 && skipped is null && !ahead.Contains(row.Step))
            {
                continue;
            }

            var isNow = run.EndedAt is null && run.Step == row.Step.ToString();
            var (mark, style) = isNow ? (">", Style.Parse("yellow"))
                : skipped is not null ? ("skip", Style.Parse("yellow"))
                : entries is not [.., var last] || ahead.Contains(row.Step) ? ("·", Style.Parse("grey"))
                : last.Kind == JournalKind.Done ? ("ok", Style.Parse("green"))
                : ("no", Style.Parse("red"));
            var began = entries.Count > 0 && mark != "·" ? entries[0].At : (DateTimeOffset?)null;
            table.AddRow(
                new Text(mark, style), new Text(row.Step.ToString(), style), new Text(began is null ? "" : Times.Local(began)[11..19]),
                new Text(began is { } from ? Length((isNow ? now : entries[^1].At) - from) : "").RightJustified(),
                new Text(CommandOutput.Printable(skipped?.Message ?? row.Goal), style));
        }

        return table;
    }

    /// <summary>What the journal says of a step since it was last entered.</summary>
    public static IReadOnlyList<JournalEntry> Latest(RunStep step, int generation, IReadOnlyList<JournalEntry> journal)
    {
        var present = journal.Where(entry => entry.Generation == generation).ToList();
        var end = present.FindLastIndex(entry => entry.Step == step && entry.Kind != JournalKind.Operator);
        var begin = end;
        while (begin > 0 && present[begin - 1].Step == step && present[begin - 1].Kind != JournalKind.Operator)
        {
            begin--;
        }

        return end < 0 ? [] : present[begin..(end + 1)];
    }

    public static string Length(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{Math.Max(0, time.Seconds)} s";

    /// <summary>The present step and those that follow it if nothing happens; empty once the run has ended.</summary>
    private static HashSet<RunStep> Ahead(RunView run)
    {
        var ahead = new HashSet<RunStep>();
        var ending = run.Ending is null ? (RunEnding?)null : Enum.Parse<RunEnding>(run.Ending);
        RunStep? step = run.EndedAt is null ? Enum.Parse<RunStep>(run.Step) : null;
        while (step is { } next && ahead.Add(next))
        {
            ending = next == RunStep.AwaitRollback ? RunEnding.RolledBack : ending;
            step = RunScript.After(next, ending);
        }

        return ahead;
    }
}
