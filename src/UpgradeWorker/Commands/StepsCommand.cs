using System.CommandLine;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>steps</c>: what runs left to people; <c>steps done</c> closes one.</summary>
internal static class StepsCommand
{
    private static readonly Argument<string?> Id = new("ID")
    {
        Description = "A run; all its steps are shown. Without it the open steps of all runs.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = """
            One JSON document: {"steps":[{"run","stack","id","version","when","text","openedAt","closedAt","closedBy","reason"}]}.
            """,
    };

    private static readonly Argument<string> Run = new("ID") { Description = "The run that left the step." };
    private static readonly Argument<string> Step = new("STEP") { Description = "The step, such as M1." };
    private static readonly Option<string?> Reason = new("--reason") { Description = "What was done, for the journal.", HelpName = "TEXT" };

    public static Command Create()
    {
        var command = new Command("steps", "Show the steps that upgrades left to people. The next upgrade of a stack waits until they are closed.") { Id, Json };
        command.SetAction(ShowAsync);
        var done = new Command("done", "Say that a step is done; who and when goes into the run's journal.") { Run, Step, Reason };
        done.SetAction(DoneAsync);
        command.Add(done);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var database = await Memory.OpenExistingAsync(SettingsInput.Read(parsed), cancellationToken);
        var steps = await database.ReadAsync(
            async session => parsed.GetValue(Id) is { } id
                ? await OfRunAsync(session, new RunId(id))
                : [.. (await ManualStepStore.AllAsync(session)).Where(step => step.IsOpen)],
            cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, new { steps = steps.Select(Document) });
        }
        else if (steps.Count == 0)
        {
            output.WriteLine(parsed.GetValue(Id) is { } run ? $"Run {run} left no step." : "No step is open.");
        }
        else
        {
            var table = CommandOutput.Table("Run", "Stack", "Step", "Of", "State", "What");
            foreach (var step in steps)
            {
                table.Row(step.Run.Value, step.Stack.Value, step.Step.Id, step.Step.Version, State(step), step.Step.Text);
            }

            foreach (var column in table.Columns.Take(4))
            {
                column.NoWrap = true;
            }

            var paper = new Paper(output);
            paper.Table(table);
            if (steps.Any(step => step.IsOpen))
            {
                paper.Line("UpgradeWorker steps done RUN STEP closes one.");
            }
        }

        return ExitCode.Done;
    }

    private static async Task<int> DoneAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var run = new RunId(parsed.GetRequiredValue(Run));
        var id = parsed.GetRequiredValue(Step);
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        var others = await database.WriteAsync(
            async session =>
            {
                var steps = await OfRunAsync(session, run);
                var step = steps.FirstOrDefault(known => known.Step.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
                    ?? throw new CommandException(
                        $"Run {run} left no step {id}; {(steps.Count == 0 ? "it left none" : $"it left {string.Join(", ", steps.Select(known => known.Step.Id))}")}.");
                if (!step.IsOpen)
                {
                    throw new CommandException($"Step {step.Step.Id} of run {run} was closed by {step.ClosedBy} at {Times.Local(step.ClosedAt)}.");
                }

                await Operator.AppendAsync(
                    session, "step-done", step.Stack.Value, run.Value, TimeProvider.System.GetUtcNow(), ("step", step.Step.Id), ("reason", parsed.GetValue(Reason)));
                return steps.Count(known => known.IsOpen && known != step);
            },
            cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"Recorded for {Operator.Name}: step {id.ToUpperInvariant()} of run {run} is done; the service takes it at its next look."
            + (others == 0 ? "" : $" {others} more {(others == 1 ? "step is" : "steps are")} open."));
        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<StoredManualStep>> OfRunAsync(Session session, RunId run) =>
        await RunStore.FindAsync(session, run) is null
            ? throw new CommandException($"There is no run {run}; runs shows them all.")
            : await ManualStepStore.OfRunAsync(session, run);

    private static string State(StoredManualStep step) =>
        step.IsOpen ? $"open ({step.Step.When})" : $"closed by {step.ClosedBy}, {Times.Local(step.ClosedAt)}{(step.Reason is { } reason ? $": {reason}" : "")}";

    private static object Document(StoredManualStep step) => new
    {
        Run = step.Run.Value,
        Stack = step.Stack.Value,
        step.Step.Id,
        step.Step.Version,
        step.Step.When,
        step.Step.Text,
        OpenedAt = Times.Iso(step.OpenedAt),
        ClosedAt = Times.Iso(step.ClosedAt),
        step.ClosedBy,
        step.Reason,
    };
}
