namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>A program or builtin: does its work, yields the emulated durations that it takes, and sets the exit code.</summary>
internal delegate IEnumerable<TimeSpan> ShellProgram(ShellCall call);

/// <summary>One call of a program from a script.</summary>
internal sealed class ShellCall
{
    public required Machine Machine { get; init; }

    /// <summary>Without the program's own name.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>The exported variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Open descriptors above 2: which file each leads to.</summary>
    public required IReadOnlyDictionary<int, string> Descriptors { get; init; }

    /// <summary>Holds the locks that are taken through its descriptors until it ends.</summary>
    public required object LockOwner { get; init; }

    public required Action<string> Output { get; init; }
    public required Action<string> Errors { get; init; }

    /// <summary>What stands on the standard input; empty when nothing does.</summary>
    public required string Input { get; init; }

    public int ExitCode { get; set; }

    public void Print(string line) => Output(line + "\n");

    public void Complain(string line) => Errors(line + "\n");

    /// <summary>Complains and ends with this code, at once.</summary>
    public IEnumerable<TimeSpan> Fail(int exitCode, string line)
    {
        Complain(line);
        return End(exitCode);
    }

    /// <summary>Ends with this code, at once.</summary>
    public IEnumerable<TimeSpan> End(int exitCode = 0)
    {
        ExitCode = exitCode;
        return [];
    }
}
