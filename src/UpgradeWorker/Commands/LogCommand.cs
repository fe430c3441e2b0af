using System.CommandLine;

namespace UpgradeWorker.Commands;

/// <summary><c>log</c>: reads the JSON logs back for people.</summary>
internal static class LogCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private static readonly Option<string?> Run = new("--run") { Description = "Only lines of this run.", HelpName = "ID" };
    private static readonly Option<string?> Stack = new("--stack") { Description = "Only lines of this stack (settings key, name or ARN).", HelpName = "STACK" };
    private static readonly Option<string?> Since = new("--since") { Description = "Only lines from this time on: ISO 8601, or back from now like 2h.", HelpName = "TIME" };
    private static readonly Option<bool> Follow = new("--follow") { Description = "Go on with new lines until stopped." };
    private static readonly Option<bool> Json = new("--json") { Description = "The JSON lines as they are in the files." };
    private static readonly Option<string> Level = LevelOption();

    public static Command Create()
    {
        var command = new Command("log", "Read the log files back.") { Run, Stack, Level, Since, Follow, Json };
        command.SetAction(ReadAsync);
        return command;
    }

    private static Option<string> LevelOption()
    {
        var option = new Option<string>("--level") { Description = "Only lines of this level or above.", DefaultValueFactory = _ => "Information" };
        option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "Debug", "Information", "Warning", "Error");
        return option;
    }

    private static async Task<int> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var clock = TimeProvider.System;
        var filter = new LogFilter(
            parsed.GetValue(Run),
            parsed.GetValue(Stack) is { } stack ? LogFilter.NamesOf(stack, settings.Stacks) : null,
            LogLine.Rank(parsed.GetRequiredValue(Level)),
            parsed.GetValue(Since) is { } since ? Times.Instant(since, clock.GetUtcNow()) ?? throw new CommandException(
                $"--since \"{since}\" is no time; write one like 2026-11-22T10:00:00Z, or 2h for the last two hours.", ExitCode.Usage) : null);
        var output = parsed.InvocationConfiguration.Output;
        var files = new LogFiles(settings.Logging.Folder);
        if (!files.Any && !parsed.GetValue(Follow))
        {
            throw new CommandException($"There are no log files in {settings.Logging.Folder}; the service has not run yet, or Logging:Folder is another.");
        }

        var shown = 0;
        try
        {
            while (true)
            {
                foreach (var line in files.ReadNew().Where(filter.Lets))
                {
                    shown++;
                    await output.WriteLineAsync(parsed.GetValue(Json) ? line.Raw : CommandOutput.Printable(line.ForPeople(TimeZoneInfo.Local)));
                }

                if (!parsed.GetValue(Follow))
                {
                    if (shown == 0)
                    {
                        await parsed.InvocationConfiguration.Error.WriteLineAsync("No line of the log matches.");
                    }

                    return ExitCode.Done;
                }

                await Task.Delay(Poll, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }
}
