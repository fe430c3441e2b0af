using Spectre.Console;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Commands;

/// <summary>One run for people: how it stands, its steps, and what its journal tells.</summary>
internal static class RunPage
{
    /// <summary>Prints it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="plan">What it carries out; null when the database has lost it.</param>
    /// <param name="journal">Its journal, oldest first.</param>
    /// <param name="now">The present instant.</param>
    public static void Write(TextWriter output, RunView run, Plan? plan, IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
    {
        var console = CommandOutput.Console(output);
        var what = plan is null ? "" : plan.UsesCurrentTemplate ? $" {plan.RunningVersion}, new parameter values" : $" {plan.RunningVersion} to {plan.TargetVersion}";
        output.WriteLine(CommandOutput.Printable(
            $"Run {run.Id} of {run.Stack} for {run.RequestId}:{what}, plan {run.Plan[..Math.Min(12, run.Plan.Length)]}{(run.Generation > 1 ? $", generation {run.Generation}" : "")}"));
        Say($"Started {Times.Local(run.StartedAt)}; {run.Outcome()}");
        if (run.EndedAt is null)
        {
            Say($"Now at {run.Step}: {run.Goal}. Next look {Times.Local(run.DueAt)}.");
        }
        else if (run.Ending == nameof(RunEnding.NeedsAttention))
        {
            var stuck = RunCommands.StuckAt((int)run.Generation, journal);
            var skip = stuck is { } step && RunScript.Of(step).MaySkip ? $" runs skip {run.Id} {step} --reason TEXT when it was done by hand," : "";
            Say($"A person must decide{(stuck is null ? "" : $" about {stuck}")}: runs retry {run.Id},{skip} or runs abandon {run.Id} --reason TEXT.");
        }

        output.WriteLine();
        console.Write(Steps(run, journal, now));
        console.Write(Journal(journal));

        // A terminal breaks lines between words; a pipe gets them whole.
        void Say(string text)
        {
            if (console.Profile.Out.IsTerminal)
            {
                console.Write(new Text(CommandOutput.Printable(text)));
                console.WriteLine();
            }
            else
            {
                output.WriteLine(CommandOutput.Printable(text));
            }
        }
    }

    private static Table Steps(RunView run, IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
    {
        var table = CommandOutput.Table("", "Step", "Began", "Took", "So that");
        foreach (var row in RunScript.Steps)
        {
            var entries = journal.Where(entry => entry.Generation == run.Generation && entry.Step == row.Step && entry.Kind != JournalKind.Operator).ToList();
            var isNow = run.EndedAt is null && run.Step == row.Step.ToString();
            if (entries.Count == 0 && (row.Step == RunStep.AwaitRollback || run.EndedAt is not null || run.Ending is not null))
            {
                continue;
            }

            var (mark, style) = entries is not [.., var last] ? ("·", Style.Parse("grey"))
                : isNow ? (">", Style.Parse("yellow"))
                : last.Kind == JournalKind.Done ? ("ok", Style.Parse("green"))
                : ("no", Style.Parse("red"));
            var end = isNow ? now : entries.Count > 0 ? entries[^1].At : now;
            table.AddRow(
                new Text(mark, style), new Text(row.Step.ToString(), style), new Text(entries.Count > 0 ? Clock(entries[0].At) : ""),
                new Text(entries.Count > 0 ? Length(end - entries[0].At) : "").RightJustified(),
                new Text(isNow && entries is [.., { Kind: JournalKind.Progress } progress] ? CommandOutput.Printable(progress.Message) : row.Goal, style));
        }

        return table;
    }

    private static Table Journal(IReadOnlyList<JournalEntry> journal)
    {
        var table = CommandOutput.Table("At", "Step", "", "What");
        var day = "";
        foreach (var entry in journal)
        {
            if (Day(entry.At) != day)
            {
                day = Day(entry.At);
                table.AddRow(new Text(day, Style.Parse("bold")), Text.Empty, Text.Empty, Text.Empty);
            }

            var style = entry.Kind switch
            {
                JournalKind.Begun => Style.Parse("grey"),
                JournalKind.Done => Style.Parse("green"),
                JournalKind.Faulted or JournalKind.Refused => Style.Parse("red"),
                JournalKind.Operator => Style.Parse("yellow"),
                _ => Style.Plain,
            };
            table.AddRow(
                new Text(Clock(entry.At)), new Text($"{entry.Step}{(entry.Attempt > 1 ? $" ({entry.Attempt})" : "")}"),
                new Text(entry.Kind.ToString().ToLowerInvariant(), style),
                new Text(CommandOutput.Printable(string.Join('\n', entry.Evidence.Select(EvidenceText.Of).OfType<string>().Select(line => "  " + line).Prepend(entry.Message))), style));
        }

        return table;
    }

    private static string Day(DateTimeOffset at) => Times.Local(at)[..10];

    private static string Clock(DateTimeOffset at) => Times.Local(at)[11..19];

    private static string Length(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{time.Seconds} s";
}
