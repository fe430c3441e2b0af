using System.Globalization;

namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>Where the standard streams of one command lead.</summary>
internal sealed class BashStreams(
    MachineDisk disk, Action<string> output, Action<string> errors, string input, IReadOnlyDictionary<int, string> descriptors)
{
    public Action<string> Output { get; private set; } = output;

    public Action<string> Errors { get; private set; } = errors;

    public string Input { get; private set; } = input;

    /// <summary>Applies the redirections from left to right; a complaint when one of them fails, else null.</summary>
    public string? Redirect(IReadOnlyList<BashRedirection> redirections, BashVariables variables)
    {
        foreach (var redirection in redirections)
        {
            var target = variables.ExpandOne(redirection.Target);
            if (Apply(redirection, target) is { } complaint)
            {
                return complaint;
            }
        }

        return null;
    }

    private string? Apply(BashRedirection redirection, string target)
    {
        switch (redirection.Kind)
        {
            case BashRedirectionKind.HereDocument:
                Input = target;
                return null;
            case BashRedirectionKind.Read:
                Input = disk.Read(target) ?? "";
                return disk.Exists(target) ? null : $"{target}: No such file or directory";
            case BashRedirectionKind.Duplicate:
                return Lead(redirection.Descriptor, Stream(target), $"{target}: Bad file descriptor");
            default:
                var begun = redirection.Kind == BashRedirectionKind.Append ? disk.Read(target) ?? "" : "";
                return disk.Write(target, begun) ?? Lead(redirection.Descriptor, ToFile(target), $"{redirection.Descriptor}: Bad file descriptor");
        }
    }

    private Action<string>? Stream(string number) => number switch
    {
        "1" => Output,
        "2" => Errors,
        _ when int.TryParse(number, CultureInfo.InvariantCulture, out var n) && descriptors.TryGetValue(n, out var path) => ToFile(path),
        _ => null,
    };

    private Action<string> ToFile(string path) => text => disk.Append(path, text);

    private string? Lead(int descriptor, Action<string>? where, string complaint)
    {
        switch (descriptor)
        {
            case 1 when where is not null:
                Output = where;
                return null;
            case 2 when where is not null:
                Errors = where;
                return null;
            default:
                return complaint;
        }
    }
}
