using System.Text.Json.Nodes;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Change sets, as AWS's API reference and user guide describe them.</summary>
[TestFixture]
public sealed class ChangeSetTests
{
    private const string Api = "cloudformation";

    [Test]
    public void A_set_without_changes_fails_with_the_text_that_everybody_parses()
    {
        var cloud = Cloud.WithHouse();
        var set = Describe(cloud, cloud.CreateSet(HouseTemplate.Text()));
        Assert.That(set.Element("Status")!.Value, Is.EqualTo("FAILED"));
        Assert.That(set.Element("ExecutionStatus")!.Value, Is.EqualTo("UNAVAILABLE"));
        Assert.That(
            set.Element("StatusReason")!.Value,
            Is.EqualTo("The submitted information didn't contain changes. Submit different information to create a change set."));
    }

    [Test]
    public void A_difference_in_outputs_alone_can_be_executed_although_it_lists_no_change()
    {
        var cloud = Cloud.WithHouse();
        var set = Describe(cloud, cloud.CreateSet(HouseTemplate.Text("1.0.1")));
        Assert.That(set.Element("Status")!.Value, Is.EqualTo("CREATE_COMPLETE"));
        Assert.That(set.Element("Changes")!.Elements(), Is.Empty);
        cloud.Call(Api, "ExecuteChangeSet", ("ChangeSetName", set.Element("ChangeSetId")!.Value));
        cloud.RunUntilQuiet();
        Assert.That(cloud.Stack.Output("VersionTag"), Is.EqualTo("1.0.1"));
    }

    [Test]
    public void A_set_shows_pending_then_in_progress_then_complete()
    {
        var cloud = Cloud.WithHouse();
        var id = cloud.CreateSet(HouseTemplate.Text("2"));
        string Status() => cloud.Call(Api, "DescribeChangeSet", ("ChangeSetName", id)).Element("Status")!.Value;
        Assert.That(Status(), Is.EqualTo("CREATE_PENDING"));
        cloud.Pass(TimeSpan.FromSeconds(4));
        Assert.That(Status(), Is.EqualTo("CREATE_IN_PROGRESS"));
        cloud.Pass(TimeSpan.FromSeconds(4));
        Assert.That(Status(), Is.EqualTo("CREATE_COMPLETE"));
    }

    [Test]
    public void A_parameter_gives_a_static_and_a_dynamic_detail()
    {
        var cloud = Cloud.WithHouse();
        var change = Changes(cloud, ("KeyName", "second"))["Instance"];
        Assert.That(change.Element("Replacement")!.Value, Is.EqualTo("True"));
        Assert.That(change.Element("PolicyAction")!.Value, Is.EqualTo("ReplaceAndDelete"));
        Assert.That(
            Details(change),
            Is.EqualTo(new[] { "KeyName Static ParameterReference KeyName Always", "KeyName Dynamic DirectModification  Always" }));
    }

    [Test]
    public void What_refers_to_a_replaced_instance_is_perhaps_replaced_too()
    {
        var cloud = Cloud.WithHouse();
        var change = Changes(cloud, ("KeyName", "second"))["AddressToInstance"];
        Assert.That(change.Element("Replacement")!.Value, Is.EqualTo("Conditional"));
        Assert.That(Details(change), Is.EqualTo(new[] { "InstanceId Dynamic ResourceReference Instance Always" }));
    }

    [TestCase("Greeting", "good day", "Instance", "False", null, "Tags")]
    [TestCase("InstanceType", "t3.large", "Instance", "Conditional", "ReplaceAndDelete", "Properties")]
    [TestCase("DatabaseSnapshot", "some", "Database", "True", "ReplaceAndDelete", "Properties")]
    [TestCase("CacheSnapshot", "some", "Cache", "True", "ReplaceAndDelete", "Properties")]
    [TestCase("CachePort", "6380", "Cache", "True", "ReplaceAndDelete", "Properties")]
    public void Replacement_follows_the_property(string key, string value, string id, string replacement, string? policy, string scope)
    {
        var change = Changes(Cloud.WithHouse(), (key, value))[id];
        Assert.That(change.Element("Replacement")!.Value, Is.EqualTo(replacement));
        Assert.That(change.Element("PolicyAction")?.Value, Is.EqualTo(policy));
        Assert.That(change.Element("Scope")!.Value, Is.EqualTo(scope));
    }

    [Test]
    public void Property_values_come_only_when_asked_for()
    {
        var cloud = Cloud.WithHouse();
        var id = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"));
        cloud.RunUntilQuiet();
        var plain = cloud.Changes(id)["Instance"];
        var full = cloud.Changes(id, withValues: true)["Instance"];
        Assert.That(plain.Element("BeforeContext"), Is.Null);
        var before = JsonNode.Parse(full.Element("BeforeContext")!.Value)!["Properties"]!;
        Assert.That(before["KeyName"]!.ToString(), Is.EqualTo("first"));
        var target = full.Descendants("Target").First();
        Assert.That(target.Element("AfterValue")!.Value, Is.EqualTo("second"));
        Assert.That(target.Element("Path")!.Value, Is.EqualTo("/Properties/KeyName"));
    }

