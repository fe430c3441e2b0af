namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>Works on nodes side by side, each as soon as what it needs is done. After the first failure nothing new is
/// started; what is under way is cancelled where it can be, and awaited where it cannot.</summary>
internal sealed class DependencyRun
{
    private readonly Dictionary<string, HashSet<string>> waiting;
    private readonly List<string> order;
    private readonly HashSet<string> running = new(StringComparer.Ordinal);
    private readonly List<string> failed = [];
    private readonly bool stopAtFailure;
    private bool stopped;
    private bool advancing;
    private bool ended;

    public DependencyRun(IReadOnlyList<(string Id, IReadOnlyList<string> Needs)> nodes, bool stopAtFailure)
    {
        order = [.. nodes.Select(n => n.Id)];
        waiting = nodes.ToDictionary(n => n.Id, n => n.Needs.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        this.stopAtFailure = stopAtFailure;
    }

    /// <summary>Begins one node; <see cref="Done"/> must be called for it, at once or later.</summary>
    public required Action<string> Start { get; init; }

    /// <summary>Tries to give up a node under way: true = it will not call <see cref="Done"/>.</summary>
    public Func<string, bool> TryCancel { get; init; } = _ => false;

    /// <summary>Called once, with the nodes that failed.</summary>
    public required Action<IReadOnlyList<string>> Ended { get; init; }

    public IReadOnlyCollection<string> NotStarted => waiting.Keys;

    public void Advance()
    {
        if (advancing || ended)
        {
            return;
        }

        advancing = true;
        while (!stopped && order.FirstOrDefault(id => waiting.TryGetValue(id, out var needs) && needs.Count == 0) is { } ready)
        {
            waiting.Remove(ready);
            running.Add(ready);
            Start(ready);
        }

        advancing = false;
        if (running.Count == 0 && (stopped || waiting.Count == 0))
        {
            ended = true;
            Ended(failed);
        }
    }

    public void Done(string id, bool succeeded)
    {
        running.Remove(id);
        if (!succeeded)
        {
            failed.Add(id);
        }

        if (!succeeded && stopAtFailure)
        {
            Stop();
        }

        // A deletion that failed must not hold up the others for ever.
        foreach (var needs in waiting.Values)
        {
            needs.Remove(id);
        }

        Advance();
    }

    /// <summary>Starts nothing more, cancels what it can.</summary>
    public void Stop()
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        running.RemoveWhere(id => TryCancel(id));
    }
}
