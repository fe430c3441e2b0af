using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Change sets that revert drift, and the way back when they fail.</summary>
[TestFixture]
public sealed class RevertDriftTests
{
    private Cloud cloud = null!;
    private DbInstance database = null!;

    [SetUp]
    public void Drift()
    {
        cloud = Cloud.WithHouse();
        database = cloud.World.Resources.Of<DbInstance>().Single();
        cloud.World.ChangeByHand(database, "DBInstanceClass", "db.m5.large");
    }

    [Test]
    public void A_failed_revert_goes_back_to_what_was_really_there()
    {
        cloud.World.Faults.Add(new WorldFault.UpdateFails("Database"));
        Revert();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(database.Text("DBInstanceClass"), Is.EqualTo("db.m5.large"));
        Assert.That(cloud.Stack.Resources["Database"].Deployed["DBInstanceClass"]!.ToString(), Is.EqualTo("db.t3.medium"), "what is expected stays");
    }

    [Test]
    public void What_was_deleted_by_hand_is_made_again_and_is_gone_again_after_a_failed_revert()
    {
        var group = cloud.World.Resources.Of<ReplicationGroup>().Single();
        cloud.World.ChangeByHand(group, null, null);
        cloud.World.Faults.Add(new WorldFault.UpdateFails("Cache"));
        Revert();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(cloud.World.Resources.Of<ReplicationGroup>(), Is.Empty);
        Assert.That(cloud.Stack.Resources, Contains.Key("Cache"));
        Assert.That(cloud.Stack.Resources["Cache"].PhysicalId, Is.EqualTo(group.PhysicalId));

        Revert();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_COMPLETE"));
        Assert.That(cloud.World.Resources.Of<ReplicationGroup>().Single().PhysicalId, Is.Not.EqualTo(group.PhysicalId));
        Assert.That(database.Text("DBInstanceClass"), Is.EqualTo("db.t3.medium"));
    }

    [Test]
    public void A_set_that_compares_with_the_last_deployment_leaves_drift_alone()
    {
        var set = cloud.CreateSet(HouseTemplate.Text());
        cloud.RunUntilQuiet();
        Assert.That(
            cloud.Call("cloudformation", "DescribeChangeSet", ("ChangeSetName", set)).Element("Status")!.Value, Is.EqualTo("FAILED"));
        Assert.That(
            cloud.Fail("cloudformation", "CreateChangeSet", ("StackName", "house"), ("ChangeSetName", "x"), ("UsePreviousTemplate", "true"), ("DeploymentMode", "OTHER")).Message,
            Does.Contain("[REVERT_DRIFT]"));
    }

    private void Revert()
    {
        var set = cloud.Call(
            "cloudformation",
            "CreateChangeSet",
            ("StackName", "house"),
            ("ChangeSetName", "revert"),
            ("UsePreviousTemplate", "true"),
            ("DeploymentMode", "REVERT_DRIFT"),
            ("Capabilities.member.1", "CAPABILITY_IAM"),
            ("Parameters.member.1.ParameterKey", "DatabasePassword"),
            ("Parameters.member.1.UsePreviousValue", "true")).Element("Id")!.Value;
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.RunUntilQuiet();
    }
}
