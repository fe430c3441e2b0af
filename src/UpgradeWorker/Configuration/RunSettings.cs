namespace UpgradeWorker.Configuration;

/// <summary>How many runs may be under way, over all accounts and in one.</summary>
public sealed record RunSettings(int AtOnce, int AtOncePerAccount);
