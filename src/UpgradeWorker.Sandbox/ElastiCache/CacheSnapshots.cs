using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.ElastiCache;

/// <summary>Takes and deletes backups of caches
/// (https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html).</summary>
internal static class CacheSnapshots
{
    private const int LongestName = 40;
    private const int ManualPerNodeAndDay = 20;

    public static CacheSnapshot Create(SandboxWorld world, QueryCall call)
    {
        var requested = call.Needed("SnapshotName");
        if (!SnapshotNames.AreValid(requested, LongestName))
        {
            throw new AwsException(
                "InvalidParameterValue",
                "The parameter SnapshotName is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.");
        }

        var (cache, node) = Source(world, call.Text("ReplicationGroupId"), call.Text("CacheClusterId"));
        var name = ResourceRegistry.LowerCase(requested);
        if (world.Resources.CacheSnapshots.ContainsKey(name))
        {
            throw new AwsException("SnapshotAlreadyExistsFault", $"Snapshot with specified name already exists: {name}");
        }

        if (cache.Text("CacheNodeType") is "cache.t1.micro")
        {
            throw new AwsException("SnapshotFeatureNotSupportedFault", "Snapshots are not supported for cache.t1.micro nodes.");
        }

        if (cache.Status != "available")
        {
            throw node is null
                ? new AwsException("InvalidReplicationGroupState", $"Replication group {cache.PhysicalId} is not in available state: {cache.Status}")
                : new AwsException("InvalidCacheClusterState", $"Cache cluster {node} is not in a valid state to be snapshotted: {cache.Status}");
        }

        RefuseOverQuota(world, cache);
        cache.Status = "snapshotting";
        var tags = call.Structures("Tags", "Tag")?.Select(t => KeyValuePair.Create(t.Text("Key") ?? "", t.Text("Value") ?? "")).ToList();
        return Begin(world, cache, node, name, call.Text("KmsKeyId"), tags ?? []);
    }

    /// <summary>The backup that a deletion takes first.</summary>
    public static CacheSnapshot TakeFinal(SandboxWorld world, ReplicationGroup cache) =>
        Begin(world, cache, null, ResourceRegistry.LowerCase($"{cache.PhysicalId[..Math.Min(cache.PhysicalId.Length, 27)]}-{world.Ids.Suffix(12)}"), null, []);

    public static CacheSnapshot Delete(SandboxWorld world, string name)
    {
        var snapshot = world.Resources.CacheSnapshot(name) ?? throw NotFound(name);
        if (snapshot.Status != "available")
        {
            throw new AwsException("InvalidSnapshotState", $"Snapshot {snapshot.Name} is in state {snapshot.Status} and cannot be deleted.");
        }

        snapshot.Status = "deleting";
        world.Resources.CacheSnapshots.Remove(snapshot.Name);
        return snapshot;
    }

    public static AwsException NotFound(string name) => new("SnapshotNotFoundFault", $"Snapshot not found: {name}", 404);

    private static (ReplicationGroup Cache, string? Node) Source(SandboxWorld world, string? groupId, string? nodeId)
    {
        if ((groupId is null) == (nodeId is null))
        {
            throw new AwsException(
                "InvalidParameterCombination", "Exactly one of ReplicationGroupId and CacheClusterId must be given.");
        }

        if (groupId is not null)
        {
            var group = world.Resources.Find("AWS::ElastiCache::ReplicationGroup", ResourceRegistry.LowerCase(groupId)) as ReplicationGroup
                ?? throw new AwsException("ReplicationGroupNotFoundFault", $"ReplicationGroup {groupId} not found.", 404);
            return group.ClusterMode
                ? (group, null)
                : throw new AwsException(
                    "InvalidParameterValue", $"Replication group {groupId} has cluster mode disabled: give the id of one of its nodes as CacheClusterId.");
        }

        var id = ResourceRegistry.LowerCase(nodeId!);
        var owner = world.Resources.Of<ReplicationGroup>().FirstOrDefault(g => g.MemberClusters.Contains(id))
            ?? throw new AwsException("CacheClusterNotFound", $"CacheCluster not found: {nodeId}", 404);
        return (owner, id);
    }

    private static void RefuseOverQuota(SandboxWorld world, ReplicationGroup cache)
    {
        var since = world.Now.AddHours(-24);
        var taken = world.Resources.CacheSnapshots.Values.Count(s => s.Source == cache && s.Kind == "manual" && s.StartedAt > since);
        if (taken >= ManualPerNodeAndDay)
        {
            throw new AwsException(
                "SnapshotQuotaExceededFault", $"You cannot take more than {ManualPerNodeAndDay} snapshots of a node in 24 hours.");
        }
    }

    private static CacheSnapshot Begin(
        SandboxWorld world,
        ReplicationGroup cache,
        string? node,
        string name,
        string? kmsKeyId,
        IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        var fate = SnapshotFate.Of(world, "elasticache", world.Options.Durations.CacheSnapshot);
        var snapshot = new CacheSnapshot
        {
            Name = name,
            Arn = world.Arn("elasticache", $"snapshot:{name}"),
            Source = cache,
            CacheClusterId = node,
            Data = cache.Data.Copy(),
            StartedAt = world.Now,
            KmsKeyId = kmsKeyId,
            Tags = tags,
        };
        world.Resources.CacheSnapshots.Add(name, snapshot);
        world.Tell(o => o.CacheSnapshotStarted(snapshot));
        if (fate.Duration is { } duration)
        {
            world.After(duration, () => Complete(world, snapshot, fate.Fails));
        }

        if (fate is { Duration: { } until, VanishesAfter: { } after })
        {
            world.After(until + after, () => world.Resources.CacheSnapshots.Remove(name));
        }

        return snapshot;
    }

    private static void Complete(SandboxWorld world, CacheSnapshot snapshot, bool fails)
    {
        if (fails)
        {
            world.Resources.CacheSnapshots.Remove(snapshot.Name);
        }
        else
        {
            snapshot.Status = "available";
        }

        if (snapshot.Source.Status == "snapshotting")
        {
            snapshot.Source.Status = "available";
        }
    }
}
