namespace UpgradeWorker.Sandbox.Faults;

/// <summary>What is to go wrong. Empty at first; rules may be added at any time. Not thread-safe by itself: used under the
/// world's lock.</summary>
public sealed class FaultPlan
{
    private readonly List<(RequestFaultRule Rule, int[] Count)> requestRules = [];
    private readonly List<WorldFault> worldFaults = [];

    public IReadOnlyList<WorldFault> Pending => worldFaults;

    public IReadOnlyList<RequestFaultRule> Rules => [.. requestRules.Select(r => r.Rule)];

    public void Add(RequestFaultRule rule) => requestRules.Add((rule, [0]));

    public void Add(WorldFault fault) => worldFaults.Add(fault);

    public void Clear()
    {
        requestRules.Clear();
        worldFaults.Clear();
    }

    /// <summary>The faults that hit this request; counts the call.</summary>
    public IReadOnlyList<RequestFault> Hit(string service, string operation)
    {
        if (requestRules.Count == 0)
        {
            return [];
        }

        List<RequestFault> hit = [];
        foreach (var (rule, count) in requestRules)
        {
            if ((rule.Service ?? service) != service || (rule.Operation ?? operation) != operation)
            {
                continue;
            }

            var number = ++count[0];
            if (number >= rule.First && number - rule.First < rule.Times)
            {
                hit.Add(rule.Fault);
            }
        }

        return hit;
    }

    /// <summary>Takes the first pending fault of this kind that matches; null when there is none.</summary>
    public T? Take<T>(Func<T, bool>? matches = null)
        where T : WorldFault
    {
        var found = worldFaults.OfType<T>().FirstOrDefault(f => matches?.Invoke(f) ?? true);
        if (found is not null)
        {
            worldFaults.RemoveAt(worldFaults.FindIndex(f => ReferenceEquals(f, found)));
        }

        return found;
    }
}
