using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>A run claimed for one move. Saving needs the fence, so that a worker whose lease ran out saves nothing.</summary>
/// <param name="Run">Where it stands.</param>
/// <param name="Fence">Rises with every claim.</param>
public sealed record ClaimedRun(Run Run, long Fence);

/// <summary>Where runs stand, and their journals. Written by AdvanceRuns.</summary>
public static class RunProgressStore
{
    private const string Columns =
        """
        p.run_id AS Id, p.stack AS Stack, r.stack_id AS StackId, r.fingerprint AS Fingerprint, p.generation AS Generation, p.step AS Step,
        p.attempt AS Attempt, r.started_at AS StartedAt, p.step_began AS StepBegan, p.due_at AS Due, r.window_closes AS WindowCloses,
        p.ending AS Ending, p.why AS Why, p.ended_at AS EndedAt, p.fence AS Fence
        """;

    /// <summary>
    /// What another version of the software wrote, such as a newer one that was taken back, may stand at a step that this one does not know.
    /// </summary>
    private static readonly string KnownStep = $"step IN ('{string.Join("', '", Enum.GetNames<RunStep>())}')";

    /// <summary>
    /// Due now; or due so far ahead that a clock which was wrong then must have written it, for no run makes a longer pause than
    /// <see cref="RunScript.LongestPause"/>.
    /// </summary>
    private const string IsDue = "ended_at IS NULL AND (due_at <= @now OR due_at > @beyond) AND (lease_until IS NULL OR lease_until <= @now)";

    /// <summary>Takes up a run that was started; does nothing if that was done.</summary>
    public static Task TakeUpAsync(Session session, Run run) => session.ExecuteAsync(
        """
        INSERT INTO run_progress (run_id, stack, generation, step, attempt, step_began, due_at, fence)
        VALUES (@id, @stack, @Generation, @step, @Attempt, @StepBegan, @Due, 0) ON CONFLICT (run_id) DO NOTHING
        """,
        new { id = run.Id.Value, stack = run.Stack.Value, run.Generation, step = run.Step.ToString(), run.Attempt, run.StepBegan, run.Due });

    /// <summary>Claims the run that is due longest and not leased; null when there is none. One at an unknown step is left alone.</summary>
    /// <param name="session">The transaction, which no other writer can come between.</param>
    /// <param name="owner">Who claims it.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="leaseUntil">When the claim ends by itself.</param>
    /// <param name="may">Whether the caller may move a run; null = any.</param>
    public static async Task<ClaimedRun?> ClaimDueAsync(
        Session session, string owner, DateTimeOffset now, DateTimeOffset leaseUntil, Func<Run, bool>? may = null)
    {
        if ((await DueAsync(session, now)).FirstOrDefault(due => may?.Invoke(due.Run) != false) is not { } first)
        {
            return null;
        }

        await session.ExecuteAsync(
            "UPDATE run_progress SET lease_owner = @owner, lease_until = @leaseUntil, fence = fence + 1 WHERE run_id = @id",
            new { id = first.Run.Id.Value, owner, leaseUntil });
        return first with { Fence = first.Fence + 1 };
    }

    /// <summary>Saves where the run stands now and gives the lease back.</summary>
    /// <exception cref="StaleRunException">Another worker claimed it meanwhile.</exception>
    public static async Task SaveAsync(Session session, Run run, long fence)
    {
        var rows = await session.ExecuteAsync(
            """
            UPDATE run_progress SET generation = @Generation, step = @step, attempt = @Attempt, step_began = @StepBegan, due_at = @Due,
              ending = @ending, why = @why, ended_at = @EndedAt, lease_owner = NULL, lease_until = NULL
            WHERE run_id = @id AND fence = @fence
            """,
            new
            {
                id = run.Id.Value,
                fence,
                run.Generation,
                step = run.Step.ToString(),
                run.Attempt,
                run.StepBegan,
                run.Due,
                ending = run.Ending?.ToString(),
                why = run.Why is null ? null : Json.Write(run.Why),
                run.EndedAt,
            });
        if (rows != 1)
        {
            throw new StaleRunException(run.Id);
        }
    }

    /// <summary>Whether a run is due and not leased, stands at a known step, and may be moved by the caller; null = any.</summary>
    public static async Task<bool> IsAnyDueAsync(Session session, DateTimeOffset now, Func<Run, bool>? may = null) =>
        (await DueAsync(session, now)).Any(due => may?.Invoke(due.Run) != false);

    /// <summary>Runs at a step that this version of the software does not know, and the step.</summary>
    public static async Task<IReadOnlyList<(RunId Id, string Step)>> AtUnknownStepsAsync(Session session) => [.. (await session.QueryAsync<Row>(
        $"SELECT run_id AS Id, step AS Step FROM run_progress WHERE NOT {KnownStep} ORDER BY run_id")).Select(row => (new RunId(row.Id), row.Step))];

