using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>How a template source stands.</summary>
/// <param name="Source">Its name.</param>
/// <param name="DueAt">When it is looked at next.</param>
/// <param name="Fault">What is wrong with it; null when nothing is.</param>
/// <param name="ToldAt">When people were told of the fault; null when they were not.</param>
public sealed record SourceState(string Source, DateTimeOffset DueAt, Fault? Fault, DateTimeOffset? ToldAt);

/// <summary>A template that a source offers.</summary>
/// <param name="Item">Its place in the source.</param>
/// <param name="Sha256">Of its body.</param>
/// <param name="ETag">Entity tag of the server; null = none.</param>
/// <param name="LastModified">The server's date; null = none.</param>
/// <param name="IsCurrent">Whether the source served this body there at the last look.</param>
public sealed record StoredOffer(string Item, string Sha256, string? ETag, string? LastModified, bool IsCurrent);

/// <summary>Template sources: when they are due, what is wrong with them, what they offer and what they tell of. Written by WatchTemplates.</summary>
public static class SourceStore
{
    /// <summary>How a source stands; null before the first reading.</summary>
    public static async Task<SourceState?> StateAsync(Session session, StackKey stack, string source) =>
        (await StatesAsync(session, stack)).FirstOrDefault(state => state.Source == source);

    /// <summary>How all sources of a stack stand that were read at least once, by name.</summary>
    public static async Task<IReadOnlyList<SourceState>> StatesAsync(Session session, StackKey stack) =>
        [.. (await session.QueryAsync<SourceRow>(
            """
            SELECT source AS Source, due_at AS DueAt, fault AS Fault, fault_since AS FaultSince, told_at AS ToldAt
            FROM release_source WHERE stack = @stack ORDER BY source
            """,
            new { stack = stack.Value }))
            .Select(row => new SourceState(row.Source, row.DueAt, row.Fault is null ? null : new Fault(row.Fault, row.FaultSince ?? row.DueAt), row.ToldAt))];

    /// <summary>Saves how a source stands.</summary>
    public static Task SaveStateAsync(Session session, StackKey stack, SourceState state) => session.ExecuteAsync(
        """
        INSERT INTO release_source (stack, source, due_at, fault, fault_since, told_at) VALUES (@stack, @Source, @DueAt, @Text, @Since, @ToldAt)
        ON CONFLICT (stack, source) DO UPDATE SET
          due_at = excluded.due_at, fault = excluded.fault, fault_since = excluded.fault_since, told_at = excluded.told_at
        """,
        new { stack = stack.Value, state.Source, state.DueAt, state.Fault?.Text, state.Fault?.Since, state.ToldAt });

    /// <summary>Forgets how a source stands that is no longer one, and what it offered and told of no longer counts.</summary>
    public static async Task RemoveAsync(Session session, StackKey stack, string source, DateTimeOffset now)
    {
        var values = new { stack = stack.Value, source, now };
        await session.ExecuteAsync("DELETE FROM release_source WHERE stack = @stack AND source = @source", values);
        await session.ExecuteAsync("DELETE FROM release_announcement WHERE stack = @stack AND source = @source", values);
        await session.ExecuteAsync(
            "UPDATE release_offer SET gone_at = @now, is_current = 0 WHERE stack = @stack AND source = @source AND gone_at IS NULL", values);
    }

    /// <summary>What a source offers, as far as it still counts.</summary>
    public static async Task<IReadOnlyList<StoredOffer>> OffersAsync(Session session, StackKey stack, string source) =>
        [.. (await session.QueryAsync<OfferRow>(
            """
            SELECT item AS Item, sha256 AS Sha256, etag AS ETag, last_modified AS LastModified, is_current AS IsCurrent
            FROM release_offer WHERE stack = @stack AND source = @source AND gone_at IS NULL ORDER BY item, sha256
            """,
            new { stack = stack.Value, source }))
            .Select(row => new StoredOffer(row.Item, row.Sha256, row.ETag, row.LastModified, row.IsCurrent != 0))];

