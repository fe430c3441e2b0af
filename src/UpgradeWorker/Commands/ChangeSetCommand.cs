using System.CommandLine;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands;

/// <summary><c>changeset</c>: what a described change set would do. Needs no settings and touches nothing.</summary>
internal static class ChangeSetCommand
{
    // A page has at most 1 MB (API, DescribeChangeSet), but the AWS CLI prints all pages as one.
    private const int MaxBytes = 20_000_000;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Answers of 'aws cloudformation describe-change-set', the pages of one set",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document" };

    public static Command Create()
    {
        var command = new Command("changeset", "Print what a described change set replaces, opens up and endangers") { Files, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        try
        {
            // Without settings nothing is known of roles, judgements or snapshots.
            var reading = ChangeSetReader.Read(await ReadAsync(parsed.GetRequiredValue(Files), cancellation), new ChangeSetReadingPolicy());
            if (parsed.GetValue(Json))
            {
                CommandOutput.WriteJson(output, Document(reading));
            }
            else
            {
                Print(new Paper(output), reading);
            }

            return 0;
        }
        catch (CommandException problem)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(CommandOutput.Printable(problem.Message));
            return problem.ExitCode;
        }
    }

    private static async Task<ChangeSetDescription> ReadAsync(IEnumerable<string> files, CancellationToken cancellation)
    {
        var answers = new List<ChangeSetDescription>();
        foreach (var file in files)
        {
            var text = await InputText.ReadFileAsync(file, MaxBytes, cancellation);
            answers.Add(ChangeSetJson.TryRead(text, file, out var answer, out var unreadable)
                ? answer
                : throw new CommandException(unreadable.Message));
        }

        return ChangeSetPages.TryMerge(answers, out var whole, out var finding) ? whole : throw new CommandException(finding.Message);
    }

    private static object Document(ChangeSetReading reading) => new
    {
        reading.Status,
        reading.NoChanges,
        Changes = reading.Changes.Select(change => new
        {
            change.LogicalId,
            Type = change.ResourceType,
            change.Action,
            Replacement = change.Replacement.Word(),
            change.PolicyAction,
            change.Causes,
            change.Properties,
        }),
        Replaces = new
        {
            Instance = reading.Of(ResourceChangeRole.Instance).Word(),
            Database = reading.Of(ResourceChangeRole.Database).Word(),
            Cache = reading.Of(ResourceChangeRole.Cache).Word(),
        },
        reading.Security,
        SnapshotsNeeded = SnapshotsNeeded(reading),
        Refusals = reading.Refusals.Select(refusal => new { refusal.Reason, refusal.Message }),
    };

    private static IEnumerable<string> SnapshotsNeeded(ChangeSetReading reading) =>
        reading.SnapshotsNeeded.Select(snapshot => snapshot.Role).Distinct().Order().Select(role => role.ToString().ToLowerInvariant());

    private static IEnumerable<string> Lines(ResourceChangeReading change)
    {
        var replaced = change.Replacement switch
        {
            Replacement.Yes => ", REPLACED",
            Replacement.Uncertain => ", perhaps replaced",
            _ => "",
        };
        yield return $"{change.Action} {change.LogicalId} ({change.ResourceType}){replaced}{(change.PolicyAction is { } action ? $" ({action})" : "")}";
        if (change.Properties.Count > 0)
        {
            yield return $"  {string.Join(", ", change.Properties)}{(change.Causes.Count > 0 ? $", because of {string.Join(", ", change.Causes)}" : "")}";
        }
    }

    private static void Print(Paper paper, ChangeSetReading reading)
    {
        Line($"Status {reading.Status ?? "unknown"}{(reading.NoChanges ? ": nothing to change" : "")}");
        Line($"Replaces: instance {reading.Of(ResourceChangeRole.Instance).Word()}, database {reading.Of(ResourceChangeRole.Database).Word()}, "
            + $"cache {reading.Of(ResourceChangeRole.Cache).Word()}");
        var snapshots = SnapshotsNeeded(reading).ToList();
        Line($"Snapshots needed: {(snapshots.Count == 0 ? "none" : string.Join(", ", snapshots))}");
        Section("Refused", reading.Refusals.Select(refusal => refusal.ToString()));
        Section("Security", reading.Security);
        // Lines and no table: names of resources and types are long, and a terminal is narrow.
        Section("Changes, the most dangerous first", reading.MostDangerousFirst.SelectMany(Lines));

        void Section(string title, IEnumerable<string> lines)
        {
            foreach (var (line, index) in lines.Select((line, index) => (line, index)))
            {
                Line(index == 0 ? $"{title}:" : null);
                Line($"  {line}");
            }
        }

        void Line(string? text)
        {
            if (text is not null)
            {
                paper.Line(text, text.TakeWhile(letter => letter == ' ').Count());
            }
        }
    }
}
