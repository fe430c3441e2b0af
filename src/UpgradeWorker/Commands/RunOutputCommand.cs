using System.CommandLine;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>runs output ID</c>: all that the commands of a run printed on its instances.</summary>
internal static class RunOutputCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The run." };

    public static Command Create()
    {
        var command = new Command("output", "Print all that the migrations of a run printed, each under its name.") { Id };
        command.SetAction(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = new RunId(parsed.GetRequiredValue(Id));
        var database = await Memory.OpenExistingAsync(SettingsInput.Read(parsed), cancellationToken);
        var outputs = await database.ReadAsync(
            async session => await RunStore.FindAsync(session, id) is null
                ? throw new CommandException($"There is no run {id}; runs without an id shows them all.")
                : await RunOutputStore.OfAsync(session, id),
            cancellationToken);
        foreach (var (name, text) in outputs)
        {
            parsed.InvocationConfiguration.Output.WriteLine($"== {name}");
            parsed.InvocationConfiguration.Output.WriteLine(CommandOutput.Printable(text.ReplaceLineEndings("\n").TrimEnd('\n')));
        }

        return ExitCode.Done;
    }
}
