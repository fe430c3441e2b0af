namespace UpgradeWorker.Mail;

/// <summary>A password that is looked up when it is needed. It never shows itself: not in logs, not in exceptions, not in the debugger's text.</summary>
/// <param name="reveal">Looks it up.</param>
public sealed class MailSecret(Func<CancellationToken, Task<string>> reveal)
{
    /// <summary>A password that is already known.</summary>
    public MailSecret(string value)
        : this(_ => Task.FromResult(value))
    {
    }

    /// <summary>The secret itself, for the one call that needs it.</summary>
    public Task<string> RevealAsync(CancellationToken cancellationToken) => reveal(cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => "***";
}
