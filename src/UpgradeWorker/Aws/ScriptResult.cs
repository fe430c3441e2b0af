namespace UpgradeWorker.Aws;

/// <summary>What became of a script on an instance (Systems Manager API, GetCommandInvocation).</summary>
/// <param name="Status">Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed or Cancelling.</param>
/// <param name="StatusDetails">The finer word, such as ExecutionTimedOut or Undeliverable; empty when not given.</param>
/// <param name="ExitCode">Of the script; null when it did not run to its end.</param>
/// <param name="Output">First 24,000 characters of standard output; empty until it is finished.</param>
/// <param name="Errors">First 8,000 characters of standard error; empty until it is finished.</param>
public sealed record ScriptResult(string Status, string StatusDetails, int? ExitCode, string Output, string Errors)
{
    /// <summary>Longest <see cref="Output"/>; one of this length was cut.</summary>
    public const int OutputLimit = 24_000;

    /// <summary>Whether the status will not change any more.</summary>
    public bool IsFinished => Status is "Success" or "Cancelled" or "TimedOut" or "Failed";

    /// <summary>Whether the script ran and ended with exit code 0.</summary>
    public bool Succeeded => Status == "Success";
}
