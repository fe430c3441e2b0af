using System.Globalization;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>The builtins and small programs of every machine.</summary>
internal static class BashBuiltins
{
    public static IReadOnlyDictionary<string, ShellProgram> All { get; } = new Dictionary<string, ShellProgram>(StringComparer.Ordinal)
    {
        ["true"] = call => call.End(),
        [":"] = call => call.End(),
        ["false"] = call => call.End(1),
        ["echo"] = Echo,
        ["test"] = call => Test(call, call.Arguments),
        ["["] = call => call.Arguments is [.. var inner, "]"] ? Test(call, inner) : call.Fail(2, "bash: [: missing `]'"),
        ["mkdir"] = MakeFolder,
        ["touch"] = Touch,
        ["rm"] = Remove,
        ["cat"] = Concatenate,
        ["tail"] = Tail,
        ["dd"] = Piece,
        ["stat"] = Size,
        ["flock"] = Lock,
        ["sleep"] = Sleep,
    };

    private static IEnumerable<TimeSpan> Echo(ShellCall call)
    {
        var silent = call.Arguments is ["-n", ..];
        if (call.Arguments is ["-e" or "-E" or "-ne" or "-en", ..])
        {
            return Outside(call, "echo");
        }

        call.Output(string.Join(' ', call.Arguments.Skip(silent ? 1 : 0)) + (silent ? "" : "\n"));
        return call.End();
    }

    private static IEnumerable<TimeSpan> Test(ShellCall call, string[] words)
    {
        var disk = call.Machine.Disk;
        bool? truth = words switch
        {
            [] => false,
            ["!", .. var rest] when rest.Length > 0 => !Truth(disk, rest),
            _ => Truth(disk, words),
        };
        return truth is { } known ? call.End(known ? 0 : 1) : Outside(call, "test");
    }

    private static bool? Truth(MachineDisk disk, string[] words) => words switch
    {
        [var text] => text.Length > 0,
        ["-e", var path] => disk.Exists(path),
        ["-f", var path] => disk.IsFile(path),
        ["-d", var path] => disk.IsFolder(path),
        ["-s", var path] => disk.Read(path) is { Length: > 0 },
        ["-n", var text] => text.Length > 0,
        ["-z", var text] => text.Length == 0,
        [var left, "=" or "==", var right] => left == right,
        [var left, "!=", var right] => left != right,
        _ => null,
    };

    private static IEnumerable<TimeSpan> MakeFolder(ShellCall call)
    {
        var parents = call.Arguments is ["-p", ..];
        foreach (var path in call.Arguments.Skip(parents ? 1 : 0))
        {
            if (path.StartsWith('-'))
            {
                return Outside(call, "mkdir");
            }

            if (call.Machine.Disk.MakeFolder(path, parents) is { } complaint)
            {
                return call.Fail(1, $"mkdir: {complaint}");
            }
        }

        return call.End();
    }

    private static IEnumerable<TimeSpan> Touch(ShellCall call)
    {
        foreach (var path in call.Arguments)
        {
            if (path.StartsWith('-'))
            {
                return Outside(call, "touch");
            }

            if (call.Machine.Disk.Write(path, call.Machine.Disk.Read(path) ?? "") is { } complaint)
            {
                return call.Fail(1, $"touch: {complaint}");
            }
        }

        return call.End();
    }

    private static IEnumerable<TimeSpan> Remove(ShellCall call)
    {
        var force = call.Arguments is ["-f", ..];
        foreach (var path in call.Arguments.Skip(force ? 1 : 0))
        {
            if (path.StartsWith('-'))
            {
                return Outside(call, "rm");
            }

            if (!call.Machine.Disk.Delete(path) && !force)
            {
                return call.Fail(1, $"rm: cannot remove '{path}': No such file or directory");
            }
        }

        return call.End();
    }

    private static IEnumerable<TimeSpan> Concatenate(ShellCall call)
    {
        if (call.Arguments.Length == 0)
        {
            call.Output(call.Input);
            return call.End();
        }

        return Show(call, "cat", call.Arguments, headers: false, text => text);
    }

