namespace UpgradeWorker.Configuration;

/// <summary>What drift does to a plan that touches the drifted resource.</summary>
public enum DriftPolicy
{
    /// <summary>The plan is blocked until the drift is gone.</summary>
    Block,

    /// <summary>The approval mail tells it.</summary>
    Warn,

    /// <summary>A drift-aware change set is planned, with its own approval.</summary>
    Revert,
}
