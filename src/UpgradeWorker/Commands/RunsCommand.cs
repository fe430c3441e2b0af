using System.CommandLine;
using Spectre.Console;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>runs</c>: all runs, or the journal of one.</summary>
internal static class RunsCommand
{
    private static readonly Argument<string?> Id = new("ID") { Description = "A run; its journal is shown.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = """
            One JSON document. Without ID: {"ahead":[{"requestId","stack","at","dueAt","findings":[{"reason","message"}]}],"runs":[{"id","stack","requestId","plan","startedAt","windowCloses","generation","step","goal","attempt","dueAt","ending","why":{"reason","message"},"endedAt"}]}.
            With ID: {"run":{…},"journal":[{"seq","at","generation","step","attempt","kind","message","evidence":[{"kind",…}]}]}.
            """,
    };

    public static Command Create()
    {
        var command = new Command("runs", "Show the runs, or one run's journal; decide on a run that needs attention.") { Id, Json };
        command.SetAction(ShowAsync);
        command.Add(RunOutputCommand.Create());
        foreach (var decision in RunDecisionCommands.Create())
        {
            command.Add(decision);
        }

        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var database = await Memory.OpenExistingAsync(SettingsInput.Read(parsed), cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Id) is not { } id)
        {
            var (runs, ahead) = await database.ReadAsync(AllAsync, cancellationToken);
            ShowAll(output, parsed.GetValue(Json), runs, ahead);
            return ExitCode.Done;
        }

        var (view, plan, request, journal, steps) = await database.ReadAsync(
            async session => await RunStore.FindAsync(session, new RunId(id)) is { } run
                ? (RunView.Of(run, await RunProgressStore.FindAsync(session, run.Id)), await PlanStore.PlanAsync(session, run.Plan),
                    await ApprovalStore.RequestAsync(session, run.RequestId), await RunProgressStore.JournalAsync(session, run.Id),
                    await ManualStepStore.OfRunAsync(session, run.Id))
                : throw new CommandException($"There is no run {id}; runs without an id shows them all."),
            cancellationToken);
        if (parsed.GetValue(Json))
        {
            WriteJson(output, view, journal);
        }
        else
        {
            RunPage.Write(new Paper(output), view, plan, request?.Verdicts ?? [], journal, steps, TimeProvider.System.GetUtcNow());
        }

        return ExitCode.Done;
    }

    /// <summary>Every run, with the journal of those that a person must decide about, or has given up; and what was looked at ahead of a run.</summary>
    private static async Task<(IReadOnlyList<(RunView Run, IReadOnlyList<JournalEntry> Journal)> Runs, IReadOnlyList<AheadCheck> Ahead)> AllAsync(Session session)
    {
        var started = await RunStore.AllAsync(session);
        var progress = (await RunProgressStore.AllAsync(session)).ToDictionary(run => run.Id);
        var runs = new List<(RunView, IReadOnlyList<JournalEntry>)>();
        foreach (var run in started)
        {
            var known = progress.GetValueOrDefault(run.Id);
            runs.Add((
                RunView.Of(run, known), known is { Ending: RunEnding.NeedsAttention or RunEnding.Abandoned, EndedAt: not null } ? await RunProgressStore.JournalAsync(session, run.Id) : []));
        }

        return (runs, [.. (await PreflightStore.AllAsync(session)).Where(check => started.All(run => run.RequestId != check.RequestId))]);
    }

    private static void ShowAll(
        TextWriter output, bool json, IReadOnlyList<(RunView Run, IReadOnlyList<JournalEntry> Journal)> runs, IReadOnlyList<AheadCheck> ahead)
    {
        if (json)
        {
            CommandOutput.WriteJson(output, new
            {
                ahead = ahead.Select(check => new { check.RequestId, Stack = check.Stack.Value, At = Times.Iso(check.At), DueAt = Times.Iso(check.DueAt), check.Findings }),
                runs = runs.Select(one => one.Run),
            });
            return;
        }

        var paper = new Paper(output);
        foreach (var check in ahead)
        {
            paper.Line(
                $"Looked ahead at {check.RequestId} of {check.Stack} ({Times.Local(check.At)}): {(check.Findings.Count == 0 ? "everything is there." : string.Join(' ', check.Findings.Select(finding => finding.Message)))}");
        }

        ShowTable(paper, runs);
    }

    /// <summary>A line a run; ids are never broken, for they are to be copied.</summary>
    internal static void ShowTable(Paper paper, IReadOnlyList<(RunView Run, IReadOnlyList<JournalEntry> Journal)> runs)
    {
        if (runs.Count == 0)
        {
            paper.Line("No run was started yet.");
            return;
        }

        var table = CommandOutput.Table("Run", "Stack", "Approval", "Started", "Outcome");
        foreach (var column in table.Columns.Take(3))
        {
            column.NoWrap = true;
        }

        foreach (var (run, journal) in runs)
        {
            var outcome = new Text(
                $"{run.Outcome(journal)}{(run.EndedAt is null ? $" at {run.Step}" : "")}{(run.Why is { } why ? $" ({why.Reason})" : "")}", run.OutcomeStyle());
            table.AddRow(new Text(run.Id), new Text(CommandOutput.Printable(run.Stack)), new Text(run.RequestId), new Text(Times.Local(run.StartedAt)), outcome);
        }

        paper.Table(table);
    }

    private static void WriteJson(TextWriter output, RunView run, IReadOnlyList<JournalEntry> journal) => CommandOutput.WriteJson(output, new
    {
        run,
        journal = journal.Select(entry => new
        {
            entry.Seq,
            At = Times.Iso(entry.At),
            entry.Generation,
            Step = entry.Step.ToString(),
            entry.Attempt,
            entry.Kind,
            entry.Message,
            entry.Evidence,
        }),
    });
}
