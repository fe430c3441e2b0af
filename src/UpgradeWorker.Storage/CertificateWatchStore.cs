using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Storage;

/// <summary>How the watch for certificates stands, for one domain or one set of names.</summary>
/// <param name="TriedAt">When it was last tried.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Fault">Why the last try failed; null when it did not.</param>
/// <param name="FaultSince">Since when; null when the last try did not fail.</param>
/// <param name="Serial">Serial number of the newest certificate that was shown; null = none ever was.</param>
/// <param name="SeenAt">When it was last shown; null = never.</param>
public sealed record CertificateWatch(
    DateTimeOffset TriedAt, DateTimeOffset DueAt, string? Fault, DateTimeOffset? FaultSince, string? Serial, DateTimeOffset? SeenAt);

/// <summary>When certificates are looked for, which sets of names are low, and which commands the ledger has taken. Written by KeepLedger.</summary>
public static class CertificateWatchStore
{
    /// <summary>Kind of a watch by TLS handshakes; its subject is a domain with where it is reached.</summary>
    public const string Handshake = "handshake";

    /// <summary>Kind of a watch of a transparency log; its subject is a set of names.</summary>
    public const string Transparency = "transparency";

    /// <summary>The watch; null before the first try.</summary>
    public static async Task<CertificateWatch?> FindAsync(Session session, string kind, string subject)
    {
        var row = await session.FirstOrDefaultAsync<Row>(
            """
            SELECT tried_at AS TriedAt, due_at AS DueAt, fault AS Fault, fault_since AS FaultSince, serial AS Serial, seen_at AS SeenAt
            FROM certificate_watch WHERE kind = @kind AND subject = @subject
            """,
            new { kind, subject });
        return row is null ? null : new(row.TriedAt, row.DueAt, row.Fault, row.FaultSince, row.Serial, row.SeenAt);
    }

    /// <summary>The newest watch by handshakes with a domain, wherever it is reached; null before the first.</summary>
    public static async Task<CertificateWatch?> HandshakeOfAsync(Session session, string domain)
    {
        var subject = await session.FirstOrDefaultAsync<string>(
            "SELECT subject FROM certificate_watch WHERE kind = @kind AND substr(subject, 1, @length) = @prefix ORDER BY tried_at DESC LIMIT 1",
            new { kind = Handshake, prefix = domain + " ", length = domain.Length + 1 });
        return subject is null ? null : await FindAsync(session, Handshake, subject);
    }

    /// <summary>Saves how it stands.</summary>
    public static Task SaveAsync(Session session, string kind, string subject, CertificateWatch watch) => session.ExecuteAsync(
        """
        INSERT INTO certificate_watch (kind, subject, tried_at, due_at, fault, fault_since, serial, seen_at)
        VALUES (@kind, @subject, @TriedAt, @DueAt, @Fault, @FaultSince, @Serial, @SeenAt)
        ON CONFLICT (kind, subject) DO UPDATE SET tried_at = excluded.tried_at, due_at = excluded.due_at, fault = excluded.fault,
          fault_since = excluded.fault_since, serial = excluded.serial, seen_at = excluded.seen_at
        """,
        new { kind, subject, watch.TriedAt, watch.DueAt, watch.Fault, watch.FaultSince, watch.Serial, watch.SeenAt });

    /// <summary>Since when only the reserve of a set is left; null = more is.</summary>
    public static Task<DateTimeOffset?> LowSinceAsync(Session session, NameSet names) => session.FirstOrDefaultAsync<DateTimeOffset?>(
        "SELECT low_since FROM ledger_warning WHERE names = @names AND low_since IS NOT NULL", new { names = names.Text });

    /// <summary>Notes since when only the reserve of a set is left, or with null that more is again.</summary>
    public static Task SaveLowAsync(Session session, NameSet names, DateTimeOffset? since) => session.ExecuteAsync(
        "INSERT INTO ledger_warning (names, low_since) VALUES (@names, @since) ON CONFLICT (names) DO UPDATE SET low_since = excluded.low_since",
        new { names = names.Text, since });

    /// <summary>Notes what became of a command.</summary>
    public static Task TakeCommandAsync(Session session, long commandId, DateTimeOffset now, string result) => session.ExecuteAsync(
        "INSERT INTO ledger_command_taken (command_id, at, result) VALUES (@commandId, @now, @result) ON CONFLICT (command_id) DO NOTHING",
        new { commandId, now, result });

    private sealed class Row
    {
        public DateTimeOffset TriedAt { get; init; }

        public DateTimeOffset DueAt { get; init; }

        public string? Fault { get; init; }

        public DateTimeOffset? FaultSince { get; init; }

        public string? Serial { get; init; }

        public DateTimeOffset? SeenAt { get; init; }
    }
}
