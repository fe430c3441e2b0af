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

        var known = (await FindAsync(session, entry.DedupKey))!;
        return LedgerMerge.Adds(known, entry) && await session.ExecuteAsync(
            "INSERT INTO ledger_supplement (entry_id, names, run_id, content, recorded_at) VALUES (@Id, @names, @RunId, @content, @now)",
            new { known.Id, names = entry.Names.Text, entry.RunId, content, now }) == 1;
    }

    /// <summary>All entries, oldest first, each with all that is known of it.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> AllAsync(Session session) =>
        [.. (await MergedAsync(session, "")).OrderBy(entry => entry.At).ThenBy(entry => entry.Id)];

    /// <summary>The entries of these instances, under whatever names, each with all that is known of it.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> OfInstancesAsync(Session session, IEnumerable<string> instanceIds)
    {
        var entries = new List<LedgerEntry>();
        foreach (var id in instanceIds)
        {
            // The keys of an instance begin with its id and a bar, which the brace follows in the order of characters.
            entries.AddRange(await MergedAsync(session, "WHERE e.dedup_key >= @from AND e.dedup_key < @to", new { from = $"instance|{id}|", to = $"instance|{id}}}" }));
        }

        return entries;
    }

    /// <summary>The entries of one set of names whose first report is of an instant or later, each with all that is known of it.</summary>
    public static Task<IReadOnlyList<LedgerEntry>> OfNamesSinceAsync(Session session, NameSet names, DateTimeOffset since) =>
        MergedAsync(session, "WHERE e.names = @names AND e.at >= @since", new { names = names.Text, since });

    /// <summary>What is known of one fact; null when nothing is.</summary>
    public static async Task<LedgerEntry?> FindAsync(Session session, string dedupKey) =>
        (await MergedAsync(session, "WHERE e.dedup_key = @dedupKey", new { dedupKey })).SingleOrDefault();

    /// <summary>A text that changes whenever anything is added.</summary>
    public static async Task<string> StampAsync(Session session) =>
        $"{await session.ScalarAsync<long>("SELECT COALESCE(MAX(id), 0) FROM ledger_entry")}/{await session.ScalarAsync<long>("SELECT COALESCE(MAX(id), 0) FROM ledger_supplement")}";

    /// <summary>Entries that runs caused, with the instant at which the run became known; a supplement may have told it.</summary>
    internal static async Task<IReadOnlyList<(LedgerEntry Entry, DateTimeOffset RecordedAt)>> OfRunsAsync(Session session) =>
        [.. (await ReportsAsync(session, "")).Where(report => report.Entry.RunId is not null)
            .GroupBy(report => report.Entry.DedupKey).Select(fact => (LedgerMerge.Of(fact.Select(report => report.Entry)).Single(), fact.Min(report => report.RecordedAt)))];

    private static async Task<IReadOnlyList<LedgerEntry>> MergedAsync(Session session, string where, object? values = null) =>
        [.. LedgerMerge.Of((await ReportsAsync(session, where, values)).Select(report => report.Entry))];

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
