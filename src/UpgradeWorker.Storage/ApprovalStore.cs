using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>A code that was sent, with its life.</summary>
/// <param name="Hash">See <see cref="ApprovalToken.Hash"/>; the code itself is only in the mail.</param>
/// <param name="RequestId">The request it opens.</param>
/// <param name="Approver">The one address that may use it.</param>
/// <param name="Plan">The plan that the approver saw.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="ExpiresAt">From then on it opens nothing.</param>
public sealed record StoredToken(
    string Hash, string RequestId, string Approver, PlanFingerprint Plan, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>Approval requests, their codes and verdicts. Written by SeekApprovals.</summary>
public static class ApprovalStore
{
    /// <summary>Numbers the next request, from 1.</summary>
    public static Task<long> NextNumberAsync(Session session) =>
        session.ScalarAsync<long>("SELECT COALESCE(MAX(number), 0) + 1 FROM approval_request");

    /// <summary>Saves a request as it stands, with its verdicts.</summary>
    public static Task SaveRequestAsync(Session session, ApprovalRequest request) => session.ExecuteAsync(
        """
        INSERT INTO approval_request (id, number, stack, fingerprint, state, issued_at, content)
        VALUES (@Id, (SELECT COALESCE(MAX(number), 0) + 1 FROM approval_request), @stack, @plan, @state, @IssuedAt, @content)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, content = excluded.content
        """,
        new
        {
            request.Id,
            stack = request.Stack.Value,
            plan = request.Plan.Hex,
            state = request.State.ToString(),
            request.IssuedAt,
            content = Json.Write(request),
        });

    /// <summary>The request with this id, in any case; null when unknown.</summary>
    public static async Task<ApprovalRequest?> RequestAsync(Session session, string id) =>
        Read(await session.FirstOrDefaultAsync<string>("SELECT content FROM approval_request WHERE upper(id) = upper(@id)", new { id }));

    /// <summary>The newest request about this very plan; null when it was never asked about.</summary>
    public static async Task<ApprovalRequest?> LatestOfPlanAsync(Session session, StackKey stack, PlanFingerprint plan) => Read(
        await session.FirstOrDefaultAsync<string>(
            "SELECT content FROM approval_request WHERE stack = @stack AND fingerprint = @plan ORDER BY number DESC LIMIT 1",
            new { stack = stack.Value, plan = plan.Hex }));

    /// <summary>All requests, newest first.</summary>
    public static async Task<IReadOnlyList<ApprovalRequest>> RequestsAsync(Session session) =>
        [.. (await session.QueryAsync<string>("SELECT content FROM approval_request ORDER BY number DESC")).Select(Json.Read<ApprovalRequest>)];

    /// <summary>The newest request of a stack; null when there was none.</summary>
    public static async Task<ApprovalRequest?> LatestOfAsync(Session session, StackKey stack) => Read(await session.FirstOrDefaultAsync<string>(
        "SELECT content FROM approval_request WHERE stack = @stack ORDER BY number DESC LIMIT 1", new { stack = stack.Value }));

    /// <summary>Requests that are pending, deferred or approved but not started, oldest first.</summary>
    public static async Task<IReadOnlyList<ApprovalRequest>> OpenAsync(Session session) => [.. (await session.QueryAsync<string>(
        "SELECT content FROM approval_request WHERE state IN ('Pending', 'Deferred', 'Approved') ORDER BY number")).Select(Json.Read<ApprovalRequest>)];

    /// <summary>Keeps a code's hash.</summary>
    public static Task SaveTokenAsync(Session session, StoredToken token) => session.ExecuteAsync(
        """
        INSERT INTO approval_token (token_hash, request_id, approver, fingerprint, issued_at, expires_at, state)
        VALUES (@Hash, @RequestId, @Approver, @plan, @IssuedAt, @ExpiresAt, 'pending')
        """,
        new { token.Hash, token.RequestId, token.Approver, plan = token.Plan.Hex, token.IssuedAt, token.ExpiresAt });

    /// <summary>Which of the hashes were issued.</summary>
    public static async Task<IReadOnlyList<IssuedToken>> IssuedAsync(Session session, IReadOnlyList<string> hashes)
    {
        var issued = new List<IssuedToken>();
        // One at a time: a list as a parameter is written differently for each database.
        foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
        {
            var row = await session.FirstOrDefaultAsync<TokenRow>(
                """
                SELECT token_hash AS Hash, request_id AS RequestId, approver AS Approver, expires_at AS ExpiresAt
                FROM approval_token WHERE token_hash = @hash
                """,
                new { hash });
            if (row is not null)
            {
                issued.Add(new IssuedToken(row.Hash, row.RequestId, row.Approver, row.ExpiresAt));
            }
        }

        return issued;
    }

    /// <summary>
    /// Uses a code up. One statement decides: it is pending, not lapsed, and of the plan that stands now.
    /// </summary>
    /// <returns>Whether it was usable.</returns>
    public static async Task<bool> UseTokenAsync(Session session, string hash, PlanFingerprint plan, DateTimeOffset receivedAt, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            UPDATE approval_token SET state = 'used', used_at = @now
            WHERE token_hash = @hash AND state = 'pending' AND expires_at > @receivedAt AND fingerprint = @plan
            """,
            new { hash, plan = plan.Hex, receivedAt, now }) == 1;

    /// <summary>Ends all unused codes of a request.</summary>
    public static Task EndTokensAsync(Session session, string requestId) => session.ExecuteAsync(
        "UPDATE approval_token SET state = 'ended' WHERE request_id = @requestId AND state = 'pending'", new { requestId });

    /// <summary>Keeps a verdict under an id of its cause (a mail's hash or a command's number), once.</summary>
    /// <returns>Whether it was new.</returns>
    public static async Task<bool> SaveVerdictAsync(Session session, string id, Verdict verdict) => await session.ExecuteAsync(
        "INSERT INTO verdict (id, request_id, at, content) VALUES (@id, @Request, @At, @content) ON CONFLICT (id) DO NOTHING",
        new { id, verdict.Request, verdict.At, content = Json.Write(verdict) }) == 1;

    /// <summary>
    /// The first HOLD since the run of a request began; null when nobody said it. A HOLD from before, which stands in the request itself, had its
    /// effect on the request.
    /// </summary>
    public static async Task<Verdict?> HoldAsync(Session session, string requestId)
    {
        var before = ((await RequestAsync(session, requestId))?.Verdicts ?? []).Where(verdict => verdict.Kind == VerdictKind.Hold)
            .Select(verdict => (verdict.By, verdict.At)).ToHashSet();
        return (await session.QueryAsync<string>("SELECT content FROM verdict WHERE request_id = @requestId ORDER BY at, id", new { requestId }))
            .Select(Json.Read<Verdict>).FirstOrDefault(verdict => verdict.Kind == VerdictKind.Hold && !before.Contains((verdict.By, verdict.At)));
    }

    /// <summary>The approvers who have a code of the request, the first asked first.</summary>
    public static async Task<IReadOnlyList<string>> AskedAsync(Session session, string requestId) =>
        [.. (await session.QueryAsync<string>("SELECT approver FROM approval_token WHERE request_id = @requestId ORDER BY issued_at, approver", new { requestId }))
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Notes that a request does not reach an approver.</summary>
    /// <returns>Whether that was not known yet.</returns>
    public static async Task<bool> SaveAwayAsync(Session session, string requestId, string approver, DateTimeOffset at, string why) => await session.ExecuteAsync(
        "INSERT INTO approver_away (request_id, approver, at, why) VALUES (@requestId, @approver, @at, @why) ON CONFLICT (request_id, approver) DO NOTHING",
        new { requestId, approver, at, why }) == 1;

    /// <summary>Approvers whom a request does not reach, with the reason.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> AwayAsync(Session session, string requestId) =>
        (await session.QueryAsync<(string Approver, string Why)>("SELECT approver, why FROM approver_away WHERE request_id = @requestId", new { requestId }))
            .ToDictionary(row => row.Approver, row => row.Why, StringComparer.OrdinalIgnoreCase);

    /// <summary>Marks a local operator's command as taken.</summary>
    public static Task TakeCommandAsync(Session session, long commandId, DateTimeOffset at, string result) => session.ExecuteAsync(
        "INSERT INTO command_taken (command_id, at, result) VALUES (@commandId, @at, @result)", new { commandId, at, result });

    /// <summary>What became of a local operator's command; null while it was not taken.</summary>
    public static Task<string?> CommandResultAsync(Session session, long commandId) =>
        session.FirstOrDefaultAsync<string>("SELECT result FROM command_taken WHERE command_id = @commandId", new { commandId });

    private static ApprovalRequest? Read(string? content) => content is null ? null : Json.Read<ApprovalRequest>(content);

    private sealed class TokenRow
    {
        public string Hash { get; init; } = "";

        public string RequestId { get; init; } = "";

        public string Approver { get; init; } = "";

        public DateTimeOffset ExpiresAt { get; init; }
    }
}
