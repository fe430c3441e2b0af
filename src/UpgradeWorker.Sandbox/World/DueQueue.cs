namespace UpgradeWorker.Sandbox.World;

/// <summary>Something that will happen at an instant unless it is cancelled before.</summary>
public sealed class DueAction(DateTimeOffset at, Action act)
{
    public DateTimeOffset At { get; } = at;

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;

    internal void Act() => act();
}

/// <summary>What is still to happen, ordered by instant and, at one instant, by the order of scheduling.</summary>
internal sealed class DueQueue
{
    private readonly PriorityQueue<DueAction, (DateTimeOffset At, long Sequence)> queue = new();
    private long sequence;

    public DueAction Add(DateTimeOffset at, Action act)
    {
        var action = new DueAction(at, act);
        queue.Enqueue(action, (at, sequence++));
        return action;
    }

    /// <summary>The earliest instant at which something happens; null when nothing is left.</summary>
    public DateTimeOffset? NextInstant()
    {
        while (queue.TryPeek(out var action, out _))
        {
            if (!action.IsCancelled)
            {
                return action.At;
            }

            queue.Dequeue();
        }

        return null;
    }

    /// <summary>Takes the next action due at or before <paramref name="now"/>; null when none is.</summary>
    public DueAction? TakeDue(DateTimeOffset now) => NextInstant() is { } at && at <= now ? queue.Dequeue() : null;
}
