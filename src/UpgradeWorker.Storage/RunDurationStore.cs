using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Storage;

/// <summary>How long runs took that went well. Written by AdvanceRuns.</summary>
public static class RunDurationStore
{
    /// <summary>Notes what a run took, once.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="run">The run.</param>
    /// <param name="kind">What kind of run it was; see <see cref="ExpectedDurations.KindOf"/>.</param>
    /// <param name="took">From its start until it was settled.</param>
    /// <param name="at">When it was settled.</param>
    public static Task LearnAsync(Session session, Run run, string kind, TimeSpan took, DateTimeOffset at) => session.ExecuteAsync(
        "INSERT INTO run_duration (run_id, stack, kind, seconds, at) VALUES (@id, @stack, @kind, @seconds, @at) ON CONFLICT (run_id) DO NOTHING",
        new { id = run.Id.Value, stack = run.Stack.Value, kind, seconds = (long)took.TotalSeconds, at });

    /// <summary>What past runs of a stack and kind took, the newest first.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> PastAsync(Session session, StackKey stack, string kind) =>
        [.. (await session.QueryAsync<long>(
            "SELECT seconds FROM run_duration WHERE stack = @stack AND kind = @kind ORDER BY at DESC, run_id LIMIT @most",
            new { stack = stack.Value, kind, most = (long)ExpectedDurations.Newest })).Select(seconds => TimeSpan.FromSeconds(seconds))];
}
