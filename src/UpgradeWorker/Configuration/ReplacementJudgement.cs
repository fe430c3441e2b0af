namespace UpgradeWorker.Configuration;

/// <summary>What a person knows of a change that AWS calls conditional.</summary>
public enum ReplacementJudgement
{
    InPlace,
    Replaces,
}
