namespace UpgradeWorker.Core.Windows;

/// <summary>Days on which no run may start or go on, in the zone of the maintenance window.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, itself frozen too.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record Freeze(DateOnly From, DateOnly To, string Reason);
