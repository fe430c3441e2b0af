using Spectre.Console;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary>One run for people: how it stands and what to type, its steps, and what its journal tells.</summary>
internal static class RunPage
{
    /// <summary>Where the words of a fact begin, after its name.</summary>
    private const int Margin = 13;

    private const int MostLinesOfWhy = 3;

    /// <summary>A look takes 15 minutes at most; one that is later than that has nobody to make it.</summary>
    private static readonly TimeSpan LatestLook = TimeSpan.FromMinutes(16);

    /// <summary>Up to here a look that is due may just be made.</summary>
    private static readonly TimeSpan PromptLook = TimeSpan.FromMinutes(2);

    /// <summary>Prints it.</summary>
    /// <param name="paper">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="plan">What it carries out; null when the database has lost it.</param>
    /// <param name="verdicts">What people decided about it beforehand.</param>
    /// <param name="journal">Its journal, oldest first.</param>
    /// <param name="steps">What it left to people.</param>
    /// <param name="now">The present instant.</param>
    public static void Write(
        Paper paper, RunView run, Plan? plan, IReadOnlyList<Verdict> verdicts, IReadOnlyList<JournalEntry> journal, IReadOnlyList<StoredManualStep> steps,
        DateTimeOffset now)
    {
        var what = plan is null ? "" : plan.UsesCurrentTemplate ? $": {plan.RunningVersion}, new parameter values" : $": {plan.RunningVersion} to {plan.TargetVersion}";
        paper.Line($"Run {run.Id} of {run.Stack}{what}", style: Style.Parse("bold"));
        Fact(paper, "Outcome", run.Outcome(journal), run.OutcomeStyle());
        if (run.EndedAt is null)
        {
            UnderWay(paper, run, journal, now);
        }

        Fact(paper, "Skipped", string.Join('\n', RunCommands.AllSkipped(run.Generation, journal).Select(pair => pair.Decided.Message).Distinct()));
        Fact(paper, "Why", Why(run, journal));
        Fact(paper, "Service", ServiceState.InWords(journal, at => Times.Local(at)));
        Fact(paper, "Stack", StackState.InWords(journal, run.Generation, at => Times.Local(at)));
        Fact(paper, "Snapshots", string.Join('\n', Journal.All<Evidence.SnapshotTaken>(journal, run.Generation).DistinctBy(one => one.Name)
            .Select(one => $"{one.Name} of {one.LogicalId}, {Times.Local(one.CreatedAt)}")));
        Fact(paper, "Asked", string.Join('\n', verdicts.Select(Decision).Prepend($"{run.RequestId}, plan {run.Plan[..Math.Min(12, run.Plan.Length)]}")));
        Fact(paper, "Started", $"{Times.Local(run.StartedAt)}{(run.Generation > 1 ? $"; generation {run.Generation}, tried anew by a person" : "")}");
        paper.Table(RunStepsTable.Of(run, journal, now));
        RunJournalText.Write(paper, journal);
        WhatToType(paper, run, journal, [.. steps.Where(step => step.IsOpen)]);
    }

    private static void WhatToType(Paper paper, RunView run, IReadOnlyList<JournalEntry> journal, IReadOnlyList<StoredManualStep> open)
    {
        if (journal.Any(entry => entry.Evidence.Any(fact => fact is Evidence.OutputKept)))
        {
            paper.Line();
            paper.Line("What the migrations printed:", style: Style.Parse("bold"));
            paper.Line($"  UpgradeWorker runs output {run.Id}", style: Style.Parse("yellow"));
        }

        if (open.Count > 0)
        {
            paper.Line();
            paper.Line("Left to people; the next upgrade of the stack waits until each is closed:", style: Style.Parse("bold"));
        }

        foreach (var step in open)
        {
            paper.Line($"  {step.Step.Id}: {step.Step.Text}", 6);
            paper.Line($"      UpgradeWorker steps done {run.Id} {step.Step.Id}", style: Style.Parse("yellow"));
        }

        // What to type comes last, where a terminal stands when the page has run through.
        if (run is { EndedAt: not null, Ending: nameof(RunEnding.NeedsAttention) })
        {
            Choices(paper, run, journal);
        }
        else if (run is { EndedAt: not null, Ending: nameof(RunEnding.Refused) or nameof(RunEnding.RolledBack) or nameof(RunEnding.Abandoned) })
        {
            paper.Line();
            paper.Line("To be asked again, once what the reason names is mended:", style: Style.Parse("bold"));
            paper.Line($"  UpgradeWorker request {run.Stack}", style: Style.Parse("yellow"));
        }
    }

