namespace UpgradeWorker.Configuration;

/// <summary>Whether a plan may run that no person approved.</summary>
public enum RunWithoutApproval
{
    Never,

    /// <summary>Only if nothing is replaced or removed, no IAM or network resource changes, and there is no migration and no manual step.</summary>
    WhenHarmless,
}
