namespace UpgradeWorker.Storage;

/// <summary>A composed mail waiting to be sent.</summary>
public sealed record OutboxMail
{
    /// <summary>Row number, in the order of appending; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>What the mail is about; a second append with the same key changes nothing.</summary>
    public required string DedupeKey { get; init; }

    public required string Kind { get; init; }

    /// <summary>Exactly one address.</summary>
    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    /// <summary>Message-ID without angle brackets; the same at every try.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>After this instant it is not tried any more.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }

    /// <summary>The MIME message as it is sent.</summary>
    public required byte[] Raw { get; init; }
}

/// <summary>How delivery of a mail stands.</summary>
public enum DeliveryState
{
    Waiting,
    Sent,
    Failed,
}

/// <summary>Mail to be sent: appended to by every stage in the transaction that causes the mail, delivered by SendMail.</summary>
public static class OutboxStore
{
    private const string Columns =
        """
        o.id AS Id, o.dedupe_key AS DedupeKey, o.kind AS Kind, o.recipient AS Recipient, o.subject AS Subject, o.message_id AS MessageId,
        o.created_at AS CreatedAt, o.give_up_at AS GiveUpAt, o.raw AS Raw
        """;

    /// <summary>Appends a mail unless one with its key stands there.</summary>
    /// <returns>Whether it was appended.</returns>
    public static async Task<bool> AppendAsync(Session session, OutboxMail mail) => await session.ExecuteAsync(
        """
        INSERT INTO outbox (dedupe_key, kind, recipient, subject, message_id, created_at, give_up_at, raw)
        VALUES (@DedupeKey, @Kind, @Recipient, @Subject, @MessageId, @CreatedAt, @GiveUpAt, @Raw)
        ON CONFLICT (dedupe_key) DO NOTHING
        """,
        mail) == 1;

    /// <summary>The oldest mail that is due and not leased; null when there is none. It is leased until <paramref name="leaseUntil"/>.</summary>
    public static async Task<(OutboxMail Mail, long Attempts)?> ClaimDueAsync(Session session, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        var mail = await session.FirstOrDefaultAsync<OutboxMail>(
            $"""
            SELECT {Columns} FROM outbox o LEFT JOIN delivery d ON d.outbox_id = o.id
            WHERE (d.state IS NULL OR (d.state = 'Waiting' AND d.next_try <= @now)) AND (d.lease_until IS NULL OR d.lease_until <= @now)
            ORDER BY o.id LIMIT 1
            """,
            new { now });
        if (mail is null)
        {
            return null;
        }

        await session.ExecuteAsync(
            """
            INSERT INTO delivery (outbox_id, state, attempts, next_try, lease_until) VALUES (@Id, 'Waiting', 0, @now, @leaseUntil)
            ON CONFLICT (outbox_id) DO UPDATE SET lease_until = excluded.lease_until
            """,
            new { mail.Id, now, leaseUntil });
        var attempts = await session.ScalarAsync<long>("SELECT attempts FROM delivery WHERE outbox_id = @Id", new { mail.Id });
        return (mail, attempts);
    }

    /// <summary>Saves how a try ended and gives the lease back.</summary>
    public static Task SaveDeliveryAsync(
        Session session, long outboxId, DeliveryState state, long attempts, DateTimeOffset nextTry, string? error, DateTimeOffset? sentAt) =>
        session.ExecuteAsync(
            """
            UPDATE delivery SET state = @state, attempts = @attempts, next_try = @nextTry, lease_until = NULL, last_error = @error, sent_at = @sentAt
            WHERE outbox_id = @outboxId
            """,
            new { outboxId, state = state.ToString(), attempts, nextTry, error, sentAt });

    /// <summary>Whether the mail with this key was sent.</summary>
    public static async Task<bool> IsSentAsync(Session session, string dedupeKey) => await session.ScalarAsync<long>(
        "SELECT COUNT(*) FROM outbox o JOIN delivery d ON d.outbox_id = o.id WHERE o.dedupe_key = @dedupeKey AND d.state = 'Sent'",
        new { dedupeKey }) > 0;

    /// <summary>The mail with this key; null when there is none.</summary>
    public static Task<OutboxMail?> ByKeyAsync(Session session, string dedupeKey) => session.FirstOrDefaultAsync<OutboxMail>(
        $"SELECT {Columns} FROM outbox o WHERE o.dedupe_key = @dedupeKey", new { dedupeKey });

    /// <summary>The mail with this Message-ID; null when unknown.</summary>
    public static Task<OutboxMail?> ByMessageIdAsync(Session session, string messageId) => session.FirstOrDefaultAsync<OutboxMail>(
        $"SELECT {Columns} FROM outbox o WHERE o.message_id = @messageId", new { messageId });

    /// <summary>Mail not sent yet or given up: how many wait, the oldest of them, how many failed.</summary>
    public static async Task<(long Waiting, DateTimeOffset? Oldest, long Failed)> HealthAsync(Session session)
    {
        var waiting = await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM outbox o LEFT JOIN delivery d ON d.outbox_id = o.id WHERE d.state IS NULL OR d.state = 'Waiting'");
        var oldest = await session.FirstOrDefaultAsync<DateTimeOffset?>(
            """
            SELECT o.created_at FROM outbox o LEFT JOIN delivery d ON d.outbox_id = o.id
            WHERE d.state IS NULL OR d.state = 'Waiting' ORDER BY o.id LIMIT 1
            """);
        var failed = await session.ScalarAsync<long>("SELECT COUNT(*) FROM delivery WHERE state = 'Failed'");
        return (waiting, oldest, failed);
    }

    /// <summary>The earliest instant at which a mail is due; null when none waits.</summary>
    public static Task<DateTimeOffset?> NextDueAsync(Session session) => session.FirstOrDefaultAsync<DateTimeOffset?>(
        """
        SELECT COALESCE(d.next_try, o.created_at) FROM outbox o LEFT JOIN delivery d ON d.outbox_id = o.id
        WHERE d.state IS NULL OR d.state = 'Waiting' ORDER BY 1 LIMIT 1
        """);
}
