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

/// <summary>A received mail and what it came to.</summary>
public sealed record StoredInbound
{
    /// <summary>SHA-256 of the raw mail: the same mail twice is one row.</summary>
    public required string RawSha256 { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Sender { get; init; }

    public string? MessageId { get; init; }

    public required string Outcome { get; init; }

    public string? RequestId { get; init; }

    /// <summary>How often reading it failed; at three it is put aside.</summary>
    public long Failures { get; init; }

    /// <summary>The reason, in words.</summary>
    public required string Reason { get; init; }
}

/// <summary>Approval requests, their codes, verdicts and the mails that were judged. Written by SeekApprovals.</summary>
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

    /// <summary>Who said HOLD about a request; null when nobody did.</summary>
    public static async Task<string?> HeldByAsync(Session session, string requestId) =>
        (await session.QueryAsync<string>("SELECT content FROM verdict WHERE request_id = @requestId ORDER BY at, id", new { requestId }))
            .Select(Json.Read<Verdict>).FirstOrDefault(verdict => verdict.Kind == VerdictKind.Hold)?.By;

    /// <summary>The mail with this hash; null when it was not judged yet.</summary>
    public static Task<StoredInbound?> InboundAsync(Session session, string rawSha256) => session.FirstOrDefaultAsync<StoredInbound>(
        """
        SELECT raw_sha256 AS RawSha256, received_at AS ReceivedAt, sender AS Sender, message_id AS MessageId, outcome AS Outcome,
          request_id AS RequestId, failures AS Failures, content AS Reason FROM inbound WHERE raw_sha256 = @rawSha256
        """,
        new { rawSha256 });

    /// <summary>Saves what a mail came to.</summary>
    public static Task SaveInboundAsync(Session session, StoredInbound inbound) => session.ExecuteAsync(
        """
        INSERT INTO inbound (raw_sha256, received_at, sender, message_id, outcome, request_id, failures, content)
        VALUES (@RawSha256, @ReceivedAt, @Sender, @MessageId, @Outcome, @RequestId, @Failures, @Reason)
        ON CONFLICT (raw_sha256) DO UPDATE SET outcome = excluded.outcome, request_id = excluded.request_id,
          failures = excluded.failures, content = excluded.content
        """,
        inbound);

    /// <summary>How many mails from a sender were judged since an instant.</summary>
    public static Task<long> CountFromAsync(Session session, string sender, DateTimeOffset since) => session.ScalarAsync<long>(
        "SELECT COUNT(*) FROM inbound WHERE sender = @sender AND received_at >= @since", new { sender, since });

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
