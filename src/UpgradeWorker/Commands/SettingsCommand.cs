using System.CommandLine;
using System.Text.Json;
using UpgradeWorker.Configuration.Reading;

namespace UpgradeWorker.Commands;

/// <summary><c>settings schema</c> and <c>settings print</c>.</summary>
internal static class SettingsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "One JSON document: [{\"path\",\"value\",\"source\"}].",
    };

    public static Command Create()
    {
        var schema = new Command("schema", "Print the JSON Schema of appsettings.json.");
        schema.SetAction(async (parsed, cancellationToken) =>
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(SettingsSchema.Make().ToJsonString(Indented).AsMemory(), cancellationToken);
            return ExitCode.Done;
        });
        var print = new Command("print", "Print the settings in force, each with where it came from; secrets are masked.") { Json };
        print.SetAction(parsed => Print(parsed, parsed.InvocationConfiguration.Output));
        return new("settings", "Schema and effective values of the settings.") { schema, print };
    }

    private static int Print(ParseResult parsed, TextWriter output)
    {
        var reading = SettingsInput.ReadWithSources(parsed);
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, reading.Effective.Select(setting => new { setting.Path, Value = setting.Text, setting.Source }));
            return ExitCode.Done;
        }

        var table = CommandOutput.Table("Setting", "Value", "From");
        foreach (var setting in reading.Effective)
        {
            table.Row(setting.Path, setting.Text ?? "(not set)", setting.Source);
        }

        new Paper(output).Table(table);
        return ExitCode.Done;
    }
}
