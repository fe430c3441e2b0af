using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Updates as CloudFormation carries them out (user guide "Understand update behaviors" and "Stack status codes").</summary>
[TestFixture]
public sealed class ExecutionTests
{
    private Cloud cloud = null!;
    private Ec2Instance old = null!;

    [SetUp]
    public void Seed()
    {
        cloud = Cloud.WithHouse();
        old = cloud.World.Resources.Of<Ec2Instance>().Single();
    }

    [Test]
    public void A_replaced_instance_leaves_the_documented_trail()
    {
        Execute("t-1", ("KeyName", "second"));
        var young = cloud.World.Resources.Of<Ec2Instance>().Single();
        var trail = EventsOf("t-1").Where(e => e.LogicalResourceId == "Instance").Select(e => (e.Status, e.PhysicalResourceId, e.Reason));
        Assert.That(
            trail,
            Is.EqualTo(new[]
            {
                ("UPDATE_IN_PROGRESS", old.PhysicalId, "Requested update requires the creation of a new physical resource; hence creating one."),
                ("UPDATE_IN_PROGRESS", young.PhysicalId, "Resource creation Initiated"),
                ("UPDATE_COMPLETE", young.PhysicalId, null),
                ("DELETE_IN_PROGRESS", old.PhysicalId, null),
                ("DELETE_COMPLETE", old.PhysicalId, (string?)null),
            }));
        Assert.That(
            StackTrail("t-1"), Is.EqualTo(new[] { "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE" }));
        Assert.That(EventsOf("t-1").Select(e => e.OperationId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(cloud.Stack.Events.Select(e => e.EventId), Is.Unique);
    }

    [Test]
    public void A_new_type_stops_and_starts_the_same_instance()
    {
        Execute("t-1", ("InstanceType", "t3.large"));
        Assert.That(cloud.World.Resources.Of<Ec2Instance>().Single(), Is.SameAs(old));
        Assert.That(old.Status, Is.EqualTo("running"));
        Assert.That(old.Text("InstanceType"), Is.EqualTo("t3.large"));
    }

    [Test]
    public void A_failed_update_rolls_back_under_an_operation_of_its_own_after_a_new_instance_has_booted()
    {
        cloud.World.Faults.Add(new WorldFault.UpdateFails("AddressToInstance"));
        Execute("t-1", ("KeyName", "second"));
        Assert.That(
            StackTrail("t-1"),
            Is.EqualTo(new[]
            {
                "UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE",
            }));
        Assert.That(EventsOf("t-1").Select(e => e.OperationId).Distinct().Count(), Is.EqualTo(2));
        Assert.That(cloud.World.Resources.Ever.OfType<Ec2Instance>().Count(), Is.EqualTo(2));
        Assert.That(cloud.World.Resources.Of<Ec2Instance>().Single(), Is.SameAs(old));
        Assert.That(cloud.World.Resources.Of<ElasticIp>().Single().Instance, Is.SameAs(old));
        Assert.That(cloud.Stack.Parameters.Single(p => p.Key == "KeyName").Value, Is.EqualTo("first"));
    }

    [Test]
    public void A_cleanup_that_fails_leaves_an_orphan_and_a_complete_stack()
    {
        cloud.World.Faults.Add(new WorldFault.CleanupFails("Instance"));
        Execute("t-1", ("KeyName", "second"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_COMPLETE"));
        Assert.That(EventsOf("t-1").Select(e => e.Status), Does.Contain("DELETE_FAILED"));
        Assert.That(cloud.World.Resources.Of<Ec2Instance>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_rollback_that_fails_waits_to_be_continued()
    {
        cloud.World.Faults.Add(new WorldFault.UpdateFails("AddressToInstance"));
        cloud.World.Faults.Add(new WorldFault.RollbackFails("Instance"));
        Execute("t-1", ("KeyName", "second"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_FAILED"));
        Assert.That(
            cloud.Fail("cloudformation", "ContinueUpdateRollback", ("StackName", "house"), ("ResourcesToSkip.member.1", "Database")).Code,
            Is.EqualTo("ValidationError"));
        cloud.Call("cloudformation", "ContinueUpdateRollback", ("StackName", "house"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(cloud.World.Resources.Of<ElasticIp>().Single().Instance, Is.SameAs(old));
    }

    [Test]
    public void A_replacement_with_rollback_disabled_is_refused_in_the_middle()
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set), ("DisableRollback", "true"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_FAILED"));
        Assert.That(
            cloud.Stack.Events.Select(e => e.Reason),
            Does.Contain("Replacement type updates not supported on stack with disable-rollback."));
    }

    [Test]
    public void A_database_that_is_being_backed_up_cannot_be_changed()
    {
        var database = cloud.World.Resources.Of<DbInstance>().Single();
        var set = cloud.CreateSet(HouseTemplate.Text().Replace("db.t3.medium", "db.t3.large", StringComparison.Ordinal));
        cloud.RunUntilQuiet();
        cloud.Call("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", database.PhysicalId), ("DBSnapshotIdentifier", "s"));
        Assert.That(database.Status, Is.EqualTo("backing-up"));
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
    }

    [Test]
    public void An_update_can_be_cancelled_while_it_is_in_progress_only()
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"), ("CachePort", "6380"));
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.Pass(TimeSpan.FromMinutes(1));
        cloud.Call("cloudformation", "CancelUpdateStack", ("StackName", "house"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(cloud.World.Resources.Of<ReplicationGroup>().Count(), Is.EqualTo(1));
        Assert.That(cloud.Fail("cloudformation", "CancelUpdateStack", ("StackName", "house")).Code, Is.EqualTo("ValidationError"));
    }

    [Test]
    public void A_stack_that_is_busy_takes_no_change_set()
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        var (_, _, message) = cloud.Fail(
            "cloudformation", "CreateChangeSet", ("StackName", "house"), ("ChangeSetName", "x"), ("UsePreviousTemplate", "true"));
        Assert.That(message, Is.EqualTo($"Stack:{cloud.Stack.Id} is in UPDATE_IN_PROGRESS state and can not be updated."));
    }

    [Test]
    public void The_monitoring_time_holds_back_the_cleanup()
    {
        var set = cloud.Call(
            "cloudformation",
            "CreateChangeSet",
            ("StackName", "house"),
            ("ChangeSetName", "x"),
            ("UsePreviousTemplate", "true"),
            ("Capabilities.member.1", "CAPABILITY_IAM"),
            ("RollbackConfiguration.MonitoringTimeInMinutes", "30"),
            ("Parameters.member.1.ParameterKey", "DatabasePassword"),
            ("Parameters.member.1.UsePreviousValue", "true"),
            ("Parameters.member.2.ParameterKey", "KeyName"),
            ("Parameters.member.2.ParameterValue", "second")).Element("Id")!.Value;
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.Pass(TimeSpan.FromMinutes(25));
        Assert.That((cloud.Stack.Status, old.Exists), Is.EqualTo(("UPDATE_IN_PROGRESS", true)));
        cloud.RunUntilQuiet();
        Assert.That((cloud.Stack.Status, old.Exists), Is.EqualTo(("UPDATE_COMPLETE", false)));
    }

    [Test]
    public void Speed_divides_durations_and_nothing_else()
    {
        var fast = Cloud.WithHouse(new SandboxOptions { Speed = 60 });
        var set = fast.CreateSet(HouseTemplate.Text(), ("CachePort", "6380"));
        fast.RunUntilQuiet();
        var began = fast.Clock.GetUtcNow();
        fast.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        fast.RunUntilQuiet();
        Assert.That(fast.Clock.GetUtcNow() - began, Is.LessThan(TimeSpan.FromMinutes(1)).And.GreaterThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void A_person_who_changes_the_stack_first_makes_the_set_unusable()
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        cloud.World.Faults.Add(new WorldFault.PersonUpdatesStack("Greeting", "by hand", BeforeExecution: true));
        Assert.That(cloud.Fail("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set)).Code, Is.EqualTo("InvalidChangeSetStatus"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Parameters.Single(p => p.Key == "Greeting").Value, Is.EqualTo("by hand"));
    }

    private void Execute(string token, params (string Key, string Value)[] parameters)
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), parameters);
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set), ("ClientRequestToken", token));
        cloud.RunUntilQuiet();
    }

    private List<StackEvent> EventsOf(string token) => [.. cloud.Stack.Events.Where(e => e.ClientRequestToken == token)];

    private IEnumerable<string> StackTrail(string token) => EventsOf(token).Where(e => e.LogicalResourceId == "house").Select(e => e.Status);
}
