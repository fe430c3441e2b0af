namespace UpgradeWorker.Core.Runs;

/// <summary>One row of the script.</summary>
/// <param name="Step">The step.</param>
/// <param name="Goal">What is true when it is done, in words for people.</param>
/// <param name="Deadline">Latest end, counted from when the step was entered; time in which nobody looked after the run does not count.</param>
/// <param name="Attempts">How often a retryable fault is tried in all.</param>
/// <param name="Poll">Wait between two looks while the goal is on its way, and before the second attempt.</param>
/// <param name="Next">Where it goes when done; null ends the run.</param>
/// <param name="WhenRefused">Where it goes when what was approved no longer holds.</param>
/// <param name="WhenFaulted">Where it goes when attempts or deadline are used up.</param>
/// <param name="MaySkip">Whether a person may skip it: it only looks, or does what a person can do by hand.</param>
public sealed record StepRow(
    RunStep Step, string Goal, TimeSpan Deadline, int Attempts, TimeSpan Poll, RunStep? Next, WayOut WhenRefused, WayOut WhenFaulted, bool MaySkip);

/// <summary>The way out of a step that did not reach its goal.</summary>
/// <param name="Next">The step that follows; null ends the run.</param>
/// <param name="Ending">Where the run is heading from now on; null leaves that open (AwaitRollback decides).</param>
public sealed record WayOut(RunStep? Next, RunEnding? Ending);

/// <summary>
/// The whole story of a run in one table, and the one function that moves along it. Before ExecuteChangeSet every way out starts the
/// service again if it was stopped; after it, what AWS undid counts as rolled back and everything else that fails needs a person.
/// </summary>
public static class RunScript
{
    private static readonly WayOut StartAgainAndLeave = new(RunStep.StartService, RunEnding.Refused);
    private static readonly WayOut CallAPerson = new(RunStep.Report, RunEnding.NeedsAttention);
    private static readonly WayOut SettleAndCallAPerson = new(RunStep.Settle, RunEnding.NeedsAttention);

    /// <summary>All steps in story order.</summary>
    public static IReadOnlyList<StepRow> Steps { get; } =
    [
        Row(RunStep.Preflight, "the stack is as it was approved and everything needed is there",
            Minutes(30), 10, Seconds(30), RunStep.ReserveCertificates, StartAgainAndLeave, StartAgainAndLeave),
        Row(RunStep.ReserveCertificates, "a place for each new certificate is reserved in the ledger",
            Minutes(10), 5, Seconds(15), RunStep.StopService, StartAgainAndLeave, StartAgainAndLeave),
        Row(RunStep.StopService, "where a database is replaced: the service is stopped, so no acknowledged write is lost",
            Minutes(20), 3, Seconds(5), RunStep.TakeSnapshots, StartAgainAndLeave, StartAgainAndLeave),
        Row(RunStep.TakeSnapshots, "fresh snapshots of every database concerned are available",
            Hours(6), 20, Seconds(15), RunStep.ConfirmChangeSet, StartAgainAndLeave, StartAgainAndLeave),
        Row(RunStep.ConfirmChangeSet, "the final change set is what was approved, with the real snapshots in it",
            Minutes(30), 10, Seconds(5), RunStep.ExecuteChangeSet, StartAgainAndLeave, StartAgainAndLeave),
        Row(RunStep.ExecuteChangeSet, "CloudFormation has begun to execute exactly that change set",
            Minutes(30), 8, Seconds(5), RunStep.AwaitStack, StartAgainAndLeave, CallAPerson),
        Row(RunStep.AwaitStack, "the stack has been updated",
            Hours(8), 200, Seconds(15), RunStep.AwaitInstance, new WayOut(RunStep.AwaitRollback, null), CallAPerson),
        Row(RunStep.AwaitRollback, "AWS has undone the update",
            Hours(8), 200, Seconds(15), RunStep.StartService, CallAPerson, CallAPerson),
        Row(RunStep.AwaitInstance, "the instance answers and has finished its first boot",
            Hours(2), 30, Seconds(15), RunStep.Migrate, CallAPerson, CallAPerson, maySkip: true),
        Row(RunStep.Migrate, "every database migration of this hop has run, once and in order",
            Hours(6), 3, Seconds(10), RunStep.StartService, CallAPerson, CallAPerson, maySkip: true),
        Row(RunStep.StartService, "the service is running",
            Minutes(30), 20, Seconds(5), RunStep.Verify, SettleAndCallAPerson, SettleAndCallAPerson, maySkip: true),
        Row(RunStep.Verify, "the new version serves, from the restored data",
            Hours(1), 5, Seconds(15), RunStep.Settle, CallAPerson, CallAPerson, maySkip: true),
        Row(RunStep.Settle, "the ledger tells what was used, and nothing of ours is left lying about",
            Hours(2), 20, Seconds(30), RunStep.Report, CallAPerson, CallAPerson),
        Row(RunStep.Report, "people have been told",
            Hours(1), 8, Seconds(30), null, new WayOut(null, null), new WayOut(null, null)),
    ];

