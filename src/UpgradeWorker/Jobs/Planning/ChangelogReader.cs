using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Jobs;

/// <summary>Reads a stack's changelog, and keeps it for a while: it is asked for at every tick.</summary>
public sealed class ChangelogReader(Downloads downloads, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (DateTimeOffset At, Changelog Changelog)> kept = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>The changelog, or why it cannot be read; both null when the settings name none.</summary>
    public async Task<(Changelog? Changelog, Finding? Why)> ReadAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        if (stack.Changelog.Count == 0)
        {
            return (null, null);
        }

        var key = string.Join('\n', stack.Changelog);
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (kept.TryGetValue(key, out var known) && now - known.At < Kept && now >= known.At)
            {
                return (known.Changelog, null);
            }
        }

        try
        {
            var read = await ChangelogInput.ReadAsync(stack.Changelog, downloads, cancellationToken);
            lock (gate)
            {
                kept[key] = (now, read);
            }

            return (read, null);
        }
        catch (CommandException problem)
        {
            return (null, new Finding("ChangelogUnreadable", problem.Message));
        }
    }
}
