using System.Xml.Linq;
using UpgradeWorker.Sandbox.Rds;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.ElastiCache;

/// <summary>The operations of ElastiCache that an upgrade needs
/// (https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/Welcome.html).</summary>
public sealed class ElastiCacheService : QueryService
{
    public ElastiCacheService(SandboxWorld world)
        : base(world, "elasticache", "2015-02-02", "http://elasticache.amazonaws.com/doc/2015-02-02/")
    {
        Define(
            "CreateSnapshot",
            "SnapshotName ReplicationGroupId CacheClusterId KmsKeyId Tags.Tag.#.Key Tags.Tag.#.Value",
            call => [Of("Snapshot", ElastiCacheXml.Snapshot(CacheSnapshots.Create(World, call)))]);
        Define("DeleteSnapshot", "SnapshotName", call =>
            [Of("Snapshot", ElastiCacheXml.Snapshot(CacheSnapshots.Delete(World, call.Needed("SnapshotName"))))]);
        Define(
            "DescribeSnapshots",
            "SnapshotName ReplicationGroupId CacheClusterId SnapshotSource ShowNodeGroupConfig MaxRecords Marker",
            DescribeSnapshots);
        Define("DescribeReplicationGroups", "ReplicationGroupId MaxRecords Marker", DescribeGroups);
        Define("ListTagsForResource", "ResourceName", call => [RdsXml.Tags(TagsOf(call.Needed("ResourceName")))]);
    }

    private IEnumerable<XElement?> DescribeSnapshots(QueryCall call)
    {
        var wanted = call.Text("SnapshotName");
        if (wanted is not null && World.Resources.CacheSnapshot(wanted) is null)
        {
            throw CacheSnapshots.NotFound(wanted);
        }

        var kind = call.Text("SnapshotSource") switch
        {
            null => null,
            "user" => "manual",
            "system" => "automated",
            var other => throw new AwsException("InvalidParameterValue", $"SnapshotSource is system or user, not {other}."),
        };
        var named = wanted is null ? null : World.Resources.CacheSnapshot(wanted);
        var all = World.Resources.CacheSnapshots.Values
            .Where(s => named is null || s == named)
            .Where(s => call.Text("ReplicationGroupId") is not { } id || s.Source.PhysicalId == id)
            .Where(s => call.Text("CacheClusterId") is not { } id || s.CacheClusterId == id)
            .Where(s => kind is null || s.Kind == kind)
            .OrderBy(s => s.StartedAt)
            .ToList();
        var (page, marker) = Markers.Page(call, all);
        return [List("Snapshots", page, ElastiCacheXml.Snapshot, "Snapshot"), Text("Marker", marker)];
    }

    private IEnumerable<XElement?> DescribeGroups(QueryCall call)
    {
        var wanted = call.Text("ReplicationGroupId");
        var all = World.Resources.Of<ReplicationGroup>()
            .Where(g => wanted is null || string.Equals(g.PhysicalId, wanted, StringComparison.OrdinalIgnoreCase))
            .OrderBy(g => g.PhysicalId, StringComparer.Ordinal)
            .ToList();
        if (wanted is not null && all.Count == 0)
        {
            throw new AwsException("ReplicationGroupNotFoundFault", $"ReplicationGroup {wanted} not found.", 404);
        }

        var (page, marker) = Markers.Page(call, all);
        return [List("ReplicationGroups", page, ElastiCacheXml.Group, "ReplicationGroup"), Text("Marker", marker)];
    }

    private IReadOnlyList<KeyValuePair<string, string>> TagsOf(string arn) =>
        World.Resources.CacheSnapshots.Values.FirstOrDefault(s => s.Arn == arn)?.Tags
        ?? (World.Resources.Of<ReplicationGroup>().FirstOrDefault(g => g.Arn == arn) is { } group ? RdsXml.TagsOf(group) : null)
        ?? throw new AwsException("InvalidARN", $"The requested ARN does not name a resource of this account: {arn}");
}