    private static async Task<IEnumerable<ClaimedRun>> DueAsync(Session session, DateTimeOffset now) => (await session.QueryAsync<Row>(
        $"SELECT {Columns} FROM run_progress p JOIN run r ON r.id = p.run_id WHERE {IsDue} AND {KnownStep} ORDER BY due_at, run_id",
        new { now, beyond = now + (6 * RunScript.LongestPause) })).Select(row => new ClaimedRun(row.ToRun(), row.Fence));

    /// <summary>Renews the lease while a tick takes its time.</summary>
    /// <exception cref="StaleRunException">Another worker claimed the run meanwhile.</exception>
    public static async Task RenewAsync(Session session, RunId run, long fence, DateTimeOffset leaseUntil)
    {
        if (await session.ExecuteAsync(
            "UPDATE run_progress SET lease_until = @leaseUntil WHERE run_id = @id AND fence = @fence", new { id = run.Value, fence, leaseUntil }) != 1)
        {
            throw new StaleRunException(run);
        }
    }

    /// <summary>Journals that an attempt begins.</summary>
    /// <exception cref="StaleRunException">Another worker claimed the run meanwhile: it must not begin.</exception>
    public static Task BeginAsync(Session session, Run run, long fence, DateTimeOffset at, string message) =>
        AppendAsync(session, run, fence, at, JournalKind.Begun, message, []);

    /// <summary>Journals what is about to be done, before it is done.</summary>
    /// <exception cref="StaleRunException">Another worker claimed the run meanwhile: it must not be done.</exception>
    public static Task IntendAsync(Session session, Run run, long fence, DateTimeOffset at, string message, IReadOnlyList<Evidence> evidence) =>
        AppendAsync(session, run, fence, at, JournalKind.Progress, message, evidence);

    private static async Task AppendAsync(
        Session session, Run run, long fence, DateTimeOffset at, JournalKind kind, string message, IReadOnlyList<Evidence> evidence)
    {
        if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM run_progress WHERE run_id = @id AND fence = @fence", new { id = run.Id.Value, fence }) != 1)
        {
            throw new StaleRunException(run.Id);
        }

        await AppendAsync(session, run, at, kind, message, evidence);
    }

    /// <summary>Gives the lease back without a change, so that the run is taken up at once after a stop.</summary>
    public static Task ReleaseAsync(Session session, RunId run, long fence) => session.ExecuteAsync(
        "UPDATE run_progress SET lease_owner = NULL, lease_until = NULL WHERE run_id = @id AND fence = @fence", new { id = run.Value, fence });

    /// <summary>Takes all leases away, whoever holds them, so that the runs can be claimed at once and a former holder can save nothing more.</summary>
    public static Task ReleaseAllAsync(Session session) => session.ExecuteAsync(
        "UPDATE run_progress SET lease_owner = NULL, lease_until = NULL, fence = fence + 1 WHERE lease_owner IS NOT NULL");

    /// <summary>Opens an ended run again at the step it then stands on.</summary>
    public static Task ReopenAsync(Session session, Run run) => session.ExecuteAsync(
        """
        UPDATE run_progress SET generation = @Generation, step = @step, attempt = @Attempt, step_began = @StepBegan, due_at = @Due,
          ending = @ending, why = @why, ended_at = @EndedAt, lease_owner = NULL, lease_until = NULL, fence = fence + 1 WHERE run_id = @id
        """,
        new
        {
            id = run.Id.Value,
            run.Generation,
            step = run.Step.ToString(),
            run.Attempt,
            run.StepBegan,
            run.Due,
            ending = run.Ending?.ToString(),
            why = run.Why is null ? null : Json.Write(run.Why),
            run.EndedAt,
        });

    /// <summary>Where a run stands; null when unknown or not taken up yet.</summary>
    public static async Task<Run?> FindAsync(Session session, RunId id) => (await session.FirstOrDefaultAsync<Row>(
        $"SELECT {Columns} FROM run_progress p JOIN run r ON r.id = p.run_id WHERE p.run_id = @id", new { id = id.Value }))?.ToRun();

    /// <summary>All runs taken up, newest first.</summary>
    public static async Task<IReadOnlyList<Run>> AllAsync(Session session) => [.. (await session.QueryAsync<Row>(
        $"SELECT {Columns} FROM run_progress p JOIN run r ON r.id = p.run_id ORDER BY r.started_at DESC, p.run_id")).Select(row => row.ToRun())];

    /// <summary>All runs of a stack that were taken up, newest first.</summary>
    public static async Task<IReadOnlyList<Run>> OfAsync(Session session, StackKey stack) => [.. (await session.QueryAsync<Row>(
        $"SELECT {Columns} FROM run_progress p JOIN run r ON r.id = p.run_id WHERE p.stack = @stack ORDER BY r.started_at DESC, p.run_id",
        new { stack = stack.Value })).Select(row => row.ToRun())];