    /// <summary>Where every run and every new generation begins.</summary>
    public static RunStep First => Steps[0].Step;

    /// <summary>The row of a step.</summary>
    public static StepRow Of(RunStep step) => Steps.First(row => row.Step == step);

    /// <summary>
    /// Whether a step is tried again whatever AWS answers, a denial too: the update goes on without us, or the service is stopped, and a
    /// permission that comes back heals it. Attempts and deadline bound it.
    /// </summary>
    public static bool GoesOn(RunStep step) =>
        step is RunStep.AwaitStack or RunStep.AwaitRollback or RunStep.AwaitInstance or RunStep.StartService or RunStep.Settle;

    /// <summary>Where the run goes when the present step is done, given where it is heading; null ends it.</summary>
    public static RunStep? After(RunStep step, RunEnding? ending) =>
        step == RunStep.StartService && ending is not null ? RunStep.Settle : Of(step).Next;

    /// <summary>The longest pause that a run makes between two looks.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>From when on a run that is due counts as one that nobody looks after: no tick is as long.</summary>
    private static readonly TimeSpan Unattended = TimeSpan.FromMinutes(20);

    /// <summary>
    /// The run as it is taken up again. Time in which nobody looked after it, because the worker was not running or its machine slept, does
    /// not count for the step's deadline: what AWS did meanwhile is yet to be looked at.
    /// </summary>
    /// <param name="run">As it was saved.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>The run, and that it was left alone; null when it was not, or for no longer than a busy worker may take.</returns>
    public static (Run Run, Evidence.LeftAlone? LeftAlone) TakeUp(Run run, DateTimeOffset now) => now - run.Due is var alone && alone < Unattended
        // A step that begins in the future was begun by a clock that was set back since.
        ? (run.StepBegan > now ? run with { StepBegan = now } : run, null)
        : (run with { StepBegan = run.StepBegan + alone }, new Evidence.LeftAlone(run.Due, now));

    /// <summary>
    /// What an outcome counts as: one that is still on its way when the step's deadline has passed is a fault; and a fault that keeps the
    /// change set from being sent is a refusal once it is not tried again, so that the service is started: CloudFormation does nothing.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">What the step found.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="journal">The run's journal; null when it is not at hand, and then the change set counts as sent.</param>
    public static StepOutcome Judge(Run run, StepOutcome outcome, DateTimeOffset now, IReadOnlyList<JournalEntry>? journal = null)
    {
        var judged = outcome is StepOutcome.NotYet late && Of(run.Step) is var row && now - run.StepBegan >= row.Deadline
            ? new StepOutcome.Faulted(TooLate(row, late.Progress, run, journal ?? []), Retryable: false)
            : outcome;
        return judged is StepOutcome.Faulted fault && run.Step == RunStep.ExecuteChangeSet && !IsTriedAgain(run, fault, now)
            && journal is not null && !RunCommands.MayHaveExecuted(run, journal)
            ? new StepOutcome.Refused(fault.Why)
            : judged;
    }

