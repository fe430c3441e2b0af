namespace UpgradeWorker.Mail;

/// <summary>Which of the mails that wait are read at the next look, so that those that must stay for a while keep no other from being read.</summary>
/// <param name="most">How many at once.</param>
internal sealed class Turns<TKey>(int most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _stumbles = [];
    private HashSet<TKey> _had = [];

    /// <summary>The next ones: all, or those whose turn it is where there are more. Those that could not be read come last.</summary>
    public IReadOnlyList<TKey> Next(IReadOnlyList<TKey> waiting)
    {
        foreach (var gone in _stumbles.Keys.Except(waiting).ToList())
        {
            _stumbles.Remove(gone);
        }

        var ordered = waiting.OrderBy(key => _stumbles.ContainsKey(key)).ToList();
        if (ordered.Count <= most)
        {
            _had.Clear();
            return ordered;
        }

        var next = ordered.Where(key => !_had.Contains(key)).Take(most).ToList();
        if (next.Count < most)
        {
            // Round again: first those that had no turn, then from the beginning.
            next = [.. next, .. ordered.Except(next).Take(most - next.Count)];
            _had = [];
        }

        _had.UnionWith(next);
        return next;
    }

    /// <summary>Notes that one could not be read.</summary>
    /// <returns>How often that was so.</returns>
    public int Stumble(TKey key) => _stumbles[key] = _stumbles.GetValueOrDefault(key) + 1;
}
