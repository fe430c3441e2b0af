namespace UpgradeWorker.Jobs.Steps;

/// <summary>How far AWS's clock and ours may differ.</summary>
internal static class AwsClock
{
    /// <summary>Signatures are refused beyond it (IAM User Guide, "Troubleshooting Signature Version 4").</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
}
