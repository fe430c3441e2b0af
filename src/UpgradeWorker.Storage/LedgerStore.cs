using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Storage;

/// <summary>The certificate ledger: facts, each once, never changed. Written by KeepLedger.</summary>
public static class LedgerStore
{
    private const string Columns = "id AS Id, names AS Names, content AS Content";

    /// <summary>Adds a fact unless it is known.</summary>
    /// <returns>Whether it was new.</returns>
    public static async Task<bool> AddAsync(Session session, LedgerEntry entry, DateTimeOffset now) => await session.ExecuteAsync(
        """
        INSERT INTO ledger_entry (dedup_key, names, at, run_id, content, recorded_at)
        VALUES (@DedupKey, @names, @At, @RunId, @content, @now) ON CONFLICT (dedup_key) DO NOTHING
        """,
        new { entry.DedupKey, names = entry.Names.Text, entry.At, entry.RunId, content = Json.Write(new Fact(entry)), now }) == 1;

    /// <summary>All entries, oldest first.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> AllAsync(Session session) =>
        [.. (await session.QueryAsync<Row>($"SELECT {Columns} FROM ledger_entry ORDER BY at, id")).Select(row => row.ToEntry())];

    private sealed class Row
    {
        public long Id { get; init; }

        public string Names { get; init; } = "";

        public string Content { get; init; } = "";

        public LedgerEntry ToEntry() => Json.Read<Fact>(Content).ToEntry(Id, NameSet.Parse(Names));
    }

    /// <summary>What of an entry stands in the content column.</summary>
    private sealed record Fact
    {
        public Fact()
        {
        }

        public Fact(LedgerEntry entry)
        {
            At = entry.At;
            IssuedAt = entry.IssuedAt;
            Cost = entry.Cost;
            Source = entry.Source;
            StackId = entry.StackId;
            InstanceId = entry.InstanceId;
            RunId = entry.RunId;
            Serial = entry.Serial;
            Reason = entry.Reason;
            Corrects = entry.Corrects;
        }

        public DateTimeOffset At { get; init; }

        public DateTimeOffset? IssuedAt { get; init; }

        public int Cost { get; init; }

        public LedgerSource Source { get; init; }

        public string? StackId { get; init; }

        public string? InstanceId { get; init; }

        public string? RunId { get; init; }

        public string? Serial { get; init; }

        public string? Reason { get; init; }

        public string? Corrects { get; init; }

        public LedgerEntry ToEntry(long id, NameSet names) => new()
        {
            Id = id,
            Names = names,
            At = At,
            IssuedAt = IssuedAt,
            Cost = Cost,
            Source = Source,
            StackId = StackId,
            InstanceId = InstanceId,
            RunId = RunId,
            Serial = Serial,
            Reason = Reason,
            Corrects = Corrects,
        };
    }
}
