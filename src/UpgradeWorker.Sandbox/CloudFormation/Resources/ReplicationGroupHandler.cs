using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>AWS::ElastiCache::ReplicationGroup
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticache-replicationgroup.html): empty
/// unless SnapshotName names a backup to restore.</summary>
internal sealed class ReplicationGroupHandler(SandboxWorld world) : ResourceHandler(world)
{
    private const int LongestId = 40;

    public override string? NameProperty => "ReplicationGroupId";

    public override (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request)
    {
        var snapshot = request.Text("SnapshotName") is { } wanted ? Restorable(wanted, request) : null;
        var id = ResourceRegistry.LowerCase(request.Text("ReplicationGroupId") ?? MakeName(request, LongestId));
        if (World.Resources.Find("AWS::ElastiCache::ReplicationGroup", id) is not null)
        {
            throw Failure($"Replication group with specified id already exists: {id}", 400);
        }

        var cache = Register(
            new ReplicationGroup(id, (JsonObject)request.Properties.DeepClone(), World.Now)
            {
                Arn = World.Arn("elasticache", $"replicationgroup:{id}"),
                Status = "creating",
                RestoredFrom = snapshot,
                Data = snapshot?.Data.Copy() ?? new DataSet(),
            },
            request);
        var (domain, port) = ($"{World.Ids.Suffix(6)}.0001.euw1.cache.amazonaws.com", request.Text("Port") ?? "6379");
        foreach (var (attribute, prefix) in
            ((string, string)[])[("PrimaryEndPoint", "master"), ("ReaderEndPoint", "replica"), ("ConfigurationEndPoint", "clustercfg")])
        {
            cache.Attributes[$"{attribute}.Address"] = ResourceRegistry.LowerCase($"{prefix}.{id}.{domain}");
            cache.Attributes[$"{attribute}.Port"] = port;
        }

        return (cache, Durations.CacheCreation);
    }

    public override void EndCreation(EmulatedResource resource)
    {
        resource.Status = "available";
        World.Tell(o => o.CacheCreated((ReplicationGroup)resource));
    }

    // Adding a token builds a new group; changing one rotates it in place.
    public override bool Replaces(string property, JsonNode? before, JsonNode? after) => property == "AuthToken" && before is null;

    public override TimeSpan BeginUpdate(EmulatedResource resource, JsonObject properties)
    {
        if (resource.Status != "available")
        {
            throw Failure($"Replication group {resource.PhysicalId} is not in available state: {resource.Status}", 400);
        }

        resource.Status = "modifying";
        return Durations.CacheModification;
    }

    public override void EndUpdate(EmulatedResource resource, JsonObject properties)
    {
        base.EndUpdate(resource, properties);
        resource.Status = "available";
    }

    public override TimeSpan BeginDeletion(EmulatedResource resource, bool snapshotFirst)
    {
        var cache = (ReplicationGroup)resource;
        if (cache.Status is "snapshotting" or "modifying")
        {
            throw Failure($"Replication group {cache.PhysicalId} is in state {cache.Status}", 400);
        }

        if (snapshotFirst)
        {
            ElastiCache.CacheSnapshots.TakeFinal(World, cache);
        }

        cache.Status = "deleting";
        World.Tell(o => o.CacheDeleted(cache));
        return Durations.CacheDeletion;
    }

    private CacheSnapshot Restorable(string wanted, CreationRequest request) => World.Resources.CacheSnapshot(wanted) switch
    {
        { Status: "available" } found when (found.Source.Text("NumNodeGroups") ?? "1") is var shards && shards != (request.Text("NumNodeGroups") ?? "1") =>
            throw Failure($"Snapshot {wanted} has {shards} node groups: a group that is restored from it needs as many", 400),
        { Status: "available" } found => found,
        null => throw Failure($"Snapshot not found: {wanted}", 404),
        var found => throw Failure($"Snapshot {wanted} is in state {found.Status}", 400),
    };

    private static ResourceFailure Failure(string message, int status) =>
        new($"Resource handler returned message: \"{message} (Service: ElastiCache, Status Code: {status})\"");
}
