using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>One whole upgrade that replaces the instance, the database and the cache, over the wire.</summary>
[TestFixture]
public sealed class FullUpdateTests
{
    [Test]
    public void Snapshots_parameters_and_one_change_set_carry_all_data_over_to_new_databases()
    {
        var cloud = Cloud.WithHouse();
        var (database, cache) = (cloud.World.Resources.Of<DbInstance>().Single(), cloud.World.Resources.Of<ReplicationGroup>().Single());
        database.Data.Append("row 1");
        cache.Data.Append("session 1");
        cloud.Call("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", database.PhysicalId), ("DBSnapshotIdentifier", "before"));
        cloud.Call("elasticache", "CreateSnapshot", ("CacheClusterId", cache.MemberClusters[1]), ("SnapshotName", "before"));
        cloud.RunUntilQuiet();

        var set = cloud.CreateSet(
            HouseTemplate.Text("2.0.0", "ami-00000000000000002"),
            ("Image", "ami-00000000000000002"),
            ("DatabaseSnapshot", "arn:aws:rds:eu-west-1:111122223333:snapshot:before"),
            ("CacheSnapshot", "before"));
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set), ("ClientRequestToken", "run-1"));
        cloud.RunUntilQuiet();

        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_COMPLETE"), cloud.Stack.StatusReason);
        Assert.That(cloud.Stack.Output("VersionTag"), Is.EqualTo("2.0.0"));
        Assert.That(cloud.World.Resources.Of<DbInstance>().Single().Data.Rows, Is.EqualTo(new[] { "row 1" }));
        Assert.That(cloud.World.Resources.Of<DbInstance>().Single(), Is.Not.SameAs(database));
        Assert.That(cloud.World.Resources.Of<ReplicationGroup>().Single().Data.Rows, Is.EqualTo(new[] { "session 1" }));
        Assert.That(
            cloud.World.Resources.Of<ElasticIp>().Single().Instance, Is.SameAs(cloud.World.Resources.Of<Ec2Instance>().Single()));
        var took = cloud.Stack.Events[^1].Timestamp - cloud.Stack.UpdatedAt!.Value;
        Assert.That(took, Is.InRange(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(90)));
    }
}
