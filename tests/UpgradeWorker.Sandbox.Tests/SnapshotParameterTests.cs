using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>The trap in DBSnapshotIdentifier and SnapshotName (template reference of AWS::RDS::DBInstance and
/// AWS::ElastiCache::ReplicationGroup).</summary>
[TestFixture]
public sealed class SnapshotParameterTests
{
    private Cloud cloud = null!;

    [SetUp]
    public void RestoreOnce()
    {
        cloud = Cloud.WithHouse();
        Database.Data.Append("old");
        Cache.Data.Append("old");
        Snapshot("first");
        Update(("DatabaseSnapshot", "first"), ("CacheSnapshot", "first"));
    }

    private DbInstance Database => cloud.World.Resources.Of<DbInstance>().Single();

    private ReplicationGroup Cache => cloud.World.Resources.Of<ReplicationGroup>().Single();

    [Test]
    public void The_same_value_leaves_databases_and_data_alone()
    {
        var (database, cache) = (Database, Cache);
        Update(("Greeting", "good day"));
        Assert.That((Database, Cache), Is.EqualTo((database, cache)));
        Assert.That(Database.Data.Rows, Is.EqualTo(new[] { "old" }));
    }

    [Test]
    public void A_blank_value_builds_empty_ones_in_their_place()
    {
        Update(("DatabaseSnapshot", ""), ("CacheSnapshot", ""));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_COMPLETE"));
        Assert.That((Database.Data.Rows.Count, Cache.Data.Rows.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Another_value_builds_restored_copies_of_what_the_snapshot_held_when_it_began()
    {
        Database.Data.Append("in time");
        Snapshot("second", () => Database.Data.Append("too late"));
        Update(("DatabaseSnapshot", "second"), ("CacheSnapshot", "second"));
        Assert.That(Database.Data.Rows, Is.EqualTo(new[] { "old", "in time" }));
    }

    [Test]
    public void A_snapshot_that_does_not_exist_fails_the_update_not_the_change_set_and_rolls_back()
    {
        var database = Database;
        Update(("DatabaseSnapshot", "missing"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(cloud.Stack.Events.Select(e => e.Reason ?? ""), Has.Some.Contains("DBSnapshot not found: missing"));
        Assert.That(Database, Is.SameAs(database));
        Assert.That(Database.Data.Rows, Is.EqualTo(new[] { "old" }));
    }

    private void Snapshot(string name, Action? meanwhile = null)
    {
        cloud.Call("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", Database.PhysicalId), ("DBSnapshotIdentifier", name));
        cloud.Call("elasticache", "CreateSnapshot", ("CacheClusterId", Cache.MemberClusters[0]), ("SnapshotName", name));
        meanwhile?.Invoke();
        cloud.RunUntilQuiet();
    }

    private void Update(params (string Key, string Value)[] parameters)
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), parameters);
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.RunUntilQuiet();
    }
}
