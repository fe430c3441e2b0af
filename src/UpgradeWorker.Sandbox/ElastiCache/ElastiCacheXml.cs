using System.Xml.Linq;
using UpgradeWorker.Sandbox.World;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.ElastiCache;

/// <summary>ElastiCache's shapes (https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Types.html).</summary>
internal static class ElastiCacheXml
{
    public static XElement?[] Snapshot(CacheSnapshot snapshot)
    {
        var source = snapshot.Source;
        var node = snapshot.CacheClusterId;
        return
        [
            Text("SnapshotName", snapshot.Name),
            Text("ReplicationGroupId", node is null ? source.PhysicalId : null),
            Text("ReplicationGroupDescription", node is null ? source.Text("ReplicationGroupDescription") : null),
            Text("CacheClusterId", node),
            Text("SnapshotStatus", snapshot.Status),
            Text("SnapshotSource", snapshot.Kind),
            Text("CacheNodeType", source.Text("CacheNodeType")),
            Text("Engine", source.Text("Engine") ?? "redis"),
            Text("EngineVersion", source.Text("EngineVersion")),
            Number("NumCacheNodes", node is null ? null : 1),
            Instant("CacheClusterCreateTime", node is null ? null : source.CreatedAt),
            Text("Port", source.Attributes["PrimaryEndPoint.Port"]),
            Flag("AutoMinorVersionUpgrade", true),
            Number("SnapshotRetentionLimit", long.TryParse(source.Text("SnapshotRetentionLimit"), out var days) ? days : 0),
            Text("SnapshotWindow", source.Text("SnapshotWindow") ?? "03:00-04:00"),
            Number("NumNodeGroups", 1),
            Text("AutomaticFailover", Enabled(source.Text("AutomaticFailoverEnabled"))),
            List("NodeSnapshots", snapshot.Status == "available" ? ["0001"] : Array.Empty<string>(), group =>
            [
                Text("CacheClusterId", node ?? source.MemberClusters[0]),
                Text("NodeGroupId", group),
                Text("CacheNodeId", "0001"),
                Text("CacheSize", "1 MB"),
                Instant("CacheNodeCreateTime", source.CreatedAt),
                Instant("SnapshotCreateTime", snapshot.StartedAt),
            ], "NodeSnapshot"),
            Text("KmsKeyId", snapshot.KmsKeyId ?? source.Text("KmsKeyId")),
            Text("ARN", snapshot.Arn),
            Text("DataTiering", "disabled"),
        ];
    }

    public static XElement?[] Group(ReplicationGroup group)
    {
        var replicas = group.NodeCount > 1;
        return
        [
            Text("ReplicationGroupId", group.PhysicalId),
            Text("Description", group.Text("ReplicationGroupDescription") ?? ""),
            Text("Status", group.Status),
            Of("PendingModifiedValues"),
            Texts("MemberClusters", group.MemberClusters, "ClusterId"),
            List("NodeGroups", ["0001"], id =>
            [
                Text("NodeGroupId", id),
                Text("Status", group.Status),
                Endpoint("PrimaryEndpoint", group, "PrimaryEndPoint"),
                replicas ? Endpoint("ReaderEndpoint", group, "ReaderEndPoint") : null,
                List("NodeGroupMembers", group.MemberClusters, member =>
                [
                    Text("CacheClusterId", member),
                    Text("CacheNodeId", "0001"),
                    Text("CurrentRole", member == group.MemberClusters[0] ? "primary" : "replica"),
                ], "NodeGroupMember"),
            ], "NodeGroup"),
            Text("SnapshottingClusterId", group.Text("SnapshottingClusterId")),
            Text("AutomaticFailover", Enabled(group.Text("AutomaticFailoverEnabled"))),
            Text("MultiAZ", Enabled(group.Text("MultiAZEnabled"))),
            group.ClusterMode ? Endpoint("ConfigurationEndpoint", group, "ConfigurationEndPoint") : null,
            Number("SnapshotRetentionLimit", long.TryParse(group.Text("SnapshotRetentionLimit"), out var days) ? days : 0),
            Text("SnapshotWindow", group.Text("SnapshotWindow") ?? "03:00-04:00"),
            Flag("ClusterEnabled", group.ClusterMode),
            Text("CacheNodeType", group.Text("CacheNodeType")),
            Flag("AuthTokenEnabled", group.Text("AuthToken") is { Length: > 0 }),
            Flag("TransitEncryptionEnabled", group.Text("TransitEncryptionEnabled") == "true"),
            Flag("AtRestEncryptionEnabled", group.Text("AtRestEncryptionEnabled") == "true"),
            Text("KmsKeyId", group.Text("KmsKeyId")),
            Text("ARN", group.Arn),
            Instant("ReplicationGroupCreateTime", group.CreatedAt),
            Text("Engine", group.Text("Engine") ?? "redis"),
        ];
    }

    private static XElement? Endpoint(string name, ReplicationGroup group, string attribute) => group.Status == "creating"
        ? null
        : Of(name, Text("Address", group.Attributes[$"{attribute}.Address"]), Text("Port", group.Attributes[$"{attribute}.Port"]));

    private static string Enabled(string? value) => value == "true" ? "enabled" : "disabled";
}
