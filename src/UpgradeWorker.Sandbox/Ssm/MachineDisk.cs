namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>Files and folders of one machine, by absolute path. Lost when the instance is replaced. Operations that can fail
/// return the complaint of the program that asked, or null.</summary>
internal sealed class MachineDisk
{
    private const string Null = "/dev/null";
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> folders = new(
        ["/", "/dev", "/etc", "/home", "/root", "/run", "/tmp", "/usr", "/usr/bin", "/var", "/var/lib", "/var/log", "/var/run"],
        StringComparer.Ordinal);

    public IEnumerable<string> Files => files.Keys;

    public bool Exists(string path) => IsFile(path) || IsFolder(path);

    public bool IsFile(string path) => path == Null || files.ContainsKey(path);

    public bool IsFolder(string path) => folders.Contains(path);

    /// <summary>Null when there is no such file.</summary>
    public string? Read(string path) => path == Null ? "" : files.GetValueOrDefault(path);

    public string? Write(string path, string content)
    {
        if (path == Null)
        {
            return null;
        }

        if (IsFolder(path))
        {
            return $"{path}: Is a directory";
        }

        if (!IsFolder(Parent(path)))
        {
            return $"{path}: No such file or directory";
        }

        files[path] = content;
        return null;
    }

    public void Append(string path, string text) => Write(path, Read(path) + text);

    public string? MakeFolder(string path, bool parents)
    {
        if (!path.StartsWith('/'))
        {
            return $"cannot create directory '{path}': the sandbox knows absolute paths only";
        }

        if (IsFile(path) || (IsFolder(path) && !parents))
        {
            return $"cannot create directory '{path}': File exists";
        }

        if (path == "/" || IsFolder(path))
        {
            return null;
        }

        if (!parents && !IsFolder(Parent(path)))
        {
            return $"cannot create directory '{path}': No such file or directory";
        }

        if (MakeFolder(Parent(path), parents: true) is { } complaint)
        {
            return complaint;
        }

        folders.Add(path);
        return null;
    }

    /// <summary>False when there was no such file.</summary>
    public bool Delete(string path) => files.Remove(path);

    /// <summary>The files that a pattern with <c>*</c> in its last part matches, in order.</summary>
    public IReadOnlyList<string> Match(string pattern)
    {
        var folder = Parent(pattern);
        var pieces = pattern[(pattern.LastIndexOf('/') + 1)..].Split('*');
        return [.. files.Keys.Where(f => Parent(f) == folder && Fits(f[(f.LastIndexOf('/') + 1)..], pieces))];
    }

    private static bool Fits(string name, string[] pieces)
    {
        if (!name.StartsWith(pieces[0], StringComparison.Ordinal) || (name.StartsWith('.') && pieces[0].Length == 0))
        {
            return false;
        }

        var at = pieces[0].Length;
        foreach (var piece in pieces[1..^1])
        {
            var found = name.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return name.Length - at >= pieces[^1].Length && name.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    private static string Parent(string path) => path.LastIndexOf('/') switch
    {
        <= 0 => "/",
        var slash => path[..slash],
    };
}
