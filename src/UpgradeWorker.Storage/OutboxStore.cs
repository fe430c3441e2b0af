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

    /// <summary>Takes all leases away, whoever holds them, so that what was being sent is due at once.</summary>
    public static Task ReleaseAllAsync(Session session) => session.ExecuteAsync(
        "UPDATE delivery SET lease_until = NULL WHERE lease_until IS NOT NULL");

    /// <summary>Saves how a try ended and gives the lease back.</summary>
    public static Task SaveDeliveryAsync(
        Session session, long outboxId, DeliveryState state, long attempts, DateTimeOffset nextTry, string? error, DateTimeOffset? sentAt,
        string? remoteId = null) =>
        session.ExecuteAsync(
            """
            UPDATE delivery SET state = @state, attempts = @attempts, next_try = @nextTry, lease_until = NULL, last_error = @error, sent_at = @sentAt,
              remote_id = @remoteId
            WHERE outbox_id = @outboxId
            """,
            new { outboxId, state = state.ToString(), attempts, nextTry, error, sentAt, remoteId });

    /// <summary>Whether the mail with this key was sent.</summary>
    public static async Task<bool> IsSentAsync(Session session, string dedupeKey) => await session.ScalarAsync<long>(
        "SELECT COUNT(*) FROM outbox o JOIN delivery d ON d.outbox_id = o.id WHERE o.dedupe_key = @dedupeKey AND d.state = 'Sent'",
        new { dedupeKey }) > 0;

    /// <summary>Whether a notice is out: at least one of the mails with these keys was sent, and none still waits.</summary>
    public static async Task<bool> IsOutAsync(Session session, IReadOnlyList<string> dedupeKeys)
    {
        var states = new List<string?>();
        foreach (var dedupeKey in dedupeKeys)
        {
            states.Add(await session.FirstOrDefaultAsync<string>(
                "SELECT COALESCE(d.state, 'Waiting') FROM outbox o LEFT JOIN delivery d ON d.outbox_id = o.id WHERE o.dedupe_key = @dedupeKey", new { dedupeKey }));
        }

        return states.Contains(nameof(DeliveryState.Sent)) && !states.Contains(nameof(DeliveryState.Waiting));
    }

    /// <summary>Why the mail with this key was given up; null when it was not.</summary>
    public static Task<string?> FailureAsync(Session session, string dedupeKey) => session.FirstOrDefaultAsync<string>(
        "SELECT COALESCE(d.last_error, '') FROM outbox o JOIN delivery d ON d.outbox_id = o.id WHERE o.dedupe_key = @dedupeKey AND d.state = 'Failed'",
        new { dedupeKey });

    /// <summary>Mails given up since an instant, oldest first: recipient, subject and reason.</summary>
    public static async Task<IReadOnlyList<(string Recipient, string Subject, string Why)>> FailuresAsync(Session session, DateTimeOffset since) =>
        await session.QueryAsync<(string, string, string)>(
            """
            SELECT o.recipient, o.subject, COALESCE(d.last_error, '') FROM outbox o JOIN delivery d ON d.outbox_id = o.id
            WHERE d.state = 'Failed' AND d.next_try >= @since ORDER BY o.id
            """,
            new { since });

    /// <summary>Empties the bytes of mails sent before an instant: codes stand in them, and nothing needs them any more.</summary>
    /// <returns>How many.</returns>
    public static Task<int> BlankAsync(Session session, DateTimeOffset sentBefore) => session.ExecuteAsync(
        """
        UPDATE outbox SET raw = @nothing WHERE raw <> @nothing
        AND id IN (SELECT outbox_id FROM delivery WHERE state IN ('Sent', 'Failed') AND COALESCE(sent_at, next_try) < @sentBefore)
        """,
        new { nothing = Array.Empty<byte>(), sentBefore });

    /// <summary>The mail with this key; null when there is none.</summary>
    public static Task<OutboxMail?> ByKeyAsync(Session session, string dedupeKey) => session.FirstOrDefaultAsync<OutboxMail>(
        $"SELECT {Columns} FROM outbox o WHERE o.dedupe_key = @dedupeKey", new { dedupeKey });

    /// <summary>The mail of this number; null when unknown.</summary>
    public static Task<OutboxMail?> FindAsync(Session session, long id) => session.FirstOrDefaultAsync<OutboxMail>(
        $"SELECT {Columns} FROM outbox o WHERE o.id = @id", new { id });

    /// <summary>The mail with the first of these Message-IDs that is known, ours or the one that a relay gave it instead; null when unknown.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="messageIds">Without angle brackets.</param>
    public static async Task<OutboxMail?> ByMessageIdsAsync(Session session, IReadOnlyList<string> messageIds)
    {
        foreach (var messageId in messageIds)
        {
            // A relay that names a mail anew tells the name without its own domain; ours are longer than any short word.
            var name = messageId.Split('@')[0] is { Length: >= 16 } own ? own : messageId;
            var found = await session.FirstOrDefaultAsync<OutboxMail>(
                $"""
                SELECT {Columns} FROM outbox o LEFT JOIN delivery d ON d.outbox_id = o.id
                WHERE o.message_id = @messageId OR d.remote_id = @name ORDER BY o.id DESC LIMIT 1
                """,
                new { messageId, name });
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

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
