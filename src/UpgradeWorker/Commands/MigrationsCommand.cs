using System.CommandLine;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands;

/// <summary><c>migrations</c>: what a changelog asks for between two versions. Needs no settings and touches nothing.</summary>
internal static class MigrationsCommand
{
    private static readonly Option<string> From = new("--from") { Description = "The running version, such as 3.18.0", Required = true, HelpName = "VERSION" };
    private static readonly Option<string> To = new("--to") { Description = "The target version", Required = true, HelpName = "VERSION" };
    private static readonly Option<string[]> Sources = new("--changelog")
    {
        Description = "A changelog file, a folder of release-note pages, or the URL of either's text; several are merged",
        HelpName = "PATH|URL",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document" };

    public static Command Create()
    {
        var command = new Command("migrations", "Print the database migrations, manual steps and waypoints between two versions") { From, To, Sources, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var error = parsed.InvocationConfiguration.Error;
        if (!ReleaseVersion.TryParse(parsed.GetRequiredValue(From), out var from) || !ReleaseVersion.TryParse(parsed.GetRequiredValue(To), out var to))
        {
            await error.WriteLineAsync("--from and --to take a version of three numbers, such as 3.18.0 or v3.32.1.");
            return ExitCode.Usage;
        }

        if (from > to)
        {
            await error.WriteLineAsync($"--from {from} is higher than --to {to}: an upgrade goes up.");
            return ExitCode.Usage;
        }

        using var downloads = new Downloads(TimeProvider.System);
        var path = MigrationPath.Between(await ChangelogInput.ReadAsync(parsed.GetRequiredValue(Sources), downloads, cancellation), from, to);
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, Document(path));
        }
        else
        {
            Print(new Paper(output), path);
        }

        return ExitCode.Done;
    }

    private static object Document(MigrationPath path) => new
    {
        From = path.From.ToString(),
        To = path.To.ToString(),
        Commands = path.Commands.Select(step => new
        {
            step.Hop,
            step.Command.Database,
            Command = step.Command.Text,
            Versions = step.Versions.Select(version => version.ToString()),
            Optional = false,
            step.DataLossWarning,
        }),
        Manual = path.Manual.Select(step => new { step.Id, Version = step.Version.ToString(), step.When, step.Text }),
        Optional = path.Optional.Select(step => new { Version = step.Version.ToString(), step.Text }),
        Waypoints = path.Waypoints.Select(waypoint => waypoint.Version.ToString()),
        Hops = path.Hops.Select(hop => new[] { hop.From.ToString(), hop.To.ToString() }),
        Warnings = path.Warnings.Select(warning => warning.Message),
    };

    private static void Print(Paper paper, MigrationPath path)
    {
        paper.Line(path.Hops.Count switch
        {
            0 => $"{path.From} is the target already: nothing to do.",
            1 => $"{path.From} to {path.To} in one hop.",
            _ => $"{path.From} to {path.To} in {path.Hops.Count} hops, stopping at {string.Join(", ", path.Waypoints.Select(waypoint => waypoint.Version))}.",
        });
        foreach (var (hop, index) in path.Hops.Select((hop, index) => (hop, index)))
        {
            var steps = path.Commands.Where(step => step.Hop == index).ToList();
            paper.Line();
            paper.Line($"{hop.From} to {hop.To}{(steps.Count == 0 ? ": no migration" : "")}");
            if (steps.Count > 0)
            {
                var table = CommandOutput.Table("Command", "Named by", "Warning");
                steps.ForEach(step => table.Row(step.Command.Text, string.Join(", ", step.Versions), step.DataLossWarning ?? ""));
                paper.Table(table);
            }
        }

        Section("By hand:", ["Step", "When", "What"], path.Manual.Select(step => new[] { $"{step.Id} ({step.Version})", step.When.ToString().ToLowerInvariant(), step.Text }));
        Section("Optional or conditional, not run:", ["Version", "What"], path.Optional.Select(step => new[] { step.Version.ToString(), step.Text }));
        foreach (var warning in path.Warnings)
        {
            paper.Line($"Warning: {warning.Message}");
        }

        void Section(string title, string[] columns, IEnumerable<string[]> rows)
        {
            var table = rows.Aggregate(CommandOutput.Table(columns), (whole, row) => whole.Row(row));
            if (table.Rows.Count > 0)
            {
                paper.Line();
                paper.Line(title);
                paper.Table(table);
            }
        }
    }
}
