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
        var (outputs, journal) = await database.ReadAsync(
            async session => await RunStore.FindAsync(session, id) is null
                ? throw new CommandException($"There is no run {id}; runs without an id shows them all.")
                : (await RunOutputStore.OfAsync(session, id), await RunProgressStore.JournalAsync(session, id)),
            cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        foreach (var (name, text) in InOrder(outputs, journal))
        {
            output.WriteLine($"== {name}");
            output.WriteLine(CommandOutput.Printable(text.ReplaceLineEndings("\n").TrimEnd('\n')));
        }

        if (outputs.Count == 0)
        {
            output.WriteLine($"Nothing is kept: no migration of run {id} has printed anything.");
        }

        return ExitCode.Done;
    }

    /// <summary>As the commands ran, each with its try and generation where there is more than one; what the journal does not know comes last.</summary>
    internal static IEnumerable<(string Name, string Text)> InOrder(IReadOnlyList<(string Name, string Text)> outputs, IReadOnlyList<JournalEntry> journal)
    {
        var ran = KeptOutput.Of(journal).ToList();
        return outputs
            .Select(output => (output, Index: ran.FindIndex(one => one.Name == output.Name)))
            .OrderBy(one => one.Index < 0).ThenBy(one => one.Index)
            .Select(one => one.Index < 0 ? one.output
                : (Title(ran[one.Index], journal[^1].Generation), one.output.Text));
    }

    private static string Title(KeptOutput kept, int generations) =>
        $"{kept.Command}{(generations > 1 ? $", generation {kept.Generation}" : "")}{(kept.Try > 1 ? $", try {kept.Try}" : "")}";
}