    private static IEnumerable<TimeSpan> Tail(ShellCall call)
    {
        var (count, paths) = call.Arguments is ["-n", var number, .. var rest] && int.TryParse(number, CultureInfo.InvariantCulture, out var n)
            ? (n, rest)
            : (10, call.Arguments);
        return count < 0 || paths.Any(p => p.StartsWith('-') || p.StartsWith('+'))
            ? Outside(call, "tail")
            : Show(call, "tail", paths, headers: paths.Length > 1, text => LastLines(text, count));
    }

    /// <summary>The last lines of a text, each with its line end.</summary>
    internal static string LastLines(string text, int count) =>
        string.Concat(text.Split('\n').SkipLast(text.EndsWith('\n') ? 1 : 0).TakeLast(count).Select(l => l + "\n"));

    private static IEnumerable<TimeSpan> Show(
        ShellCall call, string program, string[] paths, bool headers, Func<string, string> part)
    {
        var failed = false;
        foreach (var path in paths)
        {
            if (call.Machine.Disk.Read(path) is { } content)
            {
                call.Output(headers ? $"==> {path} <==\n{part(content)}" : part(content));
            }
            else
            {
                failed = true;
                call.Complain($"{program}: cannot open '{path}' for reading: No such file or directory");
            }
        }

        return call.End(failed ? 1 : 0);
    }

    // GNU dd: one block of a file to the standard output.
    private static IEnumerable<TimeSpan> Piece(ShellCall call)
    {
        if (call.Arguments is not [['i', 'f', '=', .. var path], ['b', 's', '=', .. var size], ['s', 'k', 'i', 'p', '=', .. var blocks], "count=1", "status=none"]
            || !int.TryParse(size, CultureInfo.InvariantCulture, out var bytes) || !int.TryParse(blocks, CultureInfo.InvariantCulture, out var skip))
        {
            return Outside(call, "dd");
        }

        if (call.Machine.Disk.Read(path) is not { } content)
        {
            return call.Fail(1, $"dd: failed to open '{path}': No such file or directory");
        }

        var all = System.Text.Encoding.UTF8.GetBytes(content);
        var from = Math.Min(all.Length, bytes * skip);
        call.Output(System.Text.Encoding.UTF8.GetString(all, from, Math.Min(bytes, all.Length - from)));
        return call.End();
    }

    // GNU stat -c %s: the length of a file.
    private static IEnumerable<TimeSpan> Size(ShellCall call)
    {
        if (call.Arguments is not ["-c", "%s", var path])
        {
            return Outside(call, "stat");
        }

        if (call.Machine.Disk.Read(path) is not { } content)
        {
            return call.Fail(1, $"stat: cannot statx '{path}': No such file or directory");
        }

        call.Output(FormattableString.Invariant($"{System.Text.Encoding.UTF8.GetByteCount(content)}\n"));
        return call.End();
    }

    // util-linux flock on a descriptor: waits for the lock, at most so many seconds with -w, not at all with -n.
    private static IEnumerable<TimeSpan> Lock(ShellCall call)
    {
        int? limit = call.Arguments switch
        {
            ["-w", var seconds, _] when int.TryParse(seconds, CultureInfo.InvariantCulture, out var s) => s,
            ["-n", _] => 0,
            [_] => int.MaxValue,
            _ => null,
        };
        if (limit is null || !int.TryParse(call.Arguments[^1], CultureInfo.InvariantCulture, out var descriptor))
        {
            Outside(call, "flock");
            yield break;
        }

        if (!call.Descriptors.TryGetValue(descriptor, out var path))
        {
            call.Fail(65, $"flock: {descriptor}: Bad file descriptor");
            yield break;
        }

        for (var waited = 0; !call.Machine.TakeLock(path, call.LockOwner); waited++)
        {
            if (waited >= limit)
            {
                call.End(1);
                yield break;
            }

            yield return TimeSpan.FromSeconds(1);
        }
    }

    private static IEnumerable<TimeSpan> Sleep(ShellCall call)
    {
        if (call.Arguments is [var text] && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return [TimeSpan.FromSeconds(seconds)];
        }

        return Outside(call, "sleep");
    }

    private static IEnumerable<TimeSpan> Outside(ShellCall call, string program) =>
        call.Fail(2, $"{program} {string.Join(' ', call.Arguments)}: outside the sandbox's bash subset");
}
