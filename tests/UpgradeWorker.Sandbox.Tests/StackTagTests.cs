using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Tests.Support;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Tags of a stack and what becomes of them on its resources.</summary>
[TestFixture]
public sealed class StackTagTests
{
    private Cloud cloud = null!;

    [SetUp]
    public void BuildTheHouse() => cloud = Cloud.WithHouse();

    [Test]
    public void A_new_tag_of_the_stack_changes_the_tags_of_every_resource_that_can_bear_them_and_nothing_else()
    {
        var set = Create(("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "night"), ("Tags.member.2.Key", "Greeting"), ("Tags.member.2.Value", "stack"));
        var changes = cloud.Changes(set, withValues: true);
        Assert.That(changes.Keys, Does.Contain("Database").And.Contain("Instance").And.Contain("Cache").And.Not.Contain("AddressToInstance"));
        Assert.That(changes.Values.Select(c => (c.Element("Action")!.Value, c.Element("Replacement")!.Value)), Is.All.EqualTo(("Modify", "False")));
        Assert.That(changes["Database"].Element("Scope")!.Elements().Select(s => s.Value), Is.EqualTo(new[] { "Tags" }));
        Assert.That(changes["Database"].Descendants("ChangeSource").Single().Value, Is.EqualTo("DirectModification"));

        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.RunUntilQuiet();
        var tags = cloud.Call("rds", "DescribeDBInstances").Descendants("TagList").Single().Elements();
        Assert.That(tags.Select(t => $"{t.Element("Key")!.Value}={t.Element("Value")!.Value}"), Is.EqualTo(new[] { "team=night", "Greeting=stack" }));
        Assert.That(
            cloud.Stack.Resources["Instance"].Deployed["Tags"]!.ToJsonString(),
            Is.EqualTo("""[{"Key":"Greeting","Value":"hello"},{"Key":"team","Value":"night"}]"""), "a resource's own tag wins");
    }

    [Test]
    public void Tags_left_out_are_kept_and_an_empty_list_clears_them()
    {
        Execute(Create(("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "night")));
        var kept = Create(("Parameters.member.2.ParameterKey", "Greeting"), ("Parameters.member.2.ParameterValue", "bye"));
        Assert.That(cloud.Changes(kept).Keys, Is.EqualTo(new[] { "Instance" }));
        Execute(kept);
        Assert.That(cloud.Call("cloudformation", "DescribeStacks").Descendants("Tags").Single().Elements().Count(), Is.EqualTo(1));

        Execute(Create(("Tags", ""), ("Parameters.member.2.ParameterKey", "Greeting"), ("Parameters.member.2.ParameterValue", "bye")));
        Assert.That(cloud.Call("cloudformation", "DescribeStacks").Descendants("Tags").Single().Elements(), Is.Empty);
        Assert.That(cloud.Call("rds", "DescribeDBInstances").Descendants("TagList").Single().Elements(), Is.Empty);
    }

    [Test]
    public void Drift_detection_leaves_the_tags_of_the_stack_out_and_looks_at_those_of_the_template()
    {
        Execute(Create(("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "night")));
        Tag(cloud.Stack.Resources["Database"], """[{"Key":"team","Value":"day"}]""");
        Tag(cloud.Stack.Resources["Instance"], """[{"Key":"Greeting","Value":"changed"},{"Key":"team","Value":"day"}]""");
        cloud.Call("cloudformation", "DetectStackDrift", ("StackName", "house"));
        cloud.RunUntilQuiet();
        var rows = cloud.Call("cloudformation", "DescribeStackResourceDrifts", ("StackName", "house")).Element("StackResourceDrifts")!.Elements()
            .ToDictionary(r => r.Element("LogicalResourceId")!.Value);
        Assert.That(rows["Database"].Element("StackResourceDriftStatus")!.Value, Is.EqualTo("IN_SYNC"));
        Assert.That(rows["Database"].Element("ExpectedProperties")!.Value, Does.Not.Contain("team"));
        Assert.That(rows["Instance"].Element("StackResourceDriftStatus")!.Value, Is.EqualTo("MODIFIED"));
        Assert.That(rows["Instance"].Element("PropertyDifferences")!.Descendants("PropertyPath").Single().Value, Is.EqualTo("/Tags/0/Value"));
    }

    private void Tag(StackResource resource, string tags) => cloud.World.ChangeByHand(resource.Physical, "Tags", JsonNode.Parse(tags));

    private string Create(params (string, string)[] more)
    {
        var set = cloud.Call(
            "cloudformation",
            "CreateChangeSet",
            [
                ("StackName", "house"), ("ChangeSetName", "up"), ("UsePreviousTemplate", "true"), ("Capabilities.member.1", "CAPABILITY_IAM"),
                ("Parameters.member.1.ParameterKey", "DatabasePassword"), ("Parameters.member.1.UsePreviousValue", "true"), .. more,
            ]).Element("Id")!.Value;
        cloud.RunUntilQuiet();
        return set;
    }

    private void Execute(string set)
    {
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.RunUntilQuiet();
    }
}
