using System.CommandLine;
using UpgradeWorker.Core.Planning;
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
            var (started, progress, ahead) = await database.ReadAsync(
                async session => (await RunStore.AllAsync(session), await RunProgressStore.AllAsync(session), await PreflightStore.AllAsync(session)), cancellationToken);
            ShowAll(
                output, parsed.GetValue(Json), [.. started.Select(run => RunView.Of(run, progress.FirstOrDefault(known => known.Id == run.Id)))],
                [.. ahead.Where(check => started.All(run => run.RequestId != check.RequestId))]);
            return ExitCode.Done;
        }

        var (view, plan, journal) = await database.ReadAsync(
            async session => await RunStore.FindAsync(session, new RunId(id)) is { } run
                ? (RunView.Of(run, await RunProgressStore.FindAsync(session, run.Id)), await PlanStore.PlanAsync(session, run.Plan),
                    await RunProgressStore.JournalAsync(session, run.Id))
                : throw new CommandException($"There is no run {id}; runs without an id shows them all."),
            cancellationToken);
        ShowOne(output, parsed.GetValue(Json), view, plan, journal);
        return ExitCode.Done;
    }

    internal static void ShowAll(TextWriter output, bool json, IReadOnlyList<RunView> runs, IReadOnlyList<AheadCheck> ahead)
    {
        if (json)
        {
            CommandOutput.WriteJson(output, new
            {
                ahead = ahead.Select(check => new { check.RequestId, Stack = check.Stack.Value, At = Times.Iso(check.At), DueAt = Times.Iso(check.DueAt), check.Findings }),
                runs,
            });
            return;
        }

        foreach (var check in ahead)
        {
            output.WriteLine(CommandOutput.Printable(
                $"Looked ahead at {check.RequestId} of {check.Stack} ({Times.Local(check.At)}): {(check.Findings.Count == 0 ? "everything is there." : string.Join(' ', check.Findings.Select(finding => finding.Message)))}"));
        }

        if (runs.Count == 0)
        {
            output.WriteLine("No run was started yet.");
        }
        else
        {
            var table = CommandOutput.Table("Run", "Stack", "Approval", "Started", "Step", "Outcome");
            foreach (var run in runs)
            {
                table.Row(run.Id, run.Stack, run.RequestId, Times.Local(run.StartedAt), run.Step, run.Outcome());
            }

            CommandOutput.Console(output).Write(table);
        }
    }

    internal static void ShowOne(TextWriter output, bool json, RunView run, Plan? plan, IReadOnlyList<JournalEntry> journal)
    {
        if (json)
        {
            CommandOutput.WriteJson(output, new
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
            return;
        }

        RunPage.Write(output, run, plan, journal, TimeProvider.System.GetUtcNow());
    }
}
