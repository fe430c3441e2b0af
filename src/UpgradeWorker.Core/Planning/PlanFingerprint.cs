namespace UpgradeWorker.Core.Planning;

/// <summary>SHA-256 (64 lower-case hex digits) over the canonical JSON of what an approver sees. The same proposal has the same one.</summary>
public readonly record struct PlanFingerprint(string Hex)
{
    /// <summary>The first twelve digits, as mails and commands show it.</summary>
    public string Short => Hex.Length > 12 ? Hex[..12] : Hex;

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
