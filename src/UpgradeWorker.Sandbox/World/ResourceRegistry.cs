namespace UpgradeWorker.Sandbox.World;

/// <summary>All resources of the account, alive and (for looking back) deleted.</summary>
public sealed class ResourceRegistry
{
    private readonly SandboxWorld world;
    private readonly Dictionary<(string Type, string PhysicalId), EmulatedResource> all = [];

    internal ResourceRegistry(SandboxWorld world) => this.world = world;

    public IEnumerable<EmulatedResource> Alive => all.Values.Where(r => r.Exists);

    public Dictionary<string, DbSnapshot> DatabaseSnapshots { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CacheSnapshot> CacheSnapshots { get; } = new(StringComparer.Ordinal);

    public EmulatedResource? Find(string type, string physicalId) =>
        all.TryGetValue((type, physicalId), out var found) && found.Exists ? found : null;

    public T? Find<T>(string physicalId)
        where T : EmulatedResource => Alive.OfType<T>().FirstOrDefault(r => r.PhysicalId == physicalId);

    public IEnumerable<T> Of<T>()
        where T : EmulatedResource => Alive.OfType<T>();

    /// <summary>Also those that have been deleted.</summary>
    public IEnumerable<EmulatedResource> Ever => all.Values;

    /// <summary>A database snapshot by its name or ARN, whatever its status; null = there is none.</summary>
    public DbSnapshot? DatabaseSnapshot(string nameOrArn)
    {
        var prefix = world.Arn("rds", "snapshot:");
        var name = nameOrArn.StartsWith(prefix, StringComparison.Ordinal) ? nameOrArn[prefix.Length..] : nameOrArn;
        return DatabaseSnapshots.GetValueOrDefault(LowerCase(name));
    }

    public CacheSnapshot? CacheSnapshot(string name) => CacheSnapshots.GetValueOrDefault(LowerCase(name));

    internal void Add(EmulatedResource resource) => all[(resource.Type, resource.PhysicalId)] = resource;

    // RDS and ElastiCache keep snapshot names in lower case.
#pragma warning disable CA1308
    internal static string LowerCase(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
