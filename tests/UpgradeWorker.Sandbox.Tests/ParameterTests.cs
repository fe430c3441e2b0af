using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Tests.Support;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Parameters (user guide "Parameters", API reference "Parameter").</summary>
[TestFixture]
public sealed class ParameterTests
{
    private const string Api = "cloudformation";

    [Test]
    public void A_parameter_left_out_falls_to_the_template_default_not_to_the_live_value()
    {
        var cloud = Cloud.WithHouse(null, null, ("Greeting", "good day"));
        var set = Create(cloud, ("DatabasePassword", null));
        Assert.That(
            cloud.Changes(set)["Instance"].Descendants("CausingEntity").Single().Value, Is.EqualTo("Greeting"));
    }

    [Test]
    public void A_secret_reads_back_as_asterisks_also_in_events()
    {
        var cloud = Cloud.WithHouse();
        var stack = cloud.Call(Api, "DescribeStacks", ("StackName", "house"));
        var secret = stack.Descendants("Parameters").Elements().Single(p => p.Element("ParameterKey")!.Value == "DatabasePassword");
        Assert.That(secret.Element("ParameterValue")!.Value, Is.EqualTo("****"));
        Assert.That(cloud.Stack.Events.Where(e => e.Properties?.Contains("correct-horse", StringComparison.Ordinal) == true), Is.Empty);
    }

    [TestCase("InstanceType", "t9.huge", "Parameter 'InstanceType' must be one of AllowedValues")]
    [TestCase("DatabasePassword", "short", "Parameter 'DatabasePassword' must contain at least 8 characters")]
    [TestCase("Nonsense", "x", "Parameters: [Nonsense] do not exist in the template")]
    public void A_value_that_the_template_does_not_allow_is_refused_at_once(string key, string value, string message)
    {
        var cloud = Cloud.WithHouse();
        (string, string?)[] inputs = key == "DatabasePassword" ? [(key, value)] : [("DatabasePassword", null), (key, value)];
        Assert.That(cloud.Fail(Api, "CreateChangeSet", Members(inputs)), Is.EqualTo((400, "ValidationError", message)));
    }

    [Test]
    public void A_value_that_nobody_gives_is_missed_by_name()
    {
        var cloud = Cloud.WithHouse();
        Assert.That(
            cloud.Fail(Api, "CreateChangeSet", Members()),
            Is.EqualTo((400, "ValidationError", "Parameters: [DatabasePassword] must have values")));
    }

    [Test]
    public void UsePreviousValue_of_a_key_that_the_stack_does_not_have_is_refused()
    {
        var cloud = Cloud.WithHouse();
        var template = HouseTemplate.Text().Replace("  Greeting:", "  Fresh: { Type: String, Default: a }\n  Greeting:", StringComparison.Ordinal);
        (string, string)[] members =
        [
            ("StackName", "house"), ("ChangeSetName", "s"), ("TemplateBody", template), ("Capabilities.member.1", "CAPABILITY_IAM"),
            ("Parameters.member.1.ParameterKey", "Fresh"), ("Parameters.member.1.UsePreviousValue", "true"),
        ];
        Assert.That(cloud.Fail(Api, "CreateChangeSet", members).Message, Does.Contain("Fresh"));
    }

    [Test]
    public void Capabilities_are_asked_for_anew_each_time()
    {
        var cloud = Cloud.WithHouse();
        (string, string)[] members =
        [
            ("StackName", "house"), ("ChangeSetName", "s"), ("UsePreviousTemplate", "true"),
            ("Parameters.member.1.ParameterKey", "DatabasePassword"), ("Parameters.member.1.UsePreviousValue", "true"),
        ];
        Assert.That(
            cloud.Fail(Api, "CreateChangeSet", members),
            Is.EqualTo((400, "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]")));
    }

    [Test]
    public void An_SSM_parameter_is_looked_up_anew_so_that_an_unrelated_set_changes_the_image()
    {
        var template = HouseTemplate.Text().Replace(
            "Image: { Type: String, Default: ami-00000000000000001 }",
            "Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /images/newest }",
            StringComparison.Ordinal);
        var cloud = new Cloud();
        cloud.World.SsmParameters["/images/newest"] = "ami-1";
        cloud.Aws.CloudFormation.Seed("house", template, [new ParameterInput("DatabasePassword", "correct-horse")]);
        cloud.World.SsmParameters["/images/newest"] = "ami-2";
        var set = Create(cloud, ("DatabasePassword", null), ("Image", null));
        Assert.That(cloud.Changes(set)["Instance"].Element("Replacement")!.Value, Is.EqualTo("True"));
    }

    [Test]
    public void An_empty_list_wipes_tags_and_an_absent_one_keeps_them()
    {
        var cloud = Cloud.WithHouse();
        void Update(string version, params (string, string)[] more)
        {
            var keep = Members(("DatabasePassword", null)).Where(m => m.Item1 != "UsePreviousTemplate").ToArray();
            cloud.Call(Api, "CreateChangeSet", [.. keep, ("TemplateBody", HouseTemplate.Text(version)), .. more]);
            cloud.RunUntilQuiet();
            cloud.Call(Api, "ExecuteChangeSet", ("StackName", "house"), ("ChangeSetName", "s"));
            cloud.RunUntilQuiet();
        }

        Update("2", ("Tags.member.1.Key", "owner"), ("Tags.member.1.Value", "me"));
        Update("3");
        Assert.That(cloud.Stack.Settings.Tags, Has.Count.EqualTo(1));
        Update("4", ("Tags", ""));
        Assert.That(cloud.Stack.Settings.Tags, Is.Empty);
    }

    private static string Create(Cloud cloud, params (string Key, string? Value)[] inputs)
    {
        var id = cloud.Call(Api, "CreateChangeSet", Members(inputs)).Element("Id")!.Value;
        cloud.RunUntilQuiet();
        return id;
    }

    // Null = UsePreviousValue.
    private static (string, string)[] Members(params (string Key, string? Value)[] inputs) =>
    [
        ("StackName", "house"), ("ChangeSetName", "s"), ("UsePreviousTemplate", "true"), ("Capabilities.member.1", "CAPABILITY_IAM"),
        .. inputs.SelectMany((input, i) => new[]
        {
            ($"Parameters.member.{i + 1}.ParameterKey", input.Key),
            input.Value is null
                ? ($"Parameters.member.{i + 1}.UsePreviousValue", "true")
                : ($"Parameters.member.{i + 1}.ParameterValue", input.Value),
        }),
    ];
}
