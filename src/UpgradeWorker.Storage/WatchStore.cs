using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>How the watch of one stack stands.</summary>
/// <param name="DueAt">Next look.</param>
/// <param name="Fault">Why the last look failed; null when it did not.</param>
/// <param name="FaultSince">Since when; null when the last look did not fail.</param>
/// <param name="LastEventId">Newest stack event stored; null before the first.</param>
public sealed record StackWatch(DateTimeOffset DueAt, string? Fault, DateTimeOffset? FaultSince, string? LastEventId);

/// <summary>Looks at stacks, their events and templates. Written by WatchStacks.</summary>
public static class WatchStore
{
    /// <summary>The watch of a stack; null before the first look.</summary>
    public static async Task<StackWatch?> WatchAsync(Session session, StackKey stack)
    {
        var row = await session.FirstOrDefaultAsync<WatchRow>(
            "SELECT due_at AS DueAt, fault AS Fault, fault_since AS FaultSince, last_event_id AS LastEventId FROM stack_watch WHERE stack = @stack",
            new { stack = stack.Value });
        return row is null ? null : new StackWatch(row.DueAt, row.Fault, row.FaultSince, row.LastEventId);
    }

    /// <summary>Saves how the watch stands.</summary>
    public static Task SaveWatchAsync(Session session, StackKey stack, StackWatch watch) => session.ExecuteAsync(
        """
        INSERT INTO stack_watch (stack, due_at, fault, fault_since, last_event_id)
        VALUES (@stack, @DueAt, @Fault, @FaultSince, @LastEventId)
        ON CONFLICT (stack) DO UPDATE SET due_at = excluded.due_at, fault = excluded.fault,
          fault_since = excluded.fault_since, last_event_id = excluded.last_event_id
        """,
        new { stack = stack.Value, watch.DueAt, watch.Fault, watch.FaultSince, watch.LastEventId });

    /// <summary>The newest look at a stack; null before the first.</summary>
    public static async Task<StackLook?> LatestLookAsync(Session session, StackKey stack)
    {
        var content = await session.FirstOrDefaultAsync<string>(
            "SELECT content FROM stack_look WHERE stack = @stack ORDER BY seq DESC LIMIT 1", new { stack = stack.Value });
        return content is null ? null : Json.Read<StackLook>(content);
    }

    /// <summary>Number of the newest look at a stack: another one after every look that differed; null before the first.</summary>
    public static Task<long?> LatestLookNumberAsync(Session session, StackKey stack) => session.FirstOrDefaultAsync<long?>(
        "SELECT seq FROM stack_look WHERE stack = @stack ORDER BY seq DESC LIMIT 1", new { stack = stack.Value });

    /// <summary>All looks that differed from the one before, oldest first, since an instant.</summary>
    public static async Task<IReadOnlyList<StackLook>> LooksSinceAsync(Session session, StackKey stack, DateTimeOffset since) =>
        [.. (await session.QueryAsync<string>(
            "SELECT content FROM stack_look WHERE stack = @stack AND seen_at >= @since ORDER BY seq", new { stack = stack.Value, since }))
            .Select(Json.Read<StackLook>)];

    /// <summary>The looks that differed from the one before, newest first, so many at most.</summary>
    public static async Task<IReadOnlyList<StackLook>> NewestLooksAsync(Session session, StackKey stack, int most) =>
        [.. (await session.QueryAsync<string>(
            "SELECT content FROM stack_look WHERE stack = @stack ORDER BY seq DESC LIMIT @most", new { stack = stack.Value, most }))
            .Select(Json.Read<StackLook>)];

    /// <summary>Saves a look: a new row if it differs from the newest one, else only that it was seen again.</summary>
    /// <returns>Whether it differed.</returns>
    public static async Task<bool> SaveLookAsync(Session session, StackLook look)
    {
        var latest = await LatestLookAsync(session, look.Stack);
        var content = Json.Write(look);
        if (latest is not null && Json.Write(latest with { At = look.At }) == content)
        {
            await session.ExecuteAsync(
                "UPDATE stack_look SET seen_at = @At WHERE seq = (SELECT MAX(seq) FROM stack_look WHERE stack = @stack)",
                new { look.At, stack = look.Stack.Value });
            return false;
        }

        await session.ExecuteAsync(
            "INSERT INTO stack_look (stack, at, seen_at, content) VALUES (@stack, @At, @At, @content)",
            new { stack = look.Stack.Value, look.At, content });
        return true;
    }

    /// <summary>When the stack was last seen; null before the first look.</summary>
    public static Task<DateTimeOffset?> LastSeenAsync(Session session, StackKey stack) => session.FirstOrDefaultAsync<DateTimeOffset?>(
        "SELECT seen_at FROM stack_look WHERE stack = @stack ORDER BY seq DESC LIMIT 1", new { stack = stack.Value });

    /// <summary>Keeps a template body under its hash.</summary>
    public static Task SaveTemplateAsync(Session session, string sha256, string body) => session.ExecuteAsync(
        "INSERT INTO stack_template (sha256, body) VALUES (@sha256, @body) ON CONFLICT (sha256) DO NOTHING", new { sha256, body });

    /// <summary>The template body with this hash; null when unknown.</summary>
    public static Task<string?> TemplateAsync(Session session, string sha256) =>
        session.FirstOrDefaultAsync<string>("SELECT body FROM stack_template WHERE sha256 = @sha256", new { sha256 });

    /// <summary>Keeps stack events, each once.</summary>
    public static async Task SaveEventsAsync(Session session, StackKey stack, StackId stackId, IReadOnlyList<StackEvent> events)
    {
        foreach (var stackEvent in events)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO stack_event (event_id, stack, stack_id, at, content) VALUES (@EventId, @stack, @stackId, @At, @content)
                ON CONFLICT (event_id) DO NOTHING
                """,
                new { stackEvent.EventId, stack = stack.Value, stackId = stackId.Arn, stackEvent.At, content = Json.Write(stackEvent) });
        }
    }

    /// <summary>Stored events of a stack since an instant, oldest first.</summary>
    public static async Task<IReadOnlyList<StackEvent>> EventsSinceAsync(Session session, StackKey stack, DateTimeOffset since) =>
        [.. (await session.QueryAsync<string>(
            "SELECT content FROM stack_event WHERE stack = @stack AND at >= @since ORDER BY at, event_id", new { stack = stack.Value, since }))
            .Select(Json.Read<StackEvent>)];

    private sealed class WatchRow
    {
        public DateTimeOffset DueAt { get; init; }

        public string? Fault { get; init; }

        public DateTimeOffset? FaultSince { get; init; }

        public string? LastEventId { get; init; }
    }
}
