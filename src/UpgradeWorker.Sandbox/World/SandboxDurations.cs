namespace UpgradeWorker.Sandbox.World;

/// <summary>Emulated durations, before the speed divides them. AWS publishes no figures; these are of the order that
/// operators report, so that an update that replaces everything takes about an hour.</summary>
public sealed record SandboxDurations
{
    public TimeSpan ChangeSetCreation { get; init; } = TimeSpan.FromSeconds(6);
    public TimeSpan StackStart { get; init; } = TimeSpan.FromSeconds(7);
    public TimeSpan BeforeCreation { get; init; } = TimeSpan.FromSeconds(2);
    public TimeSpan InstanceLaunch { get; init; } = TimeSpan.FromMinutes(2);
    public TimeSpan InstanceStop { get; init; } = TimeSpan.FromSeconds(50);
    public TimeSpan InstanceStart { get; init; } = TimeSpan.FromSeconds(40);
    public TimeSpan InstanceTermination { get; init; } = TimeSpan.FromSeconds(70);
    public TimeSpan DatabaseCreation { get; init; } = TimeSpan.FromMinutes(9);
    public TimeSpan DatabaseRestore { get; init; } = TimeSpan.FromMinutes(15);
    public TimeSpan DatabaseModification { get; init; } = TimeSpan.FromMinutes(6);
    public TimeSpan DatabaseDeletion { get; init; } = TimeSpan.FromMinutes(8);
    public TimeSpan CacheCreation { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan CacheModification { get; init; } = TimeSpan.FromMinutes(7);
    public TimeSpan CacheDeletion { get; init; } = TimeSpan.FromMinutes(6);
    public TimeSpan SmallResource { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long CloudFormation waits for a resource that does not settle: the default of the registry schemas' handler timeout.</summary>
    public TimeSpan GivingUp { get; init; } = TimeSpan.FromMinutes(120);

    public TimeSpan DatabaseSnapshot { get; init; } = TimeSpan.FromMinutes(7);
    public TimeSpan CacheSnapshot { get; init; } = TimeSpan.FromMinutes(4);
    public TimeSpan DriftDetectionPerResource { get; init; } = TimeSpan.FromSeconds(4);
}
