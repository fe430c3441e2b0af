namespace UpgradeWorker.Commands;

/// <summary>Why an input of a command could not be taken. The message names it; the command prints it and ends.</summary>
/// <param name="message">A sentence for a person.</param>
/// <param name="exitCode">1 = unreadable input, 69 = a server could not be reached.</param>
internal sealed class InputProblemException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
