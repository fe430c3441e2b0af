using System.CommandLine;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>runs retry</c>, <c>runs skip</c> and <c>runs abandon</c>: decisions on a run that needs attention.</summary>
internal static class RunDecisionCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The run." };
    private static readonly Argument<string> Step = new("STEP") { Description = "The step that it stands at, or the last of those after it that you saw to as well." };
    private static readonly Option<string?> Comment = new("--reason") { Description = "Why.", HelpName = "TEXT" };
    private static readonly Option<string> Reason = Operator.Reason("Why.");

    public static IReadOnlyList<Command> Create()
    {
        var retry = new Command("retry", "Try the step again; before execution from the very start, with fresh snapshots.") { Id, Comment };
        retry.SetAction((parsed, cancellationToken) => DecideAsync(parsed, "run-retry", null, parsed.GetValue(Comment), cancellationToken));
        var skip = new Command("skip", $"Go on after the step ({string.Join(", ", RunCommands.Skippable)} only): you saw to it yourself.") { Id, Step, Reason };
        skip.SetAction((parsed, cancellationToken) => DecideAsync(
            parsed, "run-skip", parsed.GetRequiredValue(Step), parsed.GetRequiredValue(Reason), cancellationToken));
        var abandon = new Command("abandon", "Give the run up; the worker touches nothing more of it.") { Id, Reason };
        abandon.SetAction((parsed, cancellationToken) => DecideAsync(parsed, "run-abandon", null, parsed.GetRequiredValue(Reason), cancellationToken));
        return [retry, skip, abandon];
    }

    private static async Task<int> DecideAsync(ParseResult parsed, string verb, string? step, string? reason, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var id = parsed.GetRequiredValue(Id);
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        var result = await database.WriteAsync(
            async session =>
            {
                var run = await RunProgressStore.FindAsync(session, new RunId(id)) ?? throw new CommandException($"There is no run {id}.");
                var journal = await RunProgressStore.JournalAsync(session, run.Id);
                // Judged here so that the operator hears it at once; the stage that owns the run judges again.
                var (after, words) = RunCommands.Apply(run, journal, verb, Operator.Name, step, reason, now);
                if (after is null)
                {
                    throw new CommandException(words);
                }

                await Operator.AppendAsync(session, verb, run.Stack.Value, id, now, ("reason", reason), ("step", step));
                return words;
            },
            cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"{result} Recorded; the service acts on it at its next look.");
        return ExitCode.Done;
    }
}
