namespace UpgradeWorker.Core.Runs;

/// <summary>One line of a run's journal. Lines are only ever appended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Seq">Position, from 1.</param>
/// <param name="Generation">Generation of the run.</param>
/// <param name="Step">The step.</param>
/// <param name="Attempt">Attempt at the step.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What the line tells.</param>
/// <param name="Message">In words.</param>
/// <param name="Evidence">Facts established; empty for intents.</param>
public sealed record JournalEntry(
    RunId Run, long Seq, int Generation, RunStep Step, int Attempt, DateTimeOffset At, JournalKind Kind, string Message,
    IReadOnlyList<Evidence> Evidence);

/// <summary>What a line of the journal tells.</summary>
public enum JournalKind
{
    /// <summary>The attempt is about to begin; written before anything is done.</summary>
    Begun,

    /// <summary>The attempt is still on its way; written when there is something new to tell.</summary>
    Progress,

    /// <summary>The goal is met.</summary>
    Done,

    /// <summary>It went wrong.</summary>
    Faulted,

    /// <summary>What was approved no longer holds.</summary>
    Refused,

    /// <summary>A person decided.</summary>
    Operator,
}

/// <summary>Reading the journal.</summary>
public static class Journal
{
    /// <summary>The latest evidence of a kind in the given generation; null when there is none.</summary>
    public static TEvidence? Latest<TEvidence>(IEnumerable<JournalEntry> entries, int generation)
        where TEvidence : Evidence => All<TEvidence>(entries, generation).LastOrDefault();

    /// <summary>All evidence of a kind in the given generation, oldest first.</summary>
    public static IEnumerable<TEvidence> All<TEvidence>(IEnumerable<JournalEntry> entries, int generation)
        where TEvidence : Evidence =>
        entries.Where(entry => entry.Generation == generation).OrderBy(entry => entry.Seq).SelectMany(entry => entry.Evidence).OfType<TEvidence>();

    /// <summary>
    /// The lines of a run's present step since it was last entered, oldest first; empty before its first attempt begins. By their order, not
    /// by their instants, for a clock may be set back. A person's lines are left out: they come between any two.
    /// </summary>
    /// <param name="entries">The run's journal.</param>
    /// <param name="run">Where the run stands.</param>
    public static IReadOnlyList<JournalEntry> SinceEntered(IEnumerable<JournalEntry> entries, Run run) =>
    [
        .. entries.Where(entry => entry.Kind != JournalKind.Operator).OrderByDescending(entry => entry.Seq)
            .TakeWhile(entry => entry.Step == run.Step && entry.Generation == run.Generation).Reverse(),
    ];

    /// <summary>The lines of a run's present attempt at its step, oldest first; empty before it begins.</summary>
    /// <param name="entries">The run's journal.</param>
    /// <param name="run">Where the run stands.</param>
    public static IReadOnlyList<JournalEntry> OfAttempt(IEnumerable<JournalEntry> entries, Run run) =>
        [.. SinceEntered(entries, run).Where(entry => entry.Attempt == run.Attempt)];
}
