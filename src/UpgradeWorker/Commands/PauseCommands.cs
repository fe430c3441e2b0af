using System.CommandLine;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>pause</c> and <c>resume</c>: nothing new starts; what is under way goes on.</summary>
internal static class PauseCommands
{
    private static readonly Argument<string?> Stack = new("STACK")
    {
        Description = "Settings key, name or ARN; without it all stacks.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static IReadOnlyList<Command> Create()
    {
        var pause = new Command("pause", "Start nothing new, also after a restart; runs under way go on.") { Stack };
        pause.SetAction((parsed, cancellationToken) => AppendAsync(parsed, "pause", "Nothing new starts", cancellationToken));
        var resume = new Command("resume", "Take a pause back.") { Stack };
        resume.SetAction((parsed, cancellationToken) => AppendAsync(parsed, "resume", "Upgrades may start again", cancellationToken));
        return [pause, resume];
    }

    private static async Task<int> AppendAsync(ParseResult parsed, string verb, string effect, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var stack = parsed.GetValue(Stack) is { } name ? Operator.Find(settings, name) : null;
        var database = await Memory.OpenAsync(settings, cancellationToken);
        await database.WriteAsync(
            session => Operator.AppendAsync(session, verb, stack?.Key.Value, null, TimeProvider.System.GetUtcNow()), cancellationToken);
        var still = stack is null ? [] : await StillPausedAsync(database, verb, stack.Key, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"{effect} for {stack?.Key.Value ?? "all stacks"} (recorded for {Operator.Name}).{string.Concat(still)}");
        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<string>> StillPausedAsync(
        Database database, string verb, Core.Stacks.StackKey stack, CancellationToken cancellationToken)
    {
        var pause = await database.ReadAsync(session => CommandStore.PauseAsync(session, stack), cancellationToken);
        return verb == "resume" && pause is not null ? [$" It is still paused by {pause.UserName}."] : [];
    }
}
