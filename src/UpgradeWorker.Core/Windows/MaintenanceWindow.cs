namespace UpgradeWorker.Core.Windows;

/// <summary>When runs may start, as the settings say it.</summary>
/// <param name="Cron">When it opens: five fields of Unix cron (minute, hour, day of month, month, day of week), in <paramref name="Zone"/>.</param>
/// <param name="Duration">How long it stays open, in elapsed time whatever the clocks on the wall do: one minute to seven days.</param>
/// <param name="Zone">IANA or Windows id of a time zone, such as <c>Europe/Berlin</c> or <c>W. Europe Standard Time</c>.</param>
public sealed record MaintenanceWindow(string Cron, TimeSpan Duration, string Zone);