    /// <summary>Notes that a source offers a body at a place now; another body that was current there no longer is.</summary>
    public static async Task OfferAsync(Session session, StackKey stack, string source, StoredOffer offer, DateTimeOffset now)
    {
        var values = new { stack = stack.Value, source, offer.Item, offer.Sha256, offer.ETag, offer.LastModified, now };
        await session.ExecuteAsync("UPDATE release_offer SET is_current = 0 WHERE stack = @stack AND source = @source AND item = @Item", values);
        await session.ExecuteAsync(
            """
            INSERT INTO release_offer (stack, source, item, sha256, etag, last_modified, is_current, first_seen)
            VALUES (@stack, @source, @Item, @Sha256, @ETag, @LastModified, 1, @now)
            ON CONFLICT (stack, source, item, sha256) DO UPDATE SET
              etag = excluded.etag, last_modified = excluded.last_modified, is_current = 1, gone_at = NULL
            """,
            values);
    }

    /// <summary>Notes that a source no longer offers a body at a place.</summary>
    public static Task WithdrawAsync(Session session, StackKey stack, string source, StoredOffer offer, DateTimeOffset now) => session.ExecuteAsync(
        """
        UPDATE release_offer SET gone_at = @now, is_current = 0
        WHERE stack = @stack AND source = @source AND item = @Item AND sha256 = @Sha256
        """,
        new { stack = stack.Value, source, offer.Item, offer.Sha256, now });

    /// <summary>What sources of a stack told of, and whether people were told.</summary>
    public static async Task<IReadOnlyList<(HeardRelease Heard, DateTimeOffset? ToldAt)>> HeardAsync(Session session, StackKey stack) =>
        [.. (await session.QueryAsync<HeardRow>(
            """
            SELECT source AS Source, name AS Name, version AS Version, notes AS Notes, first_seen AS FirstSeen, running_then AS RunningThen,
              told_at AS ToldAt
            FROM release_announcement WHERE stack = @stack ORDER BY first_seen, source, name
            """,
            new { stack = stack.Value }))
            .Select(row => (new HeardRelease(new AnnouncedRelease(row.Name, row.Version, row.Notes), row.Source, row.FirstSeen, row.RunningThen), row.ToldAt))];

    /// <summary>Keeps what a source told of, once.</summary>
    /// <returns>Whether it was new.</returns>
    public static async Task<bool> HearAsync(Session session, StackKey stack, HeardRelease heard) => await session.ExecuteAsync(
        """
        INSERT INTO release_announcement (stack, source, name, version, notes, first_seen, running_then)
        VALUES (@stack, @Source, @Name, @Version, @Notes, @FirstSeen, @RunningThen)
        ON CONFLICT (stack, source, name) DO NOTHING
        """,
        new { stack = stack.Value, heard.Source, heard.Release.Name, heard.Release.Version, heard.Release.Notes, heard.FirstSeen, heard.RunningThen }) == 1;

    /// <summary>Notes that people were told of it.</summary>
    public static Task ToldAsync(Session session, StackKey stack, HeardRelease heard, DateTimeOffset now) => session.ExecuteAsync(
        "UPDATE release_announcement SET told_at = @now WHERE stack = @stack AND source = @Source AND name = @Name",
        new { stack = stack.Value, heard.Source, heard.Release.Name, now });

    private sealed class SourceRow
    {
        public string Source { get; init; } = "";

        public DateTimeOffset DueAt { get; init; }

        public string? Fault { get; init; }

        public DateTimeOffset? FaultSince { get; init; }

        public DateTimeOffset? ToldAt { get; init; }
    }

    private sealed class OfferRow
    {
        public string Item { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public string? ETag { get; init; }

        public string? LastModified { get; init; }

        public long IsCurrent { get; init; }
    }

    private sealed class HeardRow
    {
        public string Source { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Version { get; init; }

        public string? Notes { get; init; }

        public DateTimeOffset FirstSeen { get; init; }

        public string? RunningThen { get; init; }

        public DateTimeOffset? ToldAt { get; init; }
    }
}