    /// <summary>Moves a run on by one outcome. An ended run is returned as it is.</summary>
    public static Run Advance(Run run, StepOutcome outcome, DateTimeOffset now)
    {
        if (run.EndedAt is not null)
        {
            return run;
        }

        var row = Of(run.Step);
        return Judge(run, outcome, now) switch
        {
            StepOutcome.Done => Enter(run with { Ending = EndingWhenDone(run) }, After(run.Step, EndingWhenDone(run)), now),
            StepOutcome.NotYet => run with { Due = now + row.Poll },
            StepOutcome.Faulted fault when IsTriedAgain(run, fault, now) =>
                run with { Attempt = run.Attempt + 1, Due = now + Backoff(row, run.Attempt) },
            StepOutcome.Faulted fault => Leave(run, row.WhenFaulted, fault.Why, now),
            StepOutcome.Refused refused => Leave(run, row.WhenRefused, refused.Why, now),
            // Every way out asks AWS for something: it ends where it stands, whatever step that is.
            StepOutcome.Stranded stranded => Leave(run, new WayOut(null, RunEnding.NeedsAttention), stranded.Why, now),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    private static bool IsTriedAgain(Run run, StepOutcome.Faulted fault, DateTimeOffset now) => Of(run.Step) is var row
        && fault.Retryable && run.Attempt < row.Attempts && now + Backoff(row, run.Attempt) - run.StepBegan < row.Deadline;

    private static RunEnding? EndingWhenDone(Run run) => run.Step == RunStep.AwaitRollback ? RunEnding.RolledBack : run.Ending;

    private static Run Leave(Run run, WayOut way, Finding why, DateTimeOffset now) =>
        Enter(run with { Ending = Worse(run.Ending, way.Ending), Why = Why(run, way, why) }, way.Next, now);

    /// <summary>What a person must act on: the first thing that went wrong, or what came of it and calls for the person.</summary>
    private static Finding Why(Run run, WayOut way, Finding why) => run.Why is not { } first ? why
        : way.Ending is RunEnding.NeedsAttention && run.Ending is not RunEnding.NeedsAttention
            ? why with { Message = $"{why.Message} It began with this: {first.Message}" }
            : first;

    private static RunEnding? Worse(RunEnding? heading, RunEnding? way) => heading is RunEnding.Abandoned ? heading
        : way is RunEnding.NeedsAttention || heading is null ? way : heading;

    private static Run Enter(Run run, RunStep? next, DateTimeOffset now) => next is { } step
        ? run with { Step = step, Attempt = 1, StepBegan = now, Due = now }
        : run with { Ending = run.Ending ?? RunEnding.Succeeded, EndedAt = now, Due = now };

    private static TimeSpan Backoff(StepRow row, int attempt) =>
        TimeSpan.FromTicks(Math.Min(row.Poll.Ticks << Math.Min(attempt - 1, 6), LongestPause.Ticks));

    private static Finding TooLate(StepRow row, string progress, Run run, IReadOnlyList<JournalEntry> journal)
    {
        // Why an earlier attempt failed counts for more than the deadline.
        var earlier = Journal.SinceEntered(journal, run).LastOrDefault(entry => entry.Kind == JournalKind.Faulted)?.Message;
        return new("DeadlinePassed", $"{row.Step} did not end within {row.Deadline:c}: {progress}{(earlier is null ? "" : $". The attempt before had failed: {earlier}")}");
    }

    private static StepRow Row(
        RunStep step, string goal, TimeSpan deadline, int attempts, TimeSpan poll, RunStep? next, WayOut refused, WayOut faulted, bool maySkip = false) =>
        new(step, goal, deadline, attempts, poll, next, refused, faulted, maySkip);

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
