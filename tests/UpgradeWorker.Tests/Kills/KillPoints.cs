namespace UpgradeWorker.Tests.Kills;

/// <summary>
/// The points at which a worker can be killed, each met for the first time in the life that it may end, and never to end another.
/// </summary>
/// <param name="every">One in so many points is chosen; 1 = all.</param>
/// <param name="first">Which of these the first is, from 0.</param>
/// <param name="log">Takes a line for each chosen point; null = nobody reads them.</param>
internal sealed class KillPoints(int every, int first, Action<string>? log)
{
    private readonly HashSet<string> met = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>How many points have been met.</summary>
    public int Met { get; private set; }

    /// <summary>How many of them were chosen.</summary>
    public int Chosen { get; private set; }

    /// <summary>When the last one was chosen, as <see cref="Environment.TickCount64"/>.</summary>
    public long ChosenAt { get; private set; } = Environment.TickCount64;

    /// <summary>Whether something is to happen at a point.</summary>
    public bool IsChosen(string point)
    {
        lock (gate)
        {
            if (!met.Add(point) || Met++ % every != first)
            {
                return false;
            }

            Chosen++;
            ChosenAt = Environment.TickCount64;
            log?.Invoke($"{Chosen} {point}");
            return true;
        }
    }
}
