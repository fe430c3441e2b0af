namespace UpgradeWorker.Core;

/// <summary>Why something was decided, in words that logs, mails and tests all quote.</summary>
/// <param name="Reason">One CamelCase word that never changes its meaning, such as <c>ReplacementUncertain</c>.</param>
/// <param name="Message">A sentence for a person: what was found, where, and what to do about it.</param>
public sealed record Finding(string Reason, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Reason}: {Message}";
}
