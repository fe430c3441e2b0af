namespace UpgradeWorker;

/// <summary>A verb cannot do what was asked; the message is all that a person needs.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
