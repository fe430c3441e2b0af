using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>A step that a run left to a person.</summary>
/// <param name="Run">The run whose upgrade asks for it.</param>
/// <param name="Stack">Its stack.</param>
/// <param name="Step">The step, as the approvers read it.</param>
/// <param name="OpenedAt">When the run left it.</param>
/// <param name="ClosedAt">When a person closed it; null = it is open.</param>
/// <param name="ClosedBy">Who; null as above.</param>
/// <param name="Reason">What they said about it; null when nothing.</param>
public sealed record StoredManualStep(
    RunId Run, StackKey Stack, PlannedManualStep Step, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClosedBy, string? Reason)
{
    public bool IsOpen => ClosedAt is null;
}

/// <summary>Steps that runs left to people. Written by AdvanceRuns.</summary>
public static class ManualStepStore
{
    private const string Columns =
        "run_id AS Run, stack AS Stack, content AS Content, opened_at AS OpenedAt, closed_at AS ClosedAt, closed_by AS ClosedBy, reason AS Reason";

    /// <summary>Opens a step, once: a run that ends a second time does not open again what was closed.</summary>
    public static Task OpenAsync(Session session, RunId run, StackKey stack, PlannedManualStep step, DateTimeOffset at) => session.ExecuteAsync(
        """
        INSERT INTO manual_step (run_id, step_id, stack, version, due, content, opened_at)
        VALUES (@run, @Id, @stack, @Version, @When, @content, @at) ON CONFLICT (run_id, step_id) DO NOTHING
        """,
        new { run = run.Value, step.Id, stack = stack.Value, step.Version, step.When, content = Json.Write(step), at });

    /// <summary>Closes an open step.</summary>
    /// <returns>False when there is no such step, or it was closed before.</returns>
    public static async Task<bool> CloseAsync(Session session, RunId run, string step, DateTimeOffset at, string by, string? reason) => await session.ExecuteAsync(
        """
        UPDATE manual_step SET closed_at = @at, closed_by = @by, reason = @reason
        WHERE run_id = @run AND upper(step_id) = upper(@step) AND closed_at IS NULL
        """,
        new { run = run.Value, step, at, by, reason }) == 1;

    /// <summary>All steps of all runs, the newest run's first, in the order of their ids.</summary>
    public static Task<IReadOnlyList<StoredManualStep>> AllAsync(Session session) =>
        ListAsync(session, $"SELECT {Columns} FROM manual_step ORDER BY opened_at DESC, run_id, length(step_id), step_id");

    /// <summary>Steps of one run, open or closed, in the order of their ids.</summary>
    public static Task<IReadOnlyList<StoredManualStep>> OfRunAsync(Session session, RunId run) => ListAsync(
        session, $"SELECT {Columns} FROM manual_step WHERE run_id = @run ORDER BY length(step_id), step_id", new { run = run.Value });

    /// <summary>Open steps of a stack, oldest first.</summary>
    public static Task<IReadOnlyList<StoredManualStep>> OpenOfAsync(Session session, StackKey stack) => ListAsync(
        session, $"SELECT {Columns} FROM manual_step WHERE stack = @stack AND closed_at IS NULL ORDER BY opened_at, run_id, length(step_id), step_id",
        new { stack = stack.Value });

    private static async Task<IReadOnlyList<StoredManualStep>> ListAsync(Session session, string sql, object? values = null) =>
        [.. (await session.QueryAsync<Row>(sql, values)).Select(row => new StoredManualStep(
            new RunId(row.Run), new StackKey(row.Stack), Json.Read<PlannedManualStep>(row.Content), row.OpenedAt, row.ClosedAt, row.ClosedBy, row.Reason))];

    private sealed class Row
    {
        public string Run { get; init; } = "";

        public string Stack { get; init; } = "";

        public string Content { get; init; } = "";

        public DateTimeOffset OpenedAt { get; init; }

        public DateTimeOffset? ClosedAt { get; init; }

        public string? ClosedBy { get; init; }

        public string? Reason { get; init; }
    }
}
