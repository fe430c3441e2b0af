using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>RDS snapshots and ElastiCache backups (API references of CreateDBSnapshot and CreateSnapshot).</summary>
[TestFixture]
public sealed class DatabaseServiceTests
{
    private Cloud cloud = null!;
    private string database = "";
    private ReplicationGroup cache = null!;

    [SetUp]
    public void Seed() => Begin(null);

    [Test]
    public void A_database_snapshot_is_creating_then_available_and_the_database_backing_up_meanwhile()
    {
        var made = TakeDatabase("Night-1").Element("DBSnapshot")!;
        Assert.That(made.Element("DBSnapshotIdentifier")!.Value, Is.EqualTo("night-1"));
        Assert.That(made.Element("Status")!.Value, Is.EqualTo("creating"));
        Assert.That(made.Element("DBSnapshotArn")!.Value, Is.EqualTo("arn:aws:rds:eu-west-1:111122223333:snapshot:night-1"));
        Assert.That(DatabaseStatus(), Is.EqualTo("backing-up"));
        cloud.Pass(TimeSpan.FromMinutes(3));
        Assert.That(int.Parse(Snapshot("night-1", "PercentProgress"), null), Is.InRange(30, 60));
        cloud.RunUntilQuiet();
        Assert.That((Snapshot("night-1", "Status"), DatabaseStatus()), Is.EqualTo(("available", "available")));
    }

    [TestCase("1st", "InvalidParameterValue")]
    [TestCase("a--b", "InvalidParameterValue")]
    [TestCase("a-", "InvalidParameterValue")]
    [TestCase("taken", "DBSnapshotAlreadyExists")]
    [TestCase("TAKEN", "DBSnapshotAlreadyExists")]
    public void A_database_snapshot_needs_a_good_and_free_name(string name, string code)
    {
        TakeDatabase("taken");
        cloud.RunUntilQuiet();
        Assert.That(FailDatabase(name).Code, Is.EqualTo(code));
    }

