using System.Xml.Linq;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>What execution does to change sets (user guide "Execute a change set").</summary>
[TestFixture]
public sealed class ChangeSetExecutionTests
{
    private const string Api = "cloudformation";

    [Test]
    public void Executing_deletes_the_siblings_and_leaves_the_set_to_be_found_by_its_ARN_alone()
    {
        var cloud = Cloud.WithHouse();
        var one = cloud.CreateSet("one", HouseTemplate.Text("1.1"));
        cloud.CreateSet("two", HouseTemplate.Text("1.2"));
        cloud.RunUntilQuiet();
        cloud.Call(Api, "ExecuteChangeSet", ("ChangeSetName", one));
        cloud.RunUntilQuiet();
        Assert.That(Describe(cloud, one).Element("ExecutionStatus")!.Value, Is.EqualTo("EXECUTE_COMPLETE"));
        Assert.That(cloud.Call(Api, "ListChangeSets", ("StackName", "house")).Element("Summaries")!.Elements(), Is.Empty);
        Assert.That(
            cloud.Fail(Api, "DescribeChangeSet", ("StackName", "house"), ("ChangeSetName", "two")),
            Is.EqualTo((404, "ChangeSetNotFound", "ChangeSet [two] does not exist")));
        Assert.That(
            cloud.Call(Api, "DescribeStacks", ("StackName", "house")).Descendants("ChangeSetId").Single().Value, Is.EqualTo(one));
    }

    [Test]
    public void An_update_without_a_set_makes_the_sets_obsolete()
    {
        var cloud = Cloud.WithHouse();
        var set = cloud.CreateSet(HouseTemplate.Text("1.1"));
        cloud.RunUntilQuiet();
        cloud.Call(
            Api,
            "UpdateStack",
            ("StackName", "house"),
            ("UsePreviousTemplate", "true"),
            ("Capabilities.member.1", "CAPABILITY_IAM"),
            ("Parameters.member.1.ParameterKey", "DatabasePassword"),
            ("Parameters.member.1.UsePreviousValue", "true"),
            ("Parameters.member.2.ParameterKey", "Greeting"),
            ("Parameters.member.2.ParameterValue", "good day"));
        cloud.RunUntilQuiet();
        Assert.That(Describe(cloud, set).Element("ExecutionStatus")!.Value, Is.EqualTo("OBSOLETE"));
        Assert.That(cloud.Fail(Api, "ExecuteChangeSet", ("ChangeSetName", set)).Code, Is.EqualTo("InvalidChangeSetStatus"));
    }

    [Test]
    public void A_set_that_failed_cannot_be_executed()
    {
        var cloud = Cloud.WithHouse();
        var set = cloud.CreateSet(HouseTemplate.Text());
        cloud.RunUntilQuiet();
        var (status, code, message) = cloud.Fail(Api, "ExecuteChangeSet", ("ChangeSetName", set));
        Assert.That((status, code), Is.EqualTo((400, "InvalidChangeSetStatus")));
        Assert.That(message, Is.EqualTo($"ChangeSet [{set}] cannot be executed in its current status of [FAILED]"));
    }

    [Test]
    public void A_second_execution_of_a_running_set_is_refused_and_does_nothing()
    {
        var cloud = Cloud.WithHouse();
        var set = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        cloud.Call(Api, "ExecuteChangeSet", ("ChangeSetName", set), ("ClientRequestToken", "t"));
        Assert.That(
            cloud.Fail(Api, "ExecuteChangeSet", ("ChangeSetName", set), ("ClientRequestToken", "t")).Code,
            Is.EqualTo("InvalidChangeSetStatus"));
        cloud.RunUntilQuiet();
        Assert.That(cloud.World.Resources.Ever.OfType<Ec2Instance>().Count(), Is.EqualTo(2));
    }

    private static XElement Describe(Cloud cloud, string set)
    {
        cloud.RunUntilQuiet();
        return cloud.Call(Api, "DescribeChangeSet", ("ChangeSetName", set));
    }
}
