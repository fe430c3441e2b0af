using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Stacks from creation to deletion, and their history (API reference of CreateStack, DeleteStack,
/// DescribeStackEvents, DescribeEvents).</summary>
[TestFixture]
public sealed class StackLifeTests
{
    private const string Api = "cloudformation";

    [Test]
    public void A_creation_that_fails_deletes_what_it_made()
    {
        var cloud = new Cloud();
        cloud.World.Faults.Add(new WorldFault.UpdateFails("Instance"));
        Create(cloud);
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Status, Is.EqualTo("ROLLBACK_COMPLETE"));
        Assert.That(cloud.World.Resources.Alive, Is.Empty);
    }

    [TestCase("DO_NOTHING", "CREATE_FAILED")]
    [TestCase("ROLLBACK", "ROLLBACK_COMPLETE")]
    public void A_set_that_creates_a_stack_says_what_becomes_of_it_when_that_fails(string onFailure, string status)
    {
        var cloud = new Cloud();
        cloud.World.Faults.Add(new WorldFault.UpdateFails("T"));
        var made = cloud.Call(
            Api, "CreateChangeSet", ("StackName", "small"), ("ChangeSetName", "first"), ("ChangeSetType", "CREATE"), ("OnStackFailure", onFailure),
            ("TemplateBody", "Resources: { T: { Type: AWS::SNS::Topic } }"));
        cloud.RunUntilQuiet();
        cloud.Call(Api, "ExecuteChangeSet", ("ChangeSetName", made.Element("Id")!.Value));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Status, Is.EqualTo(status));
    }

    [Test]
    public void What_is_empty_is_left_out_where_AWS_leaves_it_out()
    {
        var cloud = new Cloud();
        var made = cloud.Call(
            Api, "CreateChangeSet", ("StackName", "small"), ("ChangeSetName", "first"), ("ChangeSetType", "CREATE"),
            ("TemplateBody", "Resources: { T: { Type: AWS::SNS::Topic } }"));
        var set = cloud.Call(Api, "DescribeChangeSet", ("ChangeSetName", made.Element("Id")!.Value));
        cloud.RunUntilQuiet();
        cloud.Call(Api, "ExecuteChangeSet", ("ChangeSetName", made.Element("Id")!.Value));
        cloud.RunUntilQuiet();
        var stack = cloud.Call(Api, "DescribeStacks").Element("Stacks")!.Elements().Single();
        Assert.Multiple(() =>
        {
            Assert.That(set.Elements().Select(e => e.Name.LocalName), Has.No.Member("Parameters").And.No.Member("Tags"));
            Assert.That(set.Elements().Select(e => e.Name.LocalName), Has.Member("Capabilities").And.Member("NotificationARNs").And.Member("Changes"));
            Assert.That(stack.Elements().Select(e => e.Name.LocalName), Has.No.Member("Parameters").And.No.Member("Outputs").And.No.Member("Capabilities"));
            Assert.That(stack.Elements().Select(e => e.Name.LocalName), Has.Member("Tags").And.Member("NotificationARNs"));
            Assert.That(stack.Element("LastUpdatedTime")?.Value, Is.Not.Null, "to execute a set counts as an update");
        });
    }

    [Test]
    public void Removing_a_database_takes_a_last_snapshot_unless_the_template_says_otherwise()
    {
        var cloud = Cloud.WithHouse();
        cloud.World.Resources.Of<DbInstance>().Single().Data.Append("row");
        var id = cloud.Stack.Id;
        cloud.Call(Api, "DeleteStack", ("StackName", "house"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.World.Resources.DatabaseSnapshots.Values.Single().Data.Rows, Is.EqualTo(new[] { "row" }));
        Assert.That(cloud.World.Resources.Of<Ec2Instance>(), Is.Empty);
        Assert.That(cloud.World.Resources.Of<S3Bucket>().Count(), Is.EqualTo(1), "its DeletionPolicy is Retain");
        Assert.That(
            cloud.Fail(Api, "DescribeStacks", ("StackName", "house")).Message, Is.EqualTo("Stack with id house does not exist"));
        var gone = cloud.Call(Api, "DescribeStacks", ("StackName", id));
        Assert.That(gone.Descendants("StackStatus").Single().Value, Is.EqualTo("DELETE_COMPLETE"));
    }

    [Test]
    public void Events_come_newest_first_and_pages_hold_still_while_new_ones_are_added()
    {
        var cloud = Cloud.WithHouse(new SandboxOptions { PageBytes = 3000 });
        var first = cloud.Call(Api, "DescribeStackEvents", ("StackName", "house"));
        var seen = first.Descendants("EventId").Select(e => e.Value).ToList();
        var before = cloud.Stack.Events.Count;
        cloud.CreateSet(HouseTemplate.Text("2"));
        cloud.RunUntilQuiet();
        cloud.Call(Api, "ExecuteChangeSet", ("StackName", "house"), ("ChangeSetName", "set"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Events, Has.Count.GreaterThan(before));
        var token = first.Element("NextToken")?.Value;
        while (token is not null)
        {
            var page = cloud.Call(Api, "DescribeStackEvents", ("StackName", "house"), ("NextToken", token));
            seen.AddRange(page.Descendants("EventId").Select(e => e.Value));
            token = page.Element("NextToken")?.Value;
        }

        Assert.That(seen, Is.EqualTo(cloud.Stack.Events.Take(before).Reverse().Select(e => e.EventId)));
    }

    [Test]
    public void DescribeEvents_tells_the_failures_of_an_operation()
    {
        var cloud = Cloud.WithHouse();
        cloud.World.Faults.Add(new WorldFault.UpdateFails("Instance", "no capacity"));
        cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        cloud.Call(Api, "ExecuteChangeSet", ("StackName", "house"), ("ChangeSetName", "set"));
        cloud.RunUntilQuiet();
        var failed = cloud.Call(Api, "DescribeEvents", ("StackName", "house"), ("Filters.FailedEvents", "true"))
            .Element("OperationEvents")!.Elements().Single();
        Assert.That(failed.Element("LogicalResourceId")!.Value, Is.EqualTo("Instance"));
        Assert.That(failed.Element("ResourceStatusReason")!.Value, Is.EqualTo("no capacity"));
        Assert.That(failed.Element("OperationType")!.Value, Is.EqualTo("UPDATE_STACK"));
    }

    [Test]
    public void Resources_are_listed_and_found_by_either_id()
    {
        var cloud = Cloud.WithHouse();
        var listed = cloud.Call(Api, "ListStackResources", ("StackName", "house")).Descendants("LogicalResourceId").Select(e => e.Value);
        Assert.That(listed, Is.EqualTo(cloud.Stack.Resources.Keys.Order(StringComparer.Ordinal)));
        var instance = cloud.World.Resources.Of<Ec2Instance>().Single().PhysicalId;
        var found = cloud.Call(Api, "DescribeStackResources", ("PhysicalResourceId", instance));
        Assert.That(found.Descendants("PhysicalResourceId").Select(e => e.Value), Does.Contain(instance));
        var one = cloud.Call(Api, "DescribeStackResource", ("StackName", "house"), ("LogicalResourceId", "Instance"));
        Assert.That(one.Descendants("PhysicalResourceId").Single().Value, Is.EqualTo(instance));
    }

    [Test]
    public void A_name_that_is_taken_cannot_be_created_again()
    {
        var cloud = Cloud.WithHouse();
        var (_, code, _) = Try(cloud);
        Assert.That(code, Is.EqualTo("AlreadyExistsException"));
    }

    private static (string, string)[] Members() =>
    [
        ("StackName", "house"), ("TemplateBody", HouseTemplate.Text()), ("Capabilities.member.1", "CAPABILITY_IAM"),
        ("Parameters.member.1.ParameterKey", "DatabasePassword"), ("Parameters.member.1.ParameterValue", "correct-horse"),
    ];

    private static void Create(Cloud cloud) => cloud.Call(Api, "CreateStack", Members());

    private static (int Status, string Code, string Message) Try(Cloud cloud) => cloud.Fail(Api, "CreateStack", Members());
}
