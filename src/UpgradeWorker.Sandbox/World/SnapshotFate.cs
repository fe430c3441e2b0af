using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.World;

/// <summary>How a snapshot will go, faults considered. <paramref name="Duration"/>: Null = it never ends. <paramref
/// name="VanishesAfter"/>: Null = it stays.</summary>
internal sealed record SnapshotFate(TimeSpan? Duration, bool Fails, TimeSpan? VanishesAfter)
{
    public static SnapshotFate Of(SandboxWorld world, string service, TimeSpan usual)
    {
        var faults = world.Faults;
        var stuck = faults.Take<WorldFault.SnapshotStuck>(f => f.Service == service) is not null;
        var factor = faults.Take<WorldFault.SnapshotSlow>(f => f.Service == service)?.Factor ?? 1;
        var fails = faults.Take<WorldFault.SnapshotFails>(f => f.Service == service) is not null;
        var vanishes = faults.Take<WorldFault.SnapshotVanishes>(f => f.Service == service)?.After;
        return new SnapshotFate(stuck ? null : usual * factor, fails, vanishes);
    }
}
