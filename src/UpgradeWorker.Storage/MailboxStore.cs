namespace UpgradeWorker.Storage;

/// <summary>How reading the mailbox goes.</summary>
public sealed record MailboxPass
{
    /// <summary>Which worker reads it.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>Since when this owner has tried.</summary>
    public required DateTimeOffset WatchedSince { get; init; }

    /// <summary>When the mailbox was last read from beginning to end; null while it never was.</summary>
    public DateTimeOffset? LastPass { get; init; }

    /// <summary>Why it could not be read the last time; null when it could.</summary>
    public string? Fault { get; init; }

    /// <summary>When people were told that it has not been read for long; null while that is not so.</summary>
    public DateTimeOffset? AlarmedAt { get; init; }
}

/// <summary>A mail that the worker sent to itself.</summary>
public sealed record Canary
{
    public required string Nonce { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When it was found in the mailbox; null while it is under way or lost.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When people were told that it did not arrive; null while that is not so.</summary>
    public DateTimeOffset? AlarmedAt { get; init; }
}

/// <summary>Who reads the mailbox and how that goes. Written by SeekApprovals.</summary>
public static class MailboxStore
{
    private const string Inbox = "inbox";

    /// <summary>Frees the one reader's place, whoever has it.</summary>
    public static Task ReleaseAsync(Session session, DateTimeOffset now) => session.ExecuteAsync(
        "UPDATE mailbox_watch SET lease_until = @now WHERE name = @Inbox AND lease_until > @now", new { Inbox, now });

    /// <summary>Takes or keeps the one reader's place.</summary>
    /// <returns>Whether this worker may read now.</returns>
    public static async Task<bool> LeaseAsync(Session session, string owner, DateTimeOffset now, DateTimeOffset until) => await session.ExecuteAsync(
        """
        INSERT INTO mailbox_watch (name, owner, lease_until, watched_since) VALUES (@Inbox, @owner, @until, @now)
        ON CONFLICT (name) DO UPDATE SET
          watched_since = CASE WHEN mailbox_watch.owner = excluded.owner THEN mailbox_watch.watched_since ELSE excluded.watched_since END,
          owner = excluded.owner, lease_until = excluded.lease_until
        WHERE mailbox_watch.owner = excluded.owner OR mailbox_watch.lease_until <= @now
        """,
        new { Inbox, owner, now, until }) == 1;

    /// <summary>How it goes; null before the first look.</summary>
    public static Task<MailboxPass?> PassAsync(Session session) => session.FirstOrDefaultAsync<MailboxPass>(
        """
        SELECT owner AS Owner, lease_until AS LeaseUntil, watched_since AS WatchedSince, last_pass AS LastPass, fault AS Fault, alarmed_at AS AlarmedAt
        FROM mailbox_watch WHERE name = @Inbox
        """,
        new { Inbox });

    /// <summary>Saves how a look ended.</summary>
    public static Task SavePassAsync(Session session, DateTimeOffset? lastPass, string? fault, DateTimeOffset? alarmedAt) => session.ExecuteAsync(
        "UPDATE mailbox_watch SET last_pass = @lastPass, fault = @fault, alarmed_at = @alarmedAt WHERE name = @Inbox",
        new { Inbox, lastPass, fault, alarmedAt });

    /// <summary>The newest mail to itself; null when none was sent.</summary>
    public static Task<Canary?> LatestCanaryAsync(Session session) => session.FirstOrDefaultAsync<Canary>(
        """
        SELECT nonce AS Nonce, sent_at AS SentAt, arrived_at AS ArrivedAt, alarmed_at AS AlarmedAt FROM canary ORDER BY sent_at DESC, nonce LIMIT 1
        """);

    /// <summary>Keeps one, or how it went.</summary>
    public static Task SaveCanaryAsync(Session session, Canary canary) => session.ExecuteAsync(
        """
        INSERT INTO canary (nonce, sent_at, arrived_at, alarmed_at) VALUES (@Nonce, @SentAt, @ArrivedAt, @AlarmedAt)
        ON CONFLICT (nonce) DO UPDATE SET arrived_at = excluded.arrived_at, alarmed_at = excluded.alarmed_at
        """,
        canary);

    /// <summary>Notes that it arrived.</summary>
    /// <returns>Whether it was one of ours that had not arrived yet.</returns>
    public static async Task<bool> ArriveAsync(Session session, string nonce, DateTimeOffset at) => await session.ExecuteAsync(
        "UPDATE canary SET arrived_at = @at WHERE nonce = @nonce AND arrived_at IS NULL", new { nonce, at }) == 1;
}
