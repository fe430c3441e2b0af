using UpgradeWorker.Core;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>What a dry preflight found for an approved request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Stack">Its stack.</param>
/// <param name="At">When it looked.</param>
/// <param name="DueAt">When it looks again.</param>
/// <param name="Findings">What spoke against a start; empty when nothing did.</param>
public sealed record AheadCheck(string RequestId, StackKey Stack, DateTimeOffset At, DateTimeOffset DueAt, IReadOnlyList<Finding> Findings);

/// <summary>Dry preflights. Written by CheckAhead.</summary>
public static class PreflightStore
{
    private const string Columns = "SELECT request_id AS RequestId, stack AS Stack, at AS At, due_at AS DueAt, findings AS Findings FROM preflight_ahead";

    /// <summary>The last one for a request; null before the first.</summary>
    public static async Task<AheadCheck?> OfAsync(Session session, string requestId) =>
        (await session.FirstOrDefaultAsync<Row>(Columns + " WHERE request_id = @requestId", new { requestId }))?.ToCheck();

    /// <summary>The last one for each request, the newest first.</summary>
    public static async Task<IReadOnlyList<AheadCheck>> AllAsync(Session session) =>
        [.. (await session.QueryAsync<Row>(Columns + " ORDER BY at DESC, request_id")).Select(row => row.ToCheck())];

    /// <summary>Saves one in the place of the last.</summary>
    public static Task SaveAsync(Session session, AheadCheck check) => session.ExecuteAsync(
        """
        INSERT INTO preflight_ahead (request_id, stack, at, due_at, findings) VALUES (@RequestId, @stack, @At, @DueAt, @findings)
        ON CONFLICT (request_id) DO UPDATE SET at = excluded.at, due_at = excluded.due_at, findings = excluded.findings
        """,
        new { check.RequestId, stack = check.Stack.Value, check.At, check.DueAt, findings = Json.Write(check.Findings) });

    private sealed class Row
    {
        public string RequestId { get; init; } = "";

        public string Stack { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public DateTimeOffset DueAt { get; init; }

        public string Findings { get; init; } = "";

        public AheadCheck ToCheck() => new(RequestId, new StackKey(Stack), At, DueAt, Json.Read<List<Finding>>(Findings));
    }
}
