using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Inputs;

/// <summary>Reads a changelog from where the command line or the settings say: a file, a folder of release-note pages, or a URL.</summary>
internal static class ChangelogInput
{
    private const int MaxBytes = 5_000_000;
    private const int MaxPages = 2_000;

    private static readonly EnumerationOptions Pages = new() { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = false };

    /// <summary>All of them together.</summary>
    /// <exception cref="CommandException">One of them cannot be read or tells of no version.</exception>
    public static async Task<Changelog> ReadAsync(IEnumerable<string> names, Downloads downloads, CancellationToken cancellation)
    {
        var all = Changelog.Read([]);
        foreach (var name in names)
        {
            var one = Changelog.Read(await SourcesAsync(name, downloads, cancellation));
            all = one.Entries.Count > 0
                ? all.With(one)
                : throw new CommandException(!Directory.Exists(name) && one.Unread is [var only]
                    ? only.Message
                    : $"{name} holds no release-note page: none of its .md files has a version as title or file name.");
        }

        return all;
    }

    private static async Task<IReadOnlyList<ChangelogSource>> SourcesAsync(string name, Downloads downloads, CancellationToken cancellation)
    {
        if (InputText.IsUrl(name))
        {
            return [new ChangelogSource(name, await InputText.ReadUrlAsync(name, MaxBytes, downloads, cancellation))];
        }

        if (!Directory.Exists(name))
        {
            return [new ChangelogSource(name, await InputText.ReadFileAsync(name, MaxBytes, cancellation))];
        }

        var sources = new List<ChangelogSource>();
        foreach (var path in Paths(name))
        {
            sources.Add(new ChangelogSource(Path.GetRelativePath(name, path), await InputText.ReadFileAsync(path, MaxBytes, cancellation)));
        }

        return sources;
    }

    private static List<string> Paths(string folder)
    {
        try
        {
            var paths = Directory.EnumerateFiles(folder, "*.md", Pages).Take(MaxPages + 1).Order(StringComparer.Ordinal).ToList();
            return paths.Count <= MaxPages
                ? paths
                : throw new CommandException($"{folder} holds more than {MaxPages} .md files; name the folder of the release notes.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{folder} cannot be listed: {failure.Message}");
        }
    }
}
