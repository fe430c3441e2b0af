using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Storage;

/// <summary>The certificate ledger: facts, each once, never changed. Written by KeepLedger.</summary>
public static class LedgerStore
{
    private const string Columns =
        """
        SELECT e.id AS Id, e.names AS Names, e.content AS Content, e.recorded_at AS RecordedAt FROM ledger_entry e {0}
        UNION ALL
        SELECT e.id, e.names, s.content, s.recorded_at FROM ledger_supplement s JOIN ledger_entry e ON e.id = s.entry_id {0}
        """;

    /// <summary>Adds a fact, or what a report tells beyond what is known of it; a report that tells nothing new changes nothing.</summary>
    /// <returns>Whether it told anything new.</returns>
    public static async Task<bool> AddAsync(Session session, LedgerEntry entry, DateTimeOffset now)
    {
        var content = Json.Write(new LedgerFact(entry));
        var isNew = await session.ExecuteAsync(
            """
            INSERT INTO ledger_entry (dedup_key, names, at, run_id, content, recorded_at)
            VALUES (@DedupKey, @names, @At, @RunId, @content, @now) ON CONFLICT (dedup_key) DO NOTHING
            """,
            new { entry.DedupKey, names = entry.Names.Text, entry.At, entry.RunId, content, now }) == 1;
        if (isNew)
        {
            return true;
        }

        var known = LedgerMerge.Of((await ReportsAsync(session, "WHERE e.dedup_key = @DedupKey", new { entry.DedupKey })).Select(report => report.Entry)).Single();
        return LedgerMerge.Adds(known, entry) && await session.ExecuteAsync(
            "INSERT INTO ledger_supplement (entry_id, names, run_id, content, recorded_at) VALUES (@Id, @names, @RunId, @content, @now)",
            new { known.Id, names = entry.Names.Text, entry.RunId, content, now }) == 1;
    }

    /// <summary>All entries, oldest first, each with all that is known of it.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> AllAsync(Session session) =>
        [.. LedgerMerge.Of((await ReportsAsync(session, "")).Select(report => report.Entry)).OrderBy(entry => entry.At).ThenBy(entry => entry.Id)];

    /// <summary>Entries that runs caused, with the instant at which the run became known; a supplement may have told it.</summary>
    internal static async Task<IReadOnlyList<(LedgerEntry Entry, DateTimeOffset RecordedAt)>> OfRunsAsync(Session session) =>
        [.. (await ReportsAsync(session, "")).Where(report => report.Entry.RunId is not null)
            .GroupBy(report => report.Entry.DedupKey).Select(fact => (LedgerMerge.Of(fact.Select(report => report.Entry)).Single(), fact.Min(report => report.RecordedAt)))];

    private static async Task<IEnumerable<(LedgerEntry Entry, DateTimeOffset RecordedAt)>> ReportsAsync(Session session, string where, object? values = null) =>
        (await session.QueryAsync<Row>(Columns.Replace("{0}", where, StringComparison.Ordinal), values))
        .Select(row => (Json.Read<LedgerFact>(row.Content).ToEntry(row.Id, NameSet.Parse(row.Names)), row.RecordedAt));

    private sealed class Row
    {
        public long Id { get; init; }

        public string Names { get; init; } = "";

        public string Content { get; init; } = "";

        public DateTimeOffset RecordedAt { get; init; }
    }
}
