using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Reads a stack's changelog, and keeps it for a while: it is asked for at every tick. When it fails, the copy that was read last serves
/// for a day, so that an outage of a web server withdraws no request.
/// </summary>
public sealed class ChangelogReader(Downloads downloads, TimeProvider time, ILogger<ChangelogReader> logger)
{
    /// <summary>So long a changelog that fails is not missed: notes that were right yesterday tell of the same versions today.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Copy> copies = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>The changelog, a copy of it that is a day old at most, or why it cannot be read; nothing at all when the settings name none.</summary>
    public async Task<ChangelogReading> ReadAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        if (stack.Changelog.Count == 0)
        {
            return new(null);
        }

        var key = string.Join('\n', stack.Changelog);
        var now = time.GetUtcNow();
        Copy? known;
        lock (gate)
        {
            known = copies.GetValueOrDefault(key);
        }

        if (known is null || now - known.TriedAt >= Kept || now < known.TriedAt)
        {
            var tried = await TryAsync(stack, known, now, cancellationToken);
            lock (gate)
            {
                copies[key] = tried;
            }

            Tell(stack, known, tried);
            known = tried;
        }

        return Judge(known, now);
    }

    private async Task<Copy> TryAsync(StackSettings stack, Copy? known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return new(now, now, await ChangelogInput.ReadAsync(stack.Changelog, downloads, cancellationToken), null, null);
        }
        catch (CommandException problem)
        {
            return new(now, known?.ReadAt, known?.Changelog, problem.Message, known?.FailsSince ?? now);
        }
    }

    private void Tell(StackSettings stack, Copy? before, Copy after)
    {
        if (after.Problem is { } problem && before?.Problem is null)
        {
            Log.ChangelogFailed(logger, stack.Key.Value, problem);
        }
        else if (after.Problem is null && before?.Problem is not null)
        {
            Log.ChangelogRecovered(logger, stack.Key.Value);
        }
    }

    private static ChangelogReading Judge(Copy copy, DateTimeOffset now)
    {
        if (copy.Problem is not { } problem)
        {
            return new(copy.Changelog);
        }

        var isBrief = now - (copy.ReadAt ?? copy.FailsSince) < Patience;
        return isBrief && copy is { Changelog: { } kept, ReadAt: { } readAt }
            ? new(kept, Stale: new Finding("ChangelogStale", $"The changelog cannot be read now; this rests on it as it was at {readAt:u}. {problem}"))
            : new(null, new Finding("ChangelogUnreadable", problem), MayPass: isBrief);
    }

    /// <param name="TriedAt">The last try.</param>
    /// <param name="ReadAt">The last try that succeeded; null = none since the start.</param>
    /// <param name="Changelog">What that one read.</param>
    /// <param name="Problem">Why the last try failed; null = it did not.</param>
    /// <param name="FailsSince">The first of the tries that failed one after the other; null = the last one did not.</param>
    private sealed record Copy(DateTimeOffset TriedAt, DateTimeOffset? ReadAt, Changelog? Changelog, string? Problem, DateTimeOffset? FailsSince);
}
