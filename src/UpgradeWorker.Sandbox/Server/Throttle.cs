using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>A token bucket per operation.</summary>
internal sealed class Throttle(SandboxThrottle rate, TimeProvider clock)
{
    private readonly Dictionary<string, (double Tokens, DateTimeOffset At)> buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one token; false when none is left.</summary>
    public bool Take(string operation)
    {
        var now = clock.GetUtcNow();
        var (tokens, at) = buckets.GetValueOrDefault(operation, (rate.Burst, now));
        tokens = Math.Min(rate.Burst, tokens + ((now - at).TotalSeconds * rate.PerSecond));
        var allowed = tokens >= 1;
        buckets[operation] = (allowed ? tokens - 1 : tokens, now);
        return allowed;
    }
}
