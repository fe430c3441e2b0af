namespace UpgradeWorker.Configuration;

/// <summary>A maintenance window that opens by a cron expression of five fields and stays open for a while.</summary>
public sealed record WindowSettings(string Cron, TimeSpan Duration, string Zone);
