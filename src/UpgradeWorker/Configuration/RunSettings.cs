namespace UpgradeWorker.Configuration;

/// <summary>How many runs may be under way, over all accounts and in one, and how patiently they look.</summary>
/// <param name="AtOnce">Over all accounts.</param>
/// <param name="AtOncePerAccount">In one AWS account.</param>
/// <param name="LongestPoll">Longest wait between two looks at what is on its way; null = the poll of each step.</param>
public sealed record RunSettings(int AtOnce, int AtOncePerAccount, TimeSpan? LongestPoll = null);
