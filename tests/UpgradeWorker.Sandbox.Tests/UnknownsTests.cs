using System.Text;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.Tests.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>What the sandbox does not emulate it names, in each protocol and in templates; it never guesses.</summary>
[TestFixture]
public sealed class UnknownsTests
{
    [TestCase("cloudformation", "ListStackSets")]
    [TestCase("rds", "ModifyDBInstance")]
    [TestCase("elasticache", "DeleteReplicationGroup")]
    [TestCase("sts", "GetSessionToken")]
    public void An_action_of_a_Query_service(string service, string action) => Assert.That(
        new Cloud().Fail(service, action),
        Is.EqualTo((400, "InvalidAction", $"The sandbox does not emulate the action '{action}' of {service}.")));

    [TestCase("cloudformation", "ExecuteChangeSet", "RetainAll")]
    [TestCase("cloudformation", "CreateChangeSet", "DeploymentConfig.Mode")]
    [TestCase("rds", "CreateDBSnapshot", "Encrypted")]
    [TestCase("elasticache", "CreateSnapshot", "Nodes.member.1")]
    [TestCase("sts", "AssumeRole", "SerialNumber")]
    public void A_member_of_a_Query_request(string service, string action, string member) => Assert.That(
        new Cloud().Fail(service, action, (member, "x")).Message,
        Is.EqualTo($"The sandbox does not emulate the member '{member}' of {action}."));

    [Test]
    public void Another_version_of_a_Query_service()
    {
        var cloud = new Cloud();
        var request = cloud.Sign("rds", "POST", "/", "", Encoding.UTF8.GetBytes("Action=DescribeDBInstances&Version=2009-10-16"), "application/x-www-form-urlencoded");
        Assert.That(Text(cloud, request), Does.Contain("The sandbox knows version 2014-10-31 of rds, not 2009-10-16."));
    }

    [TestCase("StartSession", "{}", "UnknownOperationException", "The sandbox does not emulate the operation 'StartSession' of ssm.")]
    [TestCase("ListCommands", """{"Wanted":1}""", "ValidationException", "The sandbox does not emulate the member 'Wanted' of ListCommands.")]
    [TestCase(
        "DescribeInstanceInformation", """{"Filters":[{"Key":"Colour","Values":["red"]}]}""", "InvalidFilterKey",
        "The sandbox does not emulate the filter 'Colour'.")]
    public async Task An_operation_a_member_and_a_filter_of_a_JSON_service(string operation, string input, string code, string says)
    {
        var world = new VendorWorld();
        var refusal = await Assert.ThrowsAsync<AwsException>(() => world.Client.Ssm(operation, (JsonObject)JsonNode.Parse(input)!));
        Assert.That((refusal!.Code, refusal.Message), Is.EqualTo((code, says)));
    }

    [TestCase("POST", "uploads=", "does not emulate")]
    [TestCase("GET", "versioning=", "does not emulate")]
    [TestCase("PUT", "acl=", "does not emulate")]
    public void A_request_of_S3(string method, string query, string says)
    {
        var cloud = Cloud.WithHouse();
        var bucket = cloud.World.Resources.Of<S3Bucket>().Single().PhysicalId;
        var text = Text(cloud, cloud.Sign("s3", method, $"/{bucket}/key", query, [], "text/plain"));
        Assert.That(text, Does.Contain("<Code>NotImplemented</Code>").And.Contain(says).And.Contain(query.TrimEnd('=')));
    }

    [TestCase("Transform: AWS::Serverless-2016-10-31\nResources: { T: { Type: AWS::SNS::Topic } }", "Transform")]
    [TestCase("Resources: { T: { Type: AWS::Glue::Job } }", "AWS::Glue::Job (resource T)")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic, Properties: { Colour: red } } }", "property Colour of AWS::SNS::Topic (resource T)")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: !ImportValue x } } }", "Fn::ImportValue")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic, CreationPolicy: { ResourceSignal: { Count: 1 } } } }", "CreationPolicy (resource T)")]
    public void A_feature_of_a_template(string template, string feature) => Assert.That(
        new Cloud().Fail("cloudformation", "ValidateTemplate", ("TemplateBody", template)),
        Is.EqualTo((400, "ValidationError", $"The sandbox does not emulate the template feature {feature}.")));

    [Test]
    public void A_template_with_more_than_CloudFormation_takes()
    {
        string Template(string section, string entry, int count) => $"{section}:\n"
            + string.Concat(Enumerable.Range(0, count).Select(i => $"  E{i}: {entry}\n"))
            + (section == "Resources" ? "" : "Resources: { T: { Type: AWS::SNS::Topic } }\n");
        var cloud = new Cloud();
        Assert.That(
            cloud.Fail("cloudformation", "ValidateTemplate", ("TemplateBody", Template("Parameters", "{ Type: String }", 201))).Message,
            Does.Contain("Number of parameters, 201, is greater than maximum allowed, 200"));
        Assert.That(
            cloud.Fail("cloudformation", "ValidateTemplate", ("TemplateBody", Template("Resources", "{ Type: AWS::SNS::Topic }", 501))).Message,
            Does.Contain("Number of resources, 501, is greater than maximum allowed, 500"));
    }

    [TestCase("ClientToken", "-x", "'clientToken'")]
    [TestCase("Description", "long", "'description'")]
    [TestCase("ChangeSetName", "1x", "'changeSetName'")]
    public void A_member_that_breaks_its_own_rule_is_named(string member, string value, string says)
    {
        var cloud = Cloud.WithHouse();
        var members = new Dictionary<string, string>
        {
            ["StackName"] = "house",
            ["ChangeSetName"] = "up",
            ["UsePreviousTemplate"] = "true",
            [member] = value == "long" ? new string('x', 1025) : value,
        };
        Assert.That(cloud.Fail("cloudformation", "CreateChangeSet", [.. members.Select(m => (m.Key, m.Value))]).Message, Does.Contain(says));
    }

    private static string Text(Cloud cloud, SandboxRequest request) =>
        cloud.Aws.Server.HandleAsync(request, CancellationToken.None).GetAwaiter().GetResult().Text;
}
