using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>What goes wrong in the account itself, beyond single requests.</summary>
[TestFixture]
public sealed class FaultTests
{
    private Cloud cloud = null!;

    [SetUp]
    public void BuildTheHouse() => cloud = Cloud.WithHouse();

    [Test]
    public void A_resource_that_is_refused_leaves_nothing_behind_but_a_rollback()
    {
        cloud.World.Faults.Add(new WorldFault.UpdateFails("Instance", "no capacity", BeforeCreation: true));
        Execute(("KeyName", "second"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(cloud.World.Resources.Ever.OfType<Ec2Instance>().Count(), Is.EqualTo(1));
        Assert.That(cloud.Stack.Events.Select(e => e.Reason), Does.Contain("no capacity"));
    }

    [Test]
    public void A_slow_resource_takes_as_many_times_as_long_and_completes()
    {
        var usual = Length(("KeyName", "second"));
        cloud.World.Faults.Add(new WorldFault.ResourceSlow("Instance", 10));
        Assert.That(Length(("KeyName", "third")), Is.GreaterThan(usual + TimeSpan.FromMinutes(17)));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_COMPLETE"));
    }

    [Test]
    public void A_stuck_resource_keeps_the_stack_busy_for_two_hours_and_has_then_failed()
    {
        cloud.World.Faults.Add(new WorldFault.ResourceStuck("Instance"));
        Start(("KeyName", "second"));
        cloud.Pass(TimeSpan.FromMinutes(119));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_IN_PROGRESS"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(cloud.Stack.Events.Select(e => e.Reason ?? ""), Has.Some.Contains("Exceeded attempts to wait"));
    }

    [Test]
    public void A_stuck_update_can_be_cancelled()
    {
        cloud.World.Faults.Add(new WorldFault.ResourceStuck("Instance"));
        Start(("KeyName", "second"));
        cloud.Pass(TimeSpan.FromMinutes(30));
        cloud.Call("cloudformation", "CancelUpdateStack", ("StackName", "house"));
        cloud.Pass(TimeSpan.FromMinutes(5));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
    }

    [Test]
    public void A_change_set_that_fails_or_is_stuck_says_so_by_its_status()
    {
        cloud.World.Faults.Add(new WorldFault.ChangeSetFails("Internal failure"));
        var failed = cloud.CreateSet("one", HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        var answer = cloud.Call("cloudformation", "DescribeChangeSet", ("ChangeSetName", failed));
        Assert.That(answer.Element("StatusReason")!.Value, Is.EqualTo("Internal failure"));
        Assert.That(answer.Element("ExecutionStatus")!.Value, Is.EqualTo("UNAVAILABLE"));

        cloud.World.Faults.Add(new WorldFault.ChangeSetStuck());
        var stuck = cloud.CreateSet("two", HouseTemplate.Text(), ("KeyName", "second"));
        cloud.Pass(TimeSpan.FromHours(3));
        Assert.That(
            cloud.Call("cloudformation", "DescribeChangeSet", ("ChangeSetName", stuck)).Element("Status")!.Value, Is.EqualTo("CREATE_IN_PROGRESS"));
    }

    [Test]
    public void What_early_validation_refuses_is_told_in_the_events_of_the_change_set()
    {
        cloud.World.Faults.Add(new WorldFault.ValidationFails("Instance", "Value is not valid", "/Properties/InstanceType"));
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        Assert.That(
            cloud.Call("cloudformation", "DescribeChangeSet", ("ChangeSetName", set)).Element("StatusReason")!.Value,
            Is.EqualTo("The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information."));
        var events = cloud.Call("cloudformation", "DescribeEvents", ("ChangeSetName", set), ("Filters.FailedEvents", "true"))
            .Element("OperationEvents")!.Elements().ToList();
        var refusal = events.Single(e => e.Element("EventType")!.Value == "VALIDATION_ERROR");
        Assert.That(refusal.Element("LogicalResourceId")!.Value, Is.EqualTo("Instance"));
        Assert.That(refusal.Element("ResourceType")!.Value, Is.EqualTo("AWS::EC2::Instance"));
        Assert.That(refusal.Element("ValidationStatusReason")!.Value, Is.EqualTo("Value is not valid"));
        Assert.That(refusal.Element("ValidationPath")!.Value, Is.EqualTo("/Resources/Instance/Properties/InstanceType"));
        Assert.That(refusal.Element("OperationType")!.Value, Is.EqualTo("CREATE_CHANGESET"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("CREATE_COMPLETE"));
        var operation = refusal.Element("OperationId")!.Value;
        var all = cloud.Call("cloudformation", "DescribeEvents", ("OperationId", operation)).Element("OperationEvents")!.Elements();
        Assert.That(all.Select(e => e.Element("OperationStatus")?.Value), Is.EqualTo(new[] { "FAILED", null, "IN_PROGRESS" }));
        Assert.That(
            cloud.Fail("cloudformation", "DescribeEvents", ("ChangeSetName", "set")).Message,
            Is.EqualTo("One of ChangeSetName, OperationId or StackName must be specified"));
    }

    [Test]
    public void A_new_resource_whose_name_is_taken_is_refused_before_anything_is_deployed()
    {
        const string more = "\n  Second:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: NAME\n";
        var bucket = cloud.World.Resources.Of<S3Bucket>().Single().PhysicalId;
        var template = HouseTemplate.Text().Replace("\nResources:\n", $"\nResources:{more.Replace("NAME", bucket, StringComparison.Ordinal)}", StringComparison.Ordinal);
        var set = cloud.CreateSet(template);
        cloud.RunUntilQuiet();
        var events = cloud.Call("cloudformation", "DescribeEvents", ("ChangeSetName", set), ("Filters.FailedEvents", "true"));
        Assert.That(events.Descendants("ValidationName").Single().Value, Is.EqualTo("NAME_CONFLICT_VALIDATION"));
        Assert.That(
            events.Descendants("ValidationStatusReason").Single().Value,
            Is.EqualTo($"Resource of type 'AWS::S3::Bucket' with identifier '{bucket}' already exists."));
    }

    [Test]
    public void A_person_changes_the_stack_while_a_database_is_saved()
    {
        cloud.World.Faults.Add(new WorldFault.PersonUpdatesStackDuringSnapshot("Greeting", "by hand"));
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        var database = cloud.World.Resources.Of<DbInstance>().Single().PhysicalId;
        cloud.Call("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", database), ("DBSnapshotIdentifier", "s"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_IN_PROGRESS"));
        Assert.That(cloud.Call("cloudformation", "DescribeChangeSet", ("ChangeSetName", set)).Element("ExecutionStatus")!.Value, Is.EqualTo("OBSOLETE"));
    }

    [Test]
    public void A_person_cancels_an_update_under_way()
    {
        cloud.World.Faults.Add(new WorldFault.PersonCancelsUpdate(TimeSpan.FromMinutes(1)));
        Execute(("KeyName", "second"), ("CachePort", "6380"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("UPDATE_ROLLBACK_COMPLETE"));
        Assert.That(cloud.Stack.Events.Select(e => e.Reason), Does.Contain("User Initiated"));
    }

    [Test]
    public void A_person_deletes_the_change_set_just_before_its_execution()
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        cloud.World.Faults.Add(new WorldFault.PersonDeletesChangeSet());
        Assert.That(cloud.Fail("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set)).Code, Is.EqualTo("ChangeSetNotFound"));
        Assert.That(cloud.Stack.Status, Is.EqualTo("CREATE_COMPLETE"));
    }

    [Test]
    public void A_drift_detection_can_be_stuck()
    {
        cloud.World.Faults.Add(new WorldFault.DriftStuck());
        var id = cloud.Call("cloudformation", "DetectStackDrift", ("StackName", "house")).Element("StackDriftDetectionId")!.Value;
        cloud.Pass(TimeSpan.FromHours(1));
        Assert.That(
            cloud.Call("cloudformation", "DescribeStackDriftDetectionStatus", ("StackDriftDetectionId", id)).Element("DetectionStatus")!.Value,
            Is.EqualTo("DETECTION_IN_PROGRESS"));
    }

    [Test]
    public void A_request_can_be_refused_with_any_error()
    {
        cloud.World.Faults.Add(new RequestFaultRule("rds", null, new RequestFault.Refused("SnapshotQuotaExceeded", "No more.")));
        Assert.That(cloud.Fail("rds", "DescribeDBInstances"), Is.EqualTo((400, "SnapshotQuotaExceeded", "No more.")));
    }

    private TimeSpan Length(params (string Key, string Value)[] parameters)
    {
        var began = cloud.Clock.GetUtcNow();
        Execute(parameters);
        return cloud.Clock.GetUtcNow() - began;
    }

    private void Execute(params (string Key, string Value)[] parameters)
    {
        Start(parameters);
        cloud.RunUntilQuiet();
    }

    private void Start(params (string Key, string Value)[] parameters)
    {
        var set = cloud.CreateSet(HouseTemplate.Text(), parameters);
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
    }
}
