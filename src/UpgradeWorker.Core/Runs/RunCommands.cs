namespace UpgradeWorker.Core.Runs;

/// <summary>What a local operator may decide about a run that ended in <see cref="RunEnding.NeedsAttention"/>.</summary>
public static class RunCommands
{
    private const string SkippedBy = " skipped by ";

    /// <summary>Steps that a person may skip.</summary>
    public static IReadOnlyList<RunStep> Skippable { get; } = [.. RunScript.Steps.Where(row => row.MaySkip).Select(row => row.Step)];

    /// <summary>
    /// The step that a run which needs attention got stuck at: the first that called for a person and was not done since. What failed on the
    /// way to the end, such as a clean-up that went through at the second try, is not it. Null when none failed.
    /// </summary>
    /// <param name="generation">The run's present generation.</param>
    /// <param name="journal">Its journal.</param>
    public static RunStep? StuckAt(int generation, IReadOnlyList<JournalEntry> journal)
    {
        RunStep? stuck = null;
        JournalEntry? before = null;
        foreach (var entry in journal.Where(entry => entry.Generation == generation && entry.Kind != JournalKind.Operator).OrderBy(entry => entry.Seq))
        {
            // After its end a run goes on only by a person's decision.
            if ((entry.Step == stuck && entry.Kind is JournalKind.Done or JournalKind.Refused or JournalKind.Faulted)
                || before is { Step: RunStep.Report, Kind: JournalKind.Done })
            {
                stuck = null;
            }

            stuck ??= CallsAPerson(entry) ? entry.Step : null;
            before = entry;
        }

        return stuck;
    }

    /// <inheritdoc cref="StuckAt(int, IReadOnlyList{JournalEntry})"/>
    public static RunStep? StuckAt(Run run, IReadOnlyList<JournalEntry> journal) => StuckAt(run.Generation, journal);

    /// <summary>Whether the change set was executed in this generation, or may have been.</summary>
    public static bool MayHaveExecuted(Run run, IReadOnlyList<JournalEntry> journal) =>
        Journal.Latest<Evidence.ChangeSetExecuted>(journal, run.Generation) is not null
        || (Journal.Latest<Evidence.ExecutionUncertain>(journal, run.Generation) is not null
            // Turned away after a doubt means that the change set was deleted unexecuted.
            && !journal.Any(entry => entry.Generation == run.Generation && entry is { Step: RunStep.ExecuteChangeSet, Kind: JournalKind.Refused }));

    /// <summary>Why a run that has begun cannot be held any more; null when it can.</summary>
    /// <param name="run">The run; null when it is not taken up yet.</param>
    /// <param name="journal">Its journal.</param>
    public static Finding? TooLateToHold(Run? run, IReadOnlyList<JournalEntry> journal) => run is not null && MayHaveExecuted(run, journal)
        ? new Finding(
            "TooLate",
            $"It is too late to hold run {run.Id}: it has handed its change set to CloudFormation. What is under way there is undone by \"Cancel update stack\" in its console.")
        : null;

    /// <summary>A person's decision to go on after this step; null when nobody skipped it, or it was begun again since.</summary>
    public static JournalEntry? Skipped(RunStep step, int generation, IReadOnlyList<JournalEntry> journal)
    {
        var decided = journal.Where(entry => entry.Generation == generation && entry.Kind == JournalKind.Operator)
            .LastOrDefault(entry => entry.Message.Split(SkippedBy) is [var steps, _, ..] && steps.Split(", ").Contains(step.ToString()));
        return decided is null || journal.Any(entry => entry.Generation == generation && entry.Step == step && entry.Seq > decided.Seq) ? null : decided;
    }

    /// <summary>Steps that a person skipped in this generation, with the decision; in the order of the script.</summary>
    public static IReadOnlyList<(RunStep Step, JournalEntry Decided)> AllSkipped(int generation, IReadOnlyList<JournalEntry> journal) =>
    [
        .. Skippable.Select(step => (Step: step, Decided: Skipped(step, generation, journal))).Where(pair => pair.Decided is not null)
            .Select(pair => (pair.Step, pair.Decided!)),
    ];

