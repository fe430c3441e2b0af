namespace UpgradeWorker.Storage;

/// <summary>A received mail and what it came to.</summary>
public sealed record StoredInbound
{
    /// <summary>SHA-256 of the raw mail: the same mail twice is one row.</summary>
    public required string RawSha256 { get; init; }

    /// <summary>SHA-256 of what the mail says by itself, transit fields left out; null where it has no Message-ID.</summary>
    public string? ContentSha256 { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the worker judged it; null in rows of earlier versions.</summary>
    public DateTimeOffset? JudgedAt { get; init; }

    public required string Sender { get; init; }

    public string? MessageId { get; init; }

    public required string Outcome { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The approver to whom its code belongs, or who proved to be its sender; null when neither is known.</summary>
    public string? Approver { get; init; }

    /// <summary>The kind of answer that was written; null for none.</summary>
    public string? Answer { get; init; }

    /// <summary>How often reading it failed; at three it is put aside.</summary>
    public long Failures { get; init; }

    /// <summary>The reason, in words.</summary>
    public required string Reason { get; init; }
}

/// <summary>The mails that were judged, each with exactly one outcome. Written by SeekApprovals.</summary>
public static class InboundStore
{
    private const string Columns =
        """
        raw_sha256 AS RawSha256, content_sha256 AS ContentSha256, received_at AS ReceivedAt, judged_at AS JudgedAt, sender AS Sender,
        message_id AS MessageId, outcome AS Outcome, request_id AS RequestId, approver AS Approver, answer AS Answer, failures AS Failures,
        content AS Reason
        """;

    /// <summary>The mail with this hash; null when it was not judged yet.</summary>
    public static Task<StoredInbound?> FindAsync(Session session, string rawSha256) => session.FirstOrDefaultAsync<StoredInbound>(
        $"SELECT {Columns} FROM inbound WHERE raw_sha256 = @rawSha256", new { rawSha256 });

    /// <summary>Whether a mail that says the same was judged before with a proven sender; unproven copies block nothing.</summary>
    public static async Task<bool> IsKnownAsync(Session session, string contentSha256) => await session.ScalarAsync<long>(
        """
        SELECT COUNT(*) FROM inbound WHERE content_sha256 = @contentSha256
        AND outcome IN ('approve', 'reject', 'defer', 'hold', 'status', 'help', 'unclear', 'expired')
        """,
        new { contentSha256 }) > 0;

    /// <summary>Saves what a mail came to.</summary>
    public static Task SaveAsync(Session session, StoredInbound inbound) => session.ExecuteAsync(
        """
        INSERT INTO inbound (raw_sha256, content_sha256, received_at, judged_at, sender, message_id, outcome, request_id, approver, answer, failures, content)
        VALUES (@RawSha256, @ContentSha256, @ReceivedAt, @JudgedAt, @Sender, @MessageId, @Outcome, @RequestId, @Approver, @Answer, @Failures, @Reason)
        ON CONFLICT (raw_sha256) DO UPDATE SET content_sha256 = excluded.content_sha256, judged_at = excluded.judged_at, outcome = excluded.outcome,
          request_id = excluded.request_id, approver = excluded.approver, answer = excluded.answer, failures = excluded.failures,
          content = excluded.content
        """,
        inbound);

    /// <summary>How many mails of a sender were judged since an instant.</summary>
    public static Task<long> CountFromAsync(Session session, string sender, DateTimeOffset since) => session.ScalarAsync<long>(
        "SELECT COUNT(*) FROM inbound WHERE sender = @sender AND judged_at >= @since", new { sender, since });

    /// <summary>How many answers of a kind an approver got since an instant; about one request, or about all.</summary>
    public static Task<long> CountAnswersAsync(Session session, string approver, string answer, string? requestId, DateTimeOffset since) =>
        session.ScalarAsync<long>(
            """
            SELECT COUNT(*) FROM inbound WHERE approver = @approver AND answer = @answer AND judged_at >= @since
            AND (@requestId IS NULL OR request_id = @requestId)
            """,
            new { approver, answer, requestId, since });

    /// <summary>Mails that a person should look at, since an instant, oldest first: unreadable ones, and senders who wrote too often.</summary>
    public static Task<IReadOnlyList<StoredInbound>> TroublesAsync(Session session, DateTimeOffset since) => session.QueryAsync<StoredInbound>(
        $"""
        SELECT {Columns} FROM inbound WHERE judged_at >= @since AND (outcome IN ('quarantined', 'unparsable', 'too-big') OR answer = 'silence')
        ORDER BY judged_at, raw_sha256
        """,
        new { since });
}
