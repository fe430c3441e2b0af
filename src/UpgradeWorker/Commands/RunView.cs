using Spectre.Console;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary>One run as <c>runs</c> and <c>status</c> print it; the members are the JSON's. Instants are ISO 8601 texts in UTC.</summary>
internal sealed record RunView
{
    public required string Id { get; init; }
    public required string Stack { get; init; }
    public required string RequestId { get; init; }
    public required string Plan { get; init; }
    public required string StartedAt { get; init; }
    public required string WindowCloses { get; init; }
    public required int Generation { get; init; }
    public required string Step { get; init; }

    /// <summary>What is true when the step is done.</summary>
    public required string Goal { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Next look; null once it ended.</summary>
    public required string? DueAt { get; init; }

    /// <summary>Where it ended or is heading; null while it goes well.</summary>
    public required string? Ending { get; init; }

    public required Finding? Why { get; init; }
    public required string? EndedAt { get; init; }

    /// <param name="started">As StartRuns entered it.</param>
    /// <param name="progress">Null = not taken up yet.</param>
    public static RunView Of(StartedRun started, Run? progress)
    {
        var run = progress ?? Run.Start(started.Id, started.Stack, started.StackId, started.Plan, started.WindowCloses, started.StartedAt);
        return new()
        {
            Id = started.Id.Value,
            Stack = started.Stack.Value,
            RequestId = started.RequestId,
            Plan = started.Plan.Hex,
            StartedAt = Times.Iso(started.StartedAt)!,
            WindowCloses = Times.Iso(started.WindowCloses)!,
            Generation = run.Generation,
            Step = run.Step.ToString(),
            Goal = RunScript.Of(run.Step).Goal,
            Attempt = run.Attempt,
            DueAt = run.EndedAt is null ? Times.Iso(run.Due) : null,
            Ending = run.Ending?.ToString(),
            Why = run.Why,
            EndedAt = Times.Iso(run.EndedAt),
        };
    }

    /// <summary>How it stands, in a line that names the step and leaves the reason to <see cref="Why"/>.</summary>
    /// <param name="journal">Of this run, oldest first.</param>
    public string Outcome(IReadOnlyList<JournalEntry> journal)
    {
        var ending = Ending is null ? (RunEnding?)null : Enum.Parse<RunEnding>(Ending);
        return EndedAt is null ? $"under way{(ending is { } heading ? $", heading for: {Endings.InWords(heading)}" : "")}"
            : ending == RunEnding.NeedsAttention ? $"needs attention{(RunCommands.StuckAt(Generation, journal) is { } step ? $" at {step}" : "")}, since {Times.Local(EndedAt)}"
            : $"{Endings.InWords(ending ?? RunEnding.Succeeded)}, {(GivenUp(journal) is { } at ? Times.Local(at) : Times.Local(EndedAt))}";
    }

    /// <summary>When a person gave it up, which is later than when the worker stopped; null when nobody did.</summary>
    private DateTimeOffset? GivenUp(IReadOnlyList<JournalEntry> journal) =>
        Ending == nameof(RunEnding.Abandoned) ? journal.LastOrDefault(entry => entry.Kind == JournalKind.Operator)?.At : null;

    public Style OutcomeStyle() => Style.Parse(
        EndedAt is null ? "yellow" : Ending switch
        {
            null or nameof(RunEnding.Succeeded) => "green",
            nameof(RunEnding.NeedsAttention) => "red",
            _ => "yellow",
        });
}
