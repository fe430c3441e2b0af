using System.CommandLine;
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
            One JSON document. Without ID: {"runs":[{"id","stack","requestId","plan","startedAt","windowCloses","generation","step","goal","attempt","dueAt","ending","why":{"reason","message"},"endedAt"}]}.
            With ID: {"run":{…},"journal":[{"seq","at","generation","step","attempt","kind","message","evidence":[{"kind",…}]}]}.
            """,
    };

    public static Command Create()
    {
        var command = new Command("runs", "Show the runs, or one run's journal; decide on a run that needs attention.") { Id, Json };
        command.SetAction(ShowAsync);
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
            var (started, progress) = await database.ReadAsync(
                async session => (await RunStore.AllAsync(session), await RunProgressStore.AllAsync(session)), cancellationToken);
            ShowAll(output, parsed.GetValue(Json), [.. started.Select(run => RunView.Of(run, progress.FirstOrDefault(known => known.Id == run.Id)))]);
            return ExitCode.Done;
        }

        var (view, journal) = await database.ReadAsync(
            async session => await RunStore.FindAsync(session, new RunId(id)) is { } run
                ? (RunView.Of(run, await RunProgressStore.FindAsync(session, run.Id)), await RunProgressStore.JournalAsync(session, run.Id))
                : throw new CommandException($"There is no run {id}; runs without an id shows them all."),
            cancellationToken);
        ShowOne(output, parsed.GetValue(Json), view, journal);
        return ExitCode.Done;
    }

    internal static void ShowAll(TextWriter output, bool json, IReadOnlyList<RunView> runs)
    {
        if (json)
        {
            CommandOutput.WriteJson(output, new { runs });
        }
        else if (runs.Count == 0)
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

    internal static void ShowOne(TextWriter output, bool json, RunView run, IReadOnlyList<JournalEntry> journal)
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

        output.WriteLine($"Run {run.Id} of {run.Stack} for {run.RequestId}, plan {run.Plan[..Math.Min(12, run.Plan.Length)]}: {run.Outcome()}");
        if (run.EndedAt is null)
        {
            output.WriteLine($"Now: {run.Step}, so that {run.Goal}; next look {Times.Local(run.DueAt)}.");
        }

        var table = CommandOutput.Table("At", "Step", "", "What");
        foreach (var entry in journal)
        {
            table.Row(Times.Local(entry.At), $"{entry.Step}{(entry.Attempt > 1 ? $" ({entry.Attempt})" : "")}", entry.Kind.ToString(),
                string.Join('\n', entry.Evidence.Select(EvidenceText.Of).Prepend(entry.Message)));
        }

        CommandOutput.Console(output).Write(table);
    }
}