    [Test]
    public void The_same_name_with_the_same_token_is_a_retry_and_with_another_a_clash()
    {
        var cloud = Cloud.WithHouse();
        (string, string)[] Members(string token) =>
        [
            ("StackName", "house"), ("ChangeSetName", "a"), ("ClientToken", token), ("UsePreviousTemplate", "true"),
            ("Capabilities.member.1", "CAPABILITY_IAM"), ("Parameters.member.1.ParameterKey", "DatabasePassword"),
            ("Parameters.member.1.UsePreviousValue", "true"),
        ];
        var first = cloud.Call(Api, "CreateChangeSet", Members("one")).Element("Id")!.Value;
        cloud.RunUntilQuiet();
        Assert.That(cloud.Call(Api, "CreateChangeSet", Members("one")).Element("Id")!.Value, Is.EqualTo(first));
        var (_, code, message) = cloud.Fail(Api, "CreateChangeSet", Members("two"));
        Assert.That(code, Is.EqualTo("AlreadyExistsException"));
        Assert.That(message, Does.EndWith("mismatch with existing attribute ClientToken"));
    }

    [Test]
    public void Removal_names_what_the_deletion_policy_does()
    {
        var cloud = Cloud.WithHouse();
        var without = HouseTemplate.Text().Replace("  Blobs:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Retain\n", "", StringComparison.Ordinal);
        var id = cloud.CreateSet(without);
        cloud.RunUntilQuiet();
        var change = cloud.Changes(id)["Blobs"];
        Assert.That((change.Element("Action")!.Value, change.Element("PolicyAction")!.Value), Is.EqualTo(("Remove", "Retain")));
        Assert.That(change.Element("Replacement"), Is.Null);
        cloud.Call(Api, "ExecuteChangeSet", ("ChangeSetName", id));
        cloud.RunUntilQuiet();
        Assert.That(cloud.World.Resources.Of<S3Bucket>().Count(), Is.EqualTo(1));
        Assert.That(cloud.Stack.Events.Select(e => e.Status), Does.Contain("DELETE_SKIPPED"));
    }

    [Test]
    public void Long_sets_come_in_pages()
    {
        var cloud = Cloud.WithHouse(new SandboxOptions { PageBytes = 700 });
        var id = cloud.CreateSet(HouseTemplate.Text(), ("KeyName", "second"), ("CachePort", "6380"));
        cloud.RunUntilQuiet();
        List<string> seen = [];
        string? token = null;
        do
        {
            (string, string)[] members = token is null ? [("ChangeSetName", id)] : [("ChangeSetName", id), ("NextToken", token)];
            var page = cloud.Call(Api, "DescribeChangeSet", members);
            seen.AddRange(page.Descendants("LogicalResourceId").Select(e => e.Value));
            token = page.Element("NextToken")?.Value;
        }
        while (token is not null);
        Assert.That(seen, Is.EqualTo(new[] { "AddressToInstance", "Cache", "Instance" }));
    }

    [Test]
    public void A_set_that_reverts_drift_compares_with_what_is_there()
    {
        var cloud = Cloud.WithHouse();
        var database = cloud.World.Resources.Of<DbInstance>().Single();
        cloud.World.ChangeByHand(database, "DBInstanceClass", "db.m5.large");
        cloud.Call(
            Api,
            "CreateChangeSet",
            ("StackName", "house"),
            ("ChangeSetName", "revert"),
            ("UsePreviousTemplate", "true"),
            ("DeploymentMode", "REVERT_DRIFT"),
            ("Capabilities.member.1", "CAPABILITY_IAM"),
            ("Parameters.member.1.ParameterKey", "DatabasePassword"),
            ("Parameters.member.1.UsePreviousValue", "true"));
        cloud.RunUntilQuiet();
        var set = cloud.Stack.ChangeSets["revert"].Id;
        var change = cloud.Changes(set, withValues: true)["Database"];
        Assert.That(change.Element("ResourceDriftStatus")!.Value, Is.EqualTo("MODIFIED"));
        Assert.That(change.Descendants("Drift").Single().Element("ActualValue")!.Value, Is.EqualTo("db.m5.large"));
        cloud.Call(Api, "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.RunUntilQuiet();
        Assert.That(database.Text("DBInstanceClass"), Is.EqualTo("db.t3.medium"));
    }

    private static Dictionary<string, XElement> Changes(Cloud cloud, params (string Key, string Value)[] parameters)
    {
        var id = cloud.CreateSet(HouseTemplate.Text(), parameters);
        cloud.RunUntilQuiet();
        return cloud.Changes(id);
    }

    private static XElement Describe(Cloud cloud, string set)
    {
        cloud.RunUntilQuiet();
        return cloud.Call(Api, "DescribeChangeSet", ("ChangeSetName", set));
    }

    private static string[] Details(XElement change) =>
    [
        .. change.Element("Details")!.Elements().Select(d =>
            $"{d.Element("Target")!.Element("Name")?.Value} {d.Element("Evaluation")!.Value} {d.Element("ChangeSource")!.Value} {d.Element("CausingEntity")?.Value} {d.Element("Target")!.Element("RequiresRecreation")!.Value}"),
    ];
}