    /// <summary>Ids of the runs that wait for a person's decision, oldest first.</summary>
    public static Task<IReadOnlyList<string>> NeedingAttentionAsync(Session session) => session.QueryAsync<string>(
        "SELECT run_id FROM run_progress WHERE ending = @ending ORDER BY ended_at, run_id", new { ending = nameof(RunEnding.NeedsAttention) });

    /// <summary>The newest run of a stack; null when it had none.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="stack">Its key.</param>
    /// <param name="id">Its unique id, for runs that began under another key; null = by the key alone.</param>
    public static async Task<Run?> LatestOfAsync(Session session, StackKey stack, StackId? id = null) => (await session.FirstOrDefaultAsync<Row>(
        $"""
        SELECT {Columns} FROM run_progress p JOIN run r ON r.id = p.run_id WHERE p.stack = @stack OR r.stack_id = @id
        ORDER BY r.started_at DESC, p.run_id LIMIT 1
        """,
        new { stack = stack.Value, id = id?.Arn ?? "" }))?.ToRun();

    /// <summary>The earliest instant at which a run is due; null when none is under way.</summary>
    public static Task<DateTimeOffset?> NextDueAsync(Session session) => session.FirstOrDefaultAsync<DateTimeOffset?>(
        "SELECT due_at FROM run_progress WHERE ended_at IS NULL ORDER BY due_at LIMIT 1");

    /// <summary>Appends a line to the journal; its position is the next free one.</summary>
    public static Task AppendAsync(
        Session session, Run run, DateTimeOffset at, JournalKind kind, string message, IReadOnlyList<Evidence> evidence) => session.ExecuteAsync(
        """
        INSERT INTO journal (run_id, seq, generation, step, attempt, at, kind, message, evidence)
        SELECT @id, COALESCE(MAX(seq), 0) + 1, @Generation, @step, @Attempt, @at, @kind, @message, @evidence FROM journal WHERE run_id = @id
        """,
        new
        {
            id = run.Id.Value,
            run.Generation,
            step = run.Step.ToString(),
            run.Attempt,
            at,
            kind = kind.ToString(),
            message,
            evidence = Json.Write(evidence),
        });

    /// <summary>A run's journal, oldest first.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> JournalAsync(Session session, RunId run) => [.. (await session.QueryAsync<JournalRow>(
        """
        SELECT seq AS Seq, generation AS Generation, step AS Step, attempt AS Attempt, at AS At, kind AS Kind, message AS Message,
          evidence AS Evidence FROM journal WHERE run_id = @id ORDER BY seq
        """,
        new { id = run.Value })).Select(row => new JournalEntry(
            run, row.Seq, (int)row.Generation, Enum.Parse<RunStep>(row.Step), (int)row.Attempt, row.At, Enum.Parse<JournalKind>(row.Kind),
            row.Message, Json.Read<List<Evidence>>(row.Evidence)))];

    /// <summary>Marks a local operator's command as taken.</summary>
    public static Task TakeCommandAsync(Session session, long commandId, RunId run, DateTimeOffset at, string result) => session.ExecuteAsync(
        "INSERT INTO run_command_taken (command_id, run_id, at, result) VALUES (@commandId, @id, @at, @result)",
        new { commandId, id = run.Value, at, result });

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Stack { get; init; } = "";

        public string StackId { get; init; } = "";

        public string Fingerprint { get; init; } = "";

        public long Generation { get; init; }

        public string Step { get; init; } = "";

        public long Attempt { get; init; }

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset StepBegan { get; init; }

        public DateTimeOffset Due { get; init; }

        public DateTimeOffset WindowCloses { get; init; }

        public string? Ending { get; init; }

        public string? Why { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public long Fence { get; init; }

        public Run ToRun() => new()
        {
            Id = new RunId(Id),
            Stack = new StackKey(Stack),
            StackId = new StackId(StackId),
            Plan = new PlanFingerprint(Fingerprint),
            Generation = (int)Generation,
            Step = Enum.Parse<RunStep>(Step),
            Attempt = (int)Attempt,
            StartedAt = StartedAt,
            StepBegan = StepBegan,
            Due = Due,
            WindowCloses = WindowCloses,
            Ending = Ending is null ? null : Enum.Parse<RunEnding>(Ending),
            Why = Why is null ? null : Json.Read<Finding>(Why),
            EndedAt = EndedAt,
        };
    }

    private sealed class JournalRow
    {
        public long Seq { get; init; }

        public long Generation { get; init; }

        public string Step { get; init; } = "";

        public long Attempt { get; init; }

        public DateTimeOffset At { get; init; }

        public string Kind { get; init; } = "";

        public string Message { get; init; } = "";

        public string Evidence { get; init; } = "";
    }
}
