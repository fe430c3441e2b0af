using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace UpgradeWorker.Commands;

/// <summary>How verbs print: one JSON document, or tables for people.</summary>
internal static class CommandOutput
{
    /// <summary>Columns of a table that goes to no terminal.</summary>
    public const int RedirectedWidth = 160;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes one document and a line end; members that are null are written.</summary>
    public static void WriteJson<T>(TextWriter output, T document) => output.WriteLine(JsonSerializer.Serialize(document, Json));

    /// <summary>A console over <paramref name="output"/>; without colours and with a fixed width unless that is a terminal. NO_COLOR is honoured.</summary>
    public static IAnsiConsole Console(TextWriter output)
    {
        var isTerminal = new AnsiConsoleOutput(output).IsTerminal;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!isTerminal)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

    /// <summary>A plain table with these columns.</summary>
    public static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        return columns.Aggregate(table, (whole, column) => whole.AddColumn(new TableColumn(new Text(column))));
    }

    /// <summary>Adds a row of texts that are printed as they are.</summary>
    public static Table Row(this Table table, params string[] cells)
    {
        table.AddRow(cells.Select(cell => new Text(Printable(cell))));
        return table;
    }

    /// <summary>Without control characters: what a file says must not steer a terminal.</summary>
    public static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) && character != '\n' ? '\uFFFD' : character));
}
