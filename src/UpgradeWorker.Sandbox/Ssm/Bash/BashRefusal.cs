namespace UpgradeWorker.Sandbox.Ssm.Bash;

/// <summary>Something that lies outside the subset of bash, or is no bash at all. The script ends with
/// <paramref name="exitCode"/> and the message, which names what it was.</summary>
internal sealed class BashRefusal(int line, string what, int exitCode = 2) : Exception($"line {line}: {what}")
{
    public int ExitCode { get; } = exitCode;
}
