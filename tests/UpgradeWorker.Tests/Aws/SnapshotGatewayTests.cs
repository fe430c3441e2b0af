using System.Net;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class SnapshotGatewayTests
{
    private static readonly Dictionary<string, string> Tags = new() { ["upgradeworker:run"] = "r1" };

    [Test]
    public async Task A_database_snapshot_that_exists_already_is_returned_for_the_caller_to_verify()
    {
        using var aws = new ScriptedAws().Throws(HttpRequestError.ResponseEnded).Refuses("DBSnapshotAlreadyExists")
            .Answers("DescribeDBSnapshots", $"<DBSnapshots>{DatabaseSnapshot("creating")}</DBSnapshots>");

        var snapshot = await aws.Run(aws.Clients.Databases.CreateSnapshotAsync("s1", "db", Tags, CancellationToken.None));

        Assert.That(snapshot.ResourceId, Is.EqualTo("db-XYZ"));
        Assert.That(snapshot.Tags, Is.EqualTo(Tags));
        Assert.That(snapshot.IsAvailable, Is.False);
        Assert.That(aws.Actions, Is.EqualTo(new[] { "CreateDBSnapshot", "CreateDBSnapshot", "DescribeDBSnapshots" }));
        Assert.That(aws.Requests[0]["Tags.Tag.1.Key"], Is.EqualTo("upgradeworker:run"));
    }

    [Test]
    public async Task What_is_missing_is_null_and_deleting_it_succeeds()
    {
        using var aws = new ScriptedAws()
            .Refuses("DBSnapshotNotFound", status: HttpStatusCode.NotFound)
            .Refuses("DBInstanceNotFound", status: HttpStatusCode.NotFound)
            .Refuses("DBSnapshotNotFound", status: HttpStatusCode.NotFound)
            .Refuses("SnapshotNotFoundFault", status: HttpStatusCode.NotFound)
            .Refuses("ReplicationGroupNotFoundFault", status: HttpStatusCode.NotFound)
            .Refuses("SnapshotNotFoundFault", status: HttpStatusCode.NotFound);
        var (databases, caches, none) = (aws.Clients.Databases, aws.Clients.Caches, CancellationToken.None);

        Assert.That(await aws.Run(databases.FindSnapshotAsync("s1", none)), Is.Null);
        Assert.That(await aws.Run(databases.FindInstanceAsync("db", none)), Is.Null);
        await aws.Run(databases.DeleteSnapshotAsync("s1", none));
        Assert.That(await aws.Run(caches.FindSnapshotAsync("s1", none)), Is.Null);
        Assert.That(await aws.Run(caches.FindGroupAsync("g", none)), Is.Null);
        await aws.Run(caches.DeleteSnapshotAsync("s1", none));
    }

    [Test]
    public async Task The_quota_of_manual_snapshots_tells_what_is_free()
    {
        using var aws = new ScriptedAws().Answers("DescribeAccountAttributes", """
            <AccountQuotas><AccountQuota><AccountQuotaName>DBInstances</AccountQuotaName><Used>1</Used><Max>40</Max></AccountQuota>
            <AccountQuota><AccountQuotaName>ManualSnapshots</AccountQuotaName><Used>98</Used><Max>100</Max></AccountQuota></AccountQuotas>
            """);

        var quota = await aws.Run(aws.Clients.Databases.QuotaAsync(CancellationToken.None));

        Assert.That(quota, Is.EqualTo(new QuotaUse(98, 100)));
        Assert.That(quota!.Free, Is.EqualTo(2));
    }

    [Test]
    public async Task A_cache_snapshot_is_taken_of_a_replica_where_there_is_one()
    {
        using var aws = new ScriptedAws().Answers("DescribeReplicationGroups", Group(false, ("g-001", "primary"), ("g-002", "replica")))
            .Answers("CreateSnapshot", CacheSnapshot);

        var group = await aws.Run(aws.Clients.Caches.FindGroupAsync("g", CancellationToken.None));
        await aws.Run(aws.Clients.Caches.CreateSnapshotAsync("s1", group!, Tags, CancellationToken.None));

        Assert.That(aws.Requests[1]["CacheClusterId"], Is.EqualTo("g-002"));
        Assert.That(aws.Requests[1], Does.Not.ContainKey("ReplicationGroupId"));
    }

    [Test]
    public async Task A_cache_snapshot_in_cluster_mode_is_taken_of_the_group()
    {
        using var aws = new ScriptedAws().Answers("DescribeReplicationGroups", Group(true, ("g-0001-001", "")))
            .Answers("CreateSnapshot", CacheSnapshot);

        var group = await aws.Run(aws.Clients.Caches.FindGroupAsync("g", CancellationToken.None));
        await aws.Run(aws.Clients.Caches.CreateSnapshotAsync("s1", group!, new Dictionary<string, string>(), CancellationToken.None));

        Assert.That(aws.Requests[1]["ReplicationGroupId"], Is.EqualTo("g"));
        Assert.That(aws.Requests[1].Keys.Where(key => key.StartsWith("Cache", StringComparison.Ordinal) || key.StartsWith("Tags", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Snapshots_of_other_groups_are_not_listed()
    {
        using var aws = new ScriptedAws().Answers("DescribeReplicationGroups", Group(false, ("g-001", "primary")))
            .Answers("DescribeSnapshots", "<Snapshots><Snapshot><SnapshotName>a</SnapshotName><ARN>arn:a</ARN><SnapshotStatus>available</SnapshotStatus><CacheClusterId>g-001</CacheClusterId></Snapshot>"
                + "<Snapshot><SnapshotName>b</SnapshotName><ARN>arn:b</ARN><SnapshotStatus>available</SnapshotStatus><CacheClusterId>h-001</CacheClusterId></Snapshot></Snapshots>");

        var group = await aws.Run(aws.Clients.Caches.FindGroupAsync("g", CancellationToken.None));
        var snapshots = await aws.Run(aws.Clients.Caches.ListSnapshotsAsync(group!, CancellationToken.None));

        Assert.That(snapshots.Select(one => one.Name), Is.EqualTo(new[] { "a" }));
    }

    private const string CacheSnapshot = "<Snapshot><SnapshotName>s1</SnapshotName><ARN>arn:s1</ARN><SnapshotStatus>creating</SnapshotStatus></Snapshot>";

    private static string DatabaseSnapshot(string status) =>
        "<DBSnapshot><DBSnapshotIdentifier>s1</DBSnapshotIdentifier><DBSnapshotArn>arn:aws:rds:eu-west-1:123456789012:snapshot:s1</DBSnapshotArn>"
        + $"<Status>{status}</Status><DbiResourceId>db-XYZ</DbiResourceId><DBInstanceIdentifier>db</DBInstanceIdentifier><PercentProgress>5</PercentProgress>"
        + "<TagList><Tag><Key>upgradeworker:run</Key><Value>r1</Value></Tag></TagList></DBSnapshot>";

    private static string Group(bool clusterMode, params (string Id, string Role)[] nodes) =>
        "<ReplicationGroups><ReplicationGroup><ReplicationGroupId>g</ReplicationGroupId><ARN>arn:g</ARN><Status>available</Status>"
        + $"<ClusterEnabled>{(clusterMode ? "true" : "false")}</ClusterEnabled><MemberClusters>"
        + string.Concat(nodes.Select(node => $"<ClusterId>{node.Id}</ClusterId>")) + "</MemberClusters><NodeGroups><NodeGroup><NodeGroupMembers>"
        + string.Concat(nodes.Select(node => $"<NodeGroupMember><CacheClusterId>{node.Id}</CacheClusterId><CurrentRole>{node.Role}</CurrentRole></NodeGroupMember>"))
        + "</NodeGroupMembers></NodeGroup></NodeGroups></ReplicationGroup></ReplicationGroups>";
}
