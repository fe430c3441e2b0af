using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>A run as StartRuns entered it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Stack">The stack.</param>
/// <param name="StackId">Its unique id.</param>
/// <param name="Plan">The plan that was approved.</param>
/// <param name="RequestId">The approval that it rests on; each approval starts at most one run.</param>
/// <param name="StartedAt">When.</param>
/// <param name="WindowCloses">End of the maintenance window that the approval named.</param>
public sealed record StartedRun(
    RunId Id, StackKey Stack, StackId StackId, PlanFingerprint Plan, string RequestId, DateTimeOffset StartedAt, DateTimeOffset WindowCloses);

/// <summary>Runs that were started. Inserted by StartRuns, never changed.</summary>
public static class RunStore
{
    private const string Columns =
        """
        r.id AS Id, r.stack AS Stack, r.stack_id AS StackId, r.fingerprint AS Fingerprint, r.request_id AS RequestId,
        r.started_at AS StartedAt, r.window_closes AS WindowCloses
        """;

    /// <summary>
    /// Enters a run unless its approval already started one, or another run of the stack is under way, under whatever key.
    /// </summary>
    /// <returns>Whether it was entered.</returns>
    public static async Task<bool> StartAsync(Session session, StartedRun run) => await session.ExecuteAsync(
        """
        INSERT INTO run (id, stack, stack_id, fingerprint, request_id, started_at, window_closes)
        SELECT @id, @stack, @stackId, @fingerprint, @RequestId, @StartedAt, @WindowCloses
        WHERE NOT EXISTS (
          SELECT 1 FROM run r LEFT JOIN run_progress p ON p.run_id = r.id WHERE (r.stack = @stack OR r.stack_id = @stackId) AND p.ended_at IS NULL)
        ON CONFLICT (request_id) DO NOTHING
        """,
        new
        {
            id = run.Id.Value,
            stack = run.Stack.Value,
            stackId = run.StackId.Arn,
            fingerprint = run.Plan.Hex,
            run.RequestId,
            run.StartedAt,
            run.WindowCloses,
        }) == 1;

    /// <summary>All runs, newest first.</summary>
    public static Task<IReadOnlyList<StartedRun>> AllAsync(Session session) =>
        ListAsync(session, $"SELECT {Columns} FROM run r ORDER BY r.started_at DESC, r.id");

    /// <summary>Runs that AdvanceRuns has not taken up yet.</summary>
    public static Task<IReadOnlyList<StartedRun>> NotTakenUpAsync(Session session) => ListAsync(
        session,
        $"SELECT {Columns} FROM run r WHERE NOT EXISTS (SELECT 1 FROM run_progress p WHERE p.run_id = r.id) ORDER BY r.started_at, r.id");

    /// <summary>Runs that have not ended, taken up or not.</summary>
    public static Task<IReadOnlyList<StartedRun>> UnderWayAsync(Session session) => ListAsync(
        session, $"SELECT {Columns} FROM run r LEFT JOIN run_progress p ON p.run_id = r.id WHERE p.ended_at IS NULL ORDER BY r.started_at, r.id");

    /// <summary>The run with this id; null when unknown.</summary>
    public static async Task<StartedRun?> FindAsync(Session session, RunId id) =>
        await ListAsync(session, $"SELECT {Columns} FROM run r WHERE r.id = @id", new { id = id.Value }) is [var run] ? run : null;

    /// <summary>The run that rests on this approval; null when none was started.</summary>
    public static async Task<StartedRun?> OfRequestAsync(Session session, string requestId) =>
        await ListAsync(session, $"SELECT {Columns} FROM run r WHERE r.request_id = @requestId", new { requestId }) is [var run] ? run : null;

    private static async Task<IReadOnlyList<StartedRun>> ListAsync(Session session, string sql, object? values = null) =>
        [.. (await session.QueryAsync<Row>(sql, values)).Select(row => new StartedRun(
            new RunId(row.Id), new StackKey(row.Stack), new StackId(row.StackId), new PlanFingerprint(row.Fingerprint), row.RequestId,
            row.StartedAt, row.WindowCloses))];

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Stack { get; init; } = "";

        public string StackId { get; init; } = "";

        public string Fingerprint { get; init; } = "";

        public string RequestId { get; init; } = "";

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset WindowCloses { get; init; }
    }
}
