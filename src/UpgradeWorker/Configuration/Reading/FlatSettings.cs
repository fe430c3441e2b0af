namespace UpgradeWorker.Configuration.Reading;

/// <summary>
/// All values of all sources under paths with colons, the later source winning. A single value given for a list
/// replaces the whole list of an earlier source; list elements are merged by their index.
/// </summary>
public sealed class FlatSettings
{
    private readonly Dictionary<string, SettingValue> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingValue> _nulls = [];

    /// <param name="file">The settings file; null = none.</param>
    /// <param name="baseDirectory">What relative paths in the settings are relative to.</param>
    /// <param name="sources">Earlier ones are overridden by later ones.</param>
    public FlatSettings(string? file, string baseDirectory, params IEnumerable<IEnumerable<SettingValue>> sources)
    {
        File = file;
        BaseDirectory = baseDirectory;
        foreach (var source in sources)
        {
            var given = source.ToList();
            _nulls.AddRange(given.Where(value => value.IsNull));
            Lay([.. given.Where(value => !value.IsNull)]);
        }
    }

    public string? File { get; }

    public string BaseDirectory { get; }

    public IReadOnlyCollection<SettingValue> Values => _values.Values;

    /// <summary>The value exactly at a path; null = none.</summary>
    public SettingValue? At(string path) => _values.GetValueOrDefault(path);

    /// <summary>The next parts of all paths below one, in the order of the sources; empty path = the top.</summary>
    public IReadOnlyList<string> ChildrenOf(string path) => Below(_values.Values, path);

    /// <summary>The same with those that are null.</summary>
    public IReadOnlyList<string> NamedBelow(string path) => Below(_values.Values.Concat(_nulls), path);

    /// <summary>What gave the value at a path, or the first below it; null = nothing did.</summary>
    public string? SourceOf(string path) => _values.Values.Concat(_nulls)
        .FirstOrDefault(value => value.Path.Equals(path, StringComparison.OrdinalIgnoreCase) || IsBelow(value.Path, path))?.Source;

    private static List<string> Below(IEnumerable<SettingValue> values, string path)
    {
        var prefix = path.Length == 0 ? "" : path + ":";
        return values
            .Where(value => value.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && value.Path.Length > prefix.Length)
            .Select(value => value.Path[prefix.Length..].Split(':')[0])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
    }

    private void Lay(List<SettingValue> source)
    {
        foreach (var value in source)
        {
            foreach (var below in _values.Keys.Where(key => IsBelow(key, value.Path)).ToList())
            {
                _values.Remove(below);
            }

            for (var parent = ParentOf(value.Path); parent is not null; parent = ParentOf(parent))
            {
                _values.Remove(parent);
            }
        }

        foreach (var value in source)
        {
            _values[value.Path] = value;
        }
    }

    private static bool IsBelow(string path, string parent) =>
        path.Length > parent.Length && path[parent.Length] == ':' && path.StartsWith(parent, StringComparison.OrdinalIgnoreCase);

    private static string? ParentOf(string path) => path.LastIndexOf(':') is var at and > 0 ? path[..at] : null;
}