    [Test]
    public void A_busy_or_absent_database_and_a_full_account_are_refused_with_their_codes()
    {
        Begin(new SandboxOptions { ManualSnapshotQuota = 1 });
        TakeDatabase("one");
        Assert.That(FailDatabase("two").Code, Is.EqualTo("InvalidDBInstanceState"));
        cloud.RunUntilQuiet();
        Assert.That(FailDatabase("two").Code, Is.EqualTo("SnapshotQuotaExceeded"));
        Assert.That(
            cloud.Fail("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", "nobody"), ("DBSnapshotIdentifier", "x")),
            Is.EqualTo((404, "DBInstanceNotFound", "DBInstance nobody not found.")));
        Assert.That(cloud.Fail("rds", "DescribeDBSnapshots", ("DBSnapshotIdentifier", "x")).Code, Is.EqualTo("DBSnapshotNotFound"));
        var quota = cloud.Call("rds", "DescribeAccountAttributes").Descendants("AccountQuota")
            .Single(q => q.Element("AccountQuotaName")!.Value == "ManualSnapshots");
        Assert.That((quota.Element("Used")!.Value, quota.Element("Max")!.Value), Is.EqualTo(("1", "1")));
    }

    [Test]
    public void Tags_of_a_snapshot_read_back()
    {
        TakeDatabase("tagged", ("Tags.Tag.1.Key", "run"), ("Tags.Tag.1.Value", "r1"));
        var tags = cloud.Call("rds", "ListTagsForResource", ("ResourceName", "arn:aws:rds:eu-west-1:111122223333:snapshot:tagged"));
        Assert.That(tags.Descendants("Tag").Single().Element("Value")!.Value, Is.EqualTo("r1"));
    }

    [Test]
    public void A_deleted_snapshot_is_gone()
    {
        TakeDatabase("gone");
        Assert.That(cloud.Fail("rds", "DeleteDBSnapshot", ("DBSnapshotIdentifier", "gone")).Code, Is.EqualTo("InvalidDBSnapshotState"));
        cloud.RunUntilQuiet();
        cloud.Call("rds", "DeleteDBSnapshot", ("DBSnapshotIdentifier", "gone"));
        Assert.That(cloud.Call("rds", "DescribeDBSnapshots").Descendants("DBSnapshot"), Is.Empty);
    }

    [Test]
    public void Lists_come_in_pages()
    {
        for (var i = 0; i < 25; i++)
        {
            TakeDatabase($"s{i}");
            cloud.RunUntilQuiet();
        }

        var first = cloud.Call("rds", "DescribeDBSnapshots", ("MaxRecords", "20"));
        var second = cloud.Call("rds", "DescribeDBSnapshots", ("MaxRecords", "20"), ("Marker", first.Element("Marker")!.Value));
        Assert.That(
            (first.Descendants("DBSnapshot").Count(), second.Descendants("DBSnapshot").Count(), second.Element("Marker")),
            Is.EqualTo((20, 5, (System.Xml.Linq.XElement?)null)));
    }

    [Test]
    public void A_cache_backup_is_creating_then_available_and_the_group_snapshotting_meanwhile()
    {
        TakeCache("night-1");
        Assert.That(CacheStatus(), Is.EqualTo("snapshotting"));
        Assert.That(
            cloud.Fail("elasticache", "CreateSnapshot", ("CacheClusterId", cache.MemberClusters[0]), ("SnapshotName", "two")).Code,
            Is.EqualTo("InvalidCacheClusterState"));
        cloud.RunUntilQuiet();
        Assert.That(CacheStatus(), Is.EqualTo("available"));
        var made = cloud.Call("elasticache", "DescribeSnapshots", ("SnapshotName", "night-1")).Descendants("Snapshot").Single();
        Assert.That(made.Element("SnapshotStatus")!.Value, Is.EqualTo("available"));
    }

    [Test]
    public void A_cache_backup_needs_a_name_of_40_characters_at_most_and_one_source()
    {
        Assert.That(
            cloud.Fail("elasticache", "CreateSnapshot", ("CacheClusterId", cache.MemberClusters[0]), ("SnapshotName", new string('a', 41))).Code,
            Is.EqualTo("InvalidParameterValue"));
        Assert.That(cloud.Fail("elasticache", "CreateSnapshot", ("SnapshotName", "a")).Code, Is.EqualTo("InvalidParameterCombination"));
        Assert.That(
            cloud.Fail("elasticache", "CreateSnapshot", ("SnapshotName", "a"), ("CacheClusterId", "no-001")).Code, Is.EqualTo("CacheClusterNotFound"));
        Assert.That(
            cloud.Fail("elasticache", "CreateSnapshot", ("SnapshotName", "a"), ("ReplicationGroupId", "no")).Code,
            Is.EqualTo("ReplicationGroupNotFoundFault"));
        TakeCache("a");
        cloud.RunUntilQuiet();
        Assert.That(
            cloud.Fail("elasticache", "CreateSnapshot", ("CacheClusterId", cache.MemberClusters[0]), ("SnapshotName", "A")).Code,
            Is.EqualTo("SnapshotAlreadyExistsFault"));
    }

    [Test]
    public void A_node_gives_20_backups_in_24_hours()
    {
        for (var i = 0; i < 20; i++)
        {
            TakeCache($"s{i}");
            cloud.RunUntilQuiet();
        }

        Assert.That(
            cloud.Fail("elasticache", "CreateSnapshot", ("CacheClusterId", cache.MemberClusters[0]), ("SnapshotName", "s20")).Code,
            Is.EqualTo("SnapshotQuotaExceededFault"));
        cloud.Pass(TimeSpan.FromHours(24));
        TakeCache("s20");
    }

    [Test]
    public void Faults_make_snapshots_slow_stuck_failed_or_vanish()
    {
        cloud.World.Faults.Add(new WorldFault.SnapshotSlow("rds", 3));
        TakeDatabase("slow");
        cloud.Pass(TimeSpan.FromMinutes(20));
        Assert.That(Snapshot("slow", "Status"), Is.EqualTo("creating"));
        cloud.RunUntilQuiet();
        cloud.World.Faults.Add(new WorldFault.SnapshotFails("rds"));
        TakeDatabase("failed");
        cloud.RunUntilQuiet();
        Assert.That(Snapshot("failed", "Status"), Is.EqualTo("failed"));
        cloud.World.Faults.Add(new WorldFault.SnapshotVanishes("rds", TimeSpan.FromMinutes(1)));
        TakeDatabase("vanished");
        cloud.RunUntilQuiet();
        Assert.That(cloud.Fail("rds", "DescribeDBSnapshots", ("DBSnapshotIdentifier", "vanished")).Code, Is.EqualTo("DBSnapshotNotFound"));
        cloud.World.Faults.Add(new WorldFault.SnapshotStuck("rds"));
        TakeDatabase("stuck");
        cloud.Pass(TimeSpan.FromDays(2));
        Assert.That(Snapshot("stuck", "Status"), Is.EqualTo("creating"));
        cloud.World.Faults.Add(new WorldFault.SnapshotFails("elasticache"));
        TakeCache("failed");
        cloud.RunUntilQuiet();
        Assert.That(cloud.Call("elasticache", "DescribeSnapshots").Descendants("Snapshot"), Is.Empty);
    }

    private void Begin(SandboxOptions? options)
    {
        cloud = Cloud.WithHouse(options);
        database = cloud.World.Resources.Of<DbInstance>().Single().PhysicalId;
        cache = cloud.World.Resources.Of<ReplicationGroup>().Single();
    }

    private System.Xml.Linq.XElement TakeDatabase(string name, params (string, string)[] more) =>
        cloud.Call("rds", "CreateDBSnapshot", [("DBInstanceIdentifier", database), ("DBSnapshotIdentifier", name), .. more]);

    private (int Status, string Code, string Message) FailDatabase(string name) =>
        cloud.Fail("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", database), ("DBSnapshotIdentifier", name));

    private void TakeCache(string name) =>
        cloud.Call("elasticache", "CreateSnapshot", ("CacheClusterId", cache.MemberClusters[0]), ("SnapshotName", name));

    private string Snapshot(string name, string member) =>
        cloud.Call("rds", "DescribeDBSnapshots", ("DBSnapshotIdentifier", name)).Descendants(member).First().Value;

    private string DatabaseStatus() =>
        cloud.Call("rds", "DescribeDBInstances", ("DBInstanceIdentifier", database)).Descendants("DBInstanceStatus").Single().Value;

    private string CacheStatus() =>
        cloud.Call("elasticache", "DescribeReplicationGroups").Descendants("ReplicationGroup").Single().Element("Status")!.Value;
}
