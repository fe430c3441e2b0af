using Microsoft.Extensions.Logging;
using UpgradeWorker.Diagnostics;

namespace UpgradeWorker;

/// <summary>
/// Tells in the log that the database cannot be used, once a minute for all stages together, and when it can again. The stages try
/// again at their next tick; nothing is done to any stack meanwhile.
/// </summary>
internal sealed class DatabaseAlarm(TimeProvider time, ILogger<DatabaseAlarm> logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly HashSet<string> failing = new(StringComparer.Ordinal);
    private DateTimeOffset since;
    private DateTimeOffset next;

    /// <summary>A stage could not use it.</summary>
    public void Failed(string stage, string why)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (failing.Count == 0)
            {
                (since, next) = (now, now);
            }

            failing.Add(stage);
            if (now >= next)
            {
                next = now + Between;
                Log.DatabaseUnavailable(logger, since, why);
            }
        }
    }

    /// <summary>A stage did its work.</summary>
    public void Worked(string stage)
    {
        lock (gate)
        {
            // Some stages tick once a day: one that failed and works now is enough.
            if (failing.Contains(stage))
            {
                failing.Clear();
                Log.DatabaseRecovered(logger, since);
            }
        }
    }
}