    private static void UnderWay(Paper paper, RunView run, IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
    {
        var row = RunScript.Of(Enum.Parse<RunStep>(run.Step));
        var entries = RunStepsTable.Latest(row.Step, run.Generation, journal);
        var due = Times.Parse(run.DueAt) ?? now;
        if (entries.Count == 0)
        {
            Fact(paper, "Now", $"{run.Step} has not begun");
        }
        else
        {
            var said = entries[^1] is { Kind: JournalKind.Progress or JournalKind.Faulted } last ? $": {UpdateStory.InZone(last.Message, last.At, TimeZoneInfo.Local)}" : "";
            Fact(paper, "Now", $"{run.Step} for {RunStepsTable.Length(now - entries[0].At)}{(run.Attempt > 1 ? $", attempt {run.Attempt} of {row.Attempts}" : "")}{said}");
            Fact(paper, "Until", $"{row.Goal}; given up at {Times.Local(entries[0].At + row.Deadline)}");
        }

        Fact(paper, "Next look", Times.Local(due) + (now - due > LatestLook ? ", which nobody made: see that the worker is running"
            : now - due > PromptLook ? ", which is late: it takes 15 minutes at most if the worker is running" : ""));
    }

    /// <summary>Why it does not go well, cut short where it ends with what a script printed; of a run that a person gave up, their word first.</summary>
    private static string Why(RunView run, IReadOnlyList<JournalEntry> journal)
    {
        var given = run.Ending == nameof(RunEnding.Abandoned) ? journal.LastOrDefault(entry => entry.Kind == JournalKind.Operator)?.Message : null;
        var lines = run.Why?.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return string.Join('\n', (string[])[.. given is null ? (string[])[] : [given], .. lines.Length <= MostLinesOfWhy ? lines : [.. lines.Take(MostLinesOfWhy), "... (the rest stands in the journal below)"]]);
    }

    private static void Choices(Paper paper, RunView run, IReadOnlyList<JournalEntry> journal)
    {
        paper.Line();
        paper.Line("A person must decide; until then the worker touches nothing more of this run:", style: Style.Parse("bold"));
        paper.Line($"  UpgradeWorker runs retry {run.Id}", style: Style.Parse("yellow"));
        if (RunCommands.StuckAt(run.Generation, journal) is { } step && RunScript.Of(step).MaySkip)
        {
            paper.Line($"  UpgradeWorker runs skip {run.Id} {step} --reason TEXT", style: Style.Parse("yellow"));
            paper.Line($"    (if {step} was done by hand)");
        }

        paper.Line($"  UpgradeWorker runs abandon {run.Id} --reason TEXT", style: Style.Parse("yellow"));
    }

    private static string Decision(Verdict verdict)
    {
        var did = verdict.Kind switch
        {
            VerdictKind.Approve => "approved",
            VerdictKind.Reject => "rejected",
            VerdictKind.Defer => "deferred",
            VerdictKind.Hold => "held",
            _ => throw new InvalidOperationException($"Unknown verdict {verdict.Kind}."),
        };
        return $"{did} by {verdict.By}, {Times.Local(verdict.At)}{(verdict.SecondFactor && verdict.By.Contains('@', StringComparison.Ordinal) ? ", with a second factor" : "")}{(verdict.Reason.Length > 0 ? $": {verdict.Reason}" : "")}";
    }

    private static void Fact(Paper paper, string name, string text, Style? style = null)
    {
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Index())
        {
            paper.Line($"  {(index == 0 ? name : ""),-(Margin - 2)}{line}", Margin, style);
        }
    }
}