    /// <summary>Applies a command.</summary>
    /// <param name="run">The run; null when the id is unknown.</param>
    /// <param name="journal">Its journal, oldest first.</param>
    /// <param name="verb"><c>run-retry</c>, <c>run-skip</c> or <c>run-abandon</c>.</param>
    /// <param name="user">Who.</param>
    /// <param name="step">The last step that is skipped; null = the one that it got stuck at.</param>
    /// <param name="reason">Why; null when not told.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>The run after it, null when the command does not apply; and the result in words.</returns>
    public static (Run? After, string Result) Apply(
        Run? run, IReadOnlyList<JournalEntry> journal, string verb, string user, string? step, string? reason, DateTimeOffset now)
    {
        if (run is null)
        {
            return (null, "There is no such run.");
        }

        if (run.Ending != RunEnding.NeedsAttention || run.EndedAt is null)
        {
            return (null, $"Run {run.Id} does not need a decision: it is {(run.EndedAt is null ? "under way (decline stops it until its change set is executed)" : Endings.InWords(run.Ending ?? RunEnding.Succeeded))}.");
        }

        // ExecuteChangeSet looks first and executes nothing twice.
        var stuck = StuckAt(run, journal) ?? (MayHaveExecuted(run, journal) ? RunStep.ExecuteChangeSet : RunScript.First);
        var why = string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";
        return verb switch
        {
            // What the run left lying about is cleaned up first: a change set that nobody executed could still be, by one click.
            "run-abandon" => (Enter(run, RunStep.Settle, RunEnding.Abandoned, now), $"Abandoned by {user}{why}."),
            "run-retry" when !MayHaveExecuted(run, journal) => (
                Enter(run, RunScript.First, null, now) with { Generation = run.Generation + 1 }, $"Tried again from the start by {user}{why}."),
            "run-retry" => (Enter(run, stuck, Heading(run, journal), now), $"{stuck} tried again by {user}{why}."),
            "run-skip" => Skip(run, stuck, step, Heading(run, journal), user, why, now),
            _ => (null, $"Unknown command {verb}."),
        };
    }

    /// <summary>Skips the step that it got stuck at, and those after it up to the named one: all of them such as a person can do.</summary>
    private static (Run? After, string Result) Skip(Run run, RunStep stuck, string? step, RunEnding? heading, string user, string why, DateTimeOffset now)
    {
        var last = step is null ? stuck : Enum.TryParse<RunStep>(step, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : (RunStep?)null;
        // Where the run is heading for an ending, nothing that a person does by hand follows on the step.
        if (last is not { } end || end < stuck || (end != stuck && heading is not null))
        {
            return (null, $"Run {run.Id} does not stand at {step}, but at {stuck}.");
        }

        var skipped = RunScript.Steps.Where(row => row.Step >= stuck && row.Step <= end).ToList();
        return skipped.FirstOrDefault(row => !row.MaySkip) is { } no
            ? (null, $"{no.Step} cannot be skipped: retry or abandon run {run.Id}.")
            : RunScript.After(end, heading) is { } next
                ? (Enter(run, next, heading, now), $"{string.Join(", ", skipped.Select(row => row.Step))}{SkippedBy}{user}{why}.")
                : (null, $"Nothing follows on {end}.");
    }

    /// <summary>Whether a line of the journal is of a step that leaves its failure to a person.</summary>
    private static bool CallsAPerson(JournalEntry entry) => entry.Kind switch
    {
        JournalKind.Faulted => RunScript.Of(entry.Step).WhenFaulted.Ending == RunEnding.NeedsAttention,
        JournalKind.Refused => RunScript.Of(entry.Step).WhenRefused.Ending == RunEnding.NeedsAttention,
        _ => false,
    };

    /// <summary>Where the run was heading before it got stuck: a person's help does not make a rolled back update a successful one.</summary>
    private static RunEnding? Heading(Run run, IReadOnlyList<JournalEntry> journal) =>
        !MayHaveExecuted(run, journal) ? RunEnding.Refused
        : journal.Any(entry => entry.Generation == run.Generation && entry is { Step: RunStep.AwaitRollback, Kind: JournalKind.Done }) ? RunEnding.RolledBack
        : null;

    private static Run Enter(Run run, RunStep step, RunEnding? heading, DateTimeOffset now) => run with
    {
        Step = step,
        Attempt = 1,
        StepBegan = now,
        Due = now,
        Ending = heading,
        Why = heading is null ? null : run.Why,
        EndedAt = null,
    };
}
