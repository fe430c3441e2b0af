using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>A template seen in a source of a stack.</summary>
/// <param name="Stack">The stack whose source it is.</param>
/// <param name="Sha256">Of the template body, lower-case hex: a release is a body.</param>
/// <param name="Version">Its version as text; null when none could be read.</param>
/// <param name="FirstSeen">When we first saw it.</param>
/// <param name="Source">Which source, in words.</param>
/// <param name="FileName">Its name there.</param>
/// <param name="Fault">Why it cannot be used; null when it can.</param>
public sealed record StoredRelease(
    StackKey Stack, string Sha256, string? Version, DateTimeOffset FirstSeen, string Source, string FileName, string? Fault)
{
    /// <summary>Whether no source offers it any more.</summary>
    public bool IsWithdrawn { get; init; }
}

/// <summary>Templates that sources offered, by the hash of their body. Written by WatchTemplates.</summary>
public static class ReleaseStore
{
    /// <summary>Keeps a release with its template, once.</summary>
    /// <returns>Whether it was new.</returns>
    public static async Task<bool> SaveAsync(Session session, StoredRelease release, string body)
    {
        await session.ExecuteAsync(
            "INSERT INTO release_template (sha256, body) VALUES (@Sha256, @body) ON CONFLICT (sha256) DO NOTHING", new { release.Sha256, body });
        var rows = await session.ExecuteAsync(
            """
            INSERT INTO release (stack, sha256, version, first_seen, source, file_name, fault)
            VALUES (@stack, @Sha256, @Version, @FirstSeen, @Source, @FileName, @Fault)
            ON CONFLICT (stack, sha256) DO NOTHING
            """,
            new
            {
                stack = release.Stack.Value,
                release.Sha256,
                release.Version,
                release.FirstSeen,
                release.Source,
                release.FileName,
                release.Fault,
            });
        return rows == 1;
    }

    /// <summary>Gives a release that told no version before the one that it tells by other patterns.</summary>
    /// <returns>Whether it is there.</returns>
    public static async Task<bool> NameAsync(Session session, StoredRelease release) => await session.ExecuteAsync(
        "UPDATE release SET version = @Version, fault = @Fault WHERE stack = @stack AND sha256 = @Sha256",
        new { stack = release.Stack.Value, release.Sha256, release.Version, release.Fault }) == 1;

    /// <summary>Whether a body was seen for a stack before.</summary>
    public static async Task<bool> IsKnownAsync(Session session, StackKey stack, string sha256) => await session.ScalarAsync<long>(
        "SELECT COUNT(*) FROM release WHERE stack = @stack AND sha256 = @sha256", new { stack = stack.Value, sha256 }) > 0;

    /// <summary>All releases of a stack, in the order in which they were first seen.</summary>
    public static async Task<IReadOnlyList<StoredRelease>> AllAsync(Session session, StackKey stack) =>
        [.. (await session.QueryAsync<ReleaseRow>(
            """
            SELECT sha256 AS Sha256, version AS Version, first_seen AS FirstSeen, source AS Source, file_name AS FileName, fault AS Fault,
              (SELECT COUNT(*) FROM release_offer o WHERE o.stack = r.stack AND o.sha256 = r.sha256) AS Offered,
              (SELECT COUNT(*) FROM release_offer o WHERE o.stack = r.stack AND o.sha256 = r.sha256 AND o.gone_at IS NULL) AS Offers
            FROM release r WHERE stack = @stack ORDER BY first_seen, sha256
            """,
            new { stack = stack.Value }))
            .Select(row => new StoredRelease(stack, row.Sha256, row.Version, row.FirstSeen, row.Source, row.FileName, row.Fault)
            {
                IsWithdrawn = row is { Offered: > 0, Offers: 0 },
            })];

    /// <summary>The template body with this hash; null when unknown.</summary>
    public static Task<string?> TemplateAsync(Session session, string sha256) =>
        session.FirstOrDefaultAsync<string>("SELECT body FROM release_template WHERE sha256 = @sha256", new { sha256 });

    private sealed class ReleaseRow
    {
        public string Sha256 { get; init; } = "";

        public string? Version { get; init; }

        public DateTimeOffset FirstSeen { get; init; }

        public string Source { get; init; } = "";

        public string FileName { get; init; } = "";

        public string? Fault { get; init; }

        public long Offered { get; init; }

        public long Offers { get; init; }
    }
}
