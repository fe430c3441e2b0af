namespace UpgradeWorker.Configuration;

/// <summary>How many runs may be under way, over all accounts and in one, and how patiently they look.</summary>
/// <param name="AtOnce">Over all accounts.</param>
/// <param name="AtOncePerAccount">In one AWS account.</param>
/// <param name="LongestPoll">Longest wait between two looks at what is on its way; null = the poll of each step.</param>
/// <param name="PreflightAhead">How long before the window a dry preflight looks whether everything will be there; null = never.</param>
/// <param name="DriftMaxAge">How old the last drift detection may be at a start; null = it does not matter.</param>
public sealed record RunSettings(
    int AtOnce, int AtOncePerAccount, TimeSpan? LongestPoll = null, TimeSpan? PreflightAhead = null, TimeSpan? DriftMaxAge = null);
