namespace UpgradeWorker.Mail;

/// <summary>A password that was resolved from its reference. It never shows itself: not in logs, not in exceptions, not in the debugger's text.</summary>
public sealed class MailSecret(string value)
{
    /// <summary>The secret itself, for the one call that needs it.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
