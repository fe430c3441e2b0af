namespace UpgradeWorker.Storage;

/// <summary>When each recipient's summary is due. Written by SendSummary.</summary>
public static class SummaryStore
{
    /// <summary>When the next summary is due; null before the first.</summary>
    public static Task<DateTimeOffset?> DueAsync(Session session, string recipient) => session.FirstOrDefaultAsync<DateTimeOffset?>(
        "SELECT due_at FROM summary_sent WHERE recipient = @recipient", new { recipient });

    /// <summary>Saves when the next one is due and, if one was written, when.</summary>
    public static Task SaveAsync(Session session, string recipient, DateTimeOffset dueAt, DateTimeOffset? sentAt) => session.ExecuteAsync(
        """
        INSERT INTO summary_sent (recipient, due_at, sent_at) VALUES (@recipient, @dueAt, @sentAt)
        ON CONFLICT (recipient) DO UPDATE SET due_at = excluded.due_at, sent_at = COALESCE(excluded.sent_at, summary_sent.sent_at)
        """,
        new { recipient, dueAt, sentAt });
}
