using UpgradeWorker;
using UpgradeWorker.Commands;
using UpgradeWorker.Configuration.Reading;
using UpgradeWorker.Diagnostics;

// The whole story of a start: read the arguments, let the verb do its work (run is the default and builds the host),
// and tell by the exit code how it ended. What can go wrong on the way is told in words, never as a stack trace.
var parsed = CommandLine.Create().Parse(args, CommandLine.Parsing);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    await Console.Error.WriteLineAsync("UpgradeWorker --help, or UpgradeWorker VERB --help, says what there is.");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(CommandLine.Invoking);
}
catch (WrongSettingsException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return ExitCode.Settings;
}
catch (CommandException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return refused.ExitCode;
}
catch (Exception exception) when (exception is not OutOfMemoryException)
{
    await Console.Error.WriteLineAsync(HostGuard.Redact($"This should not have happened: {exception}"));
    return ExitCode.Software;
}
