namespace UpgradeWorker.Configuration;

/// <summary>The regular summary mail.</summary>
/// <param name="Cron">Five fields.</param>
/// <param name="Zone">IANA or Windows id.</param>
/// <param name="Recipients">Addresses; empty = the approvers of all stacks.</param>
/// <param name="SendWhenEmpty">Send it although there is nothing to tell.</param>
public sealed record SummarySettings(string Cron, string Zone, IReadOnlyList<string> Recipients, bool SendWhenEmpty);
