namespace UpgradeWorker.Aws;

/// <summary>How much of a quota of the account is used.</summary>
public sealed record QuotaUse(long Used, long Max)
{
    public long Free => Math.Max(0, Max - Used);
}
