using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Storage;

/// <summary>What the commands of a run printed. Written by AdvanceRuns.</summary>
public static class RunOutputStore
{
    /// <summary>Keeps a piece, once: the same piece fetched again changes nothing.</summary>
    public static Task KeepAsync(Session session, RunId run, string name, int piece, string content) => session.ExecuteAsync(
        """
        INSERT INTO run_output (run_id, name, piece, content) VALUES (@id, @name, @piece, @content)
        ON CONFLICT (run_id, name, piece) DO UPDATE SET content = excluded.content
        """,
        new { id = run.Value, name, piece = (long)piece, content });

    /// <summary>What is kept of a run: each command with all that it printed.</summary>
    public static async Task<IReadOnlyList<(string Name, string Text)>> OfAsync(Session session, RunId run) =>
        [.. (await session.QueryAsync<Row>(
            "SELECT name AS Name, content AS Content FROM run_output WHERE run_id = @id ORDER BY name, piece", new { id = run.Value }))
            .GroupBy(row => row.Name).Select(group => (group.Key, string.Concat(group.Select(row => row.Content))))];

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string Content { get; init; } = "";
    }
}
