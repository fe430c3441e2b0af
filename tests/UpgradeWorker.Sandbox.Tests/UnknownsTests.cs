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
    [TestCase("cloudformation", "CreateChangeSet", "ResourceTypes.member.1")]
    [TestCase("cloudformation", "CreateStack", "TimeoutInMinutes")]
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
    [TestCase(
        "ListCommandInvocations", """{"Details":"yes"}""", "SerializationException",
        "A member of ListCommandInvocations has a value of another kind: An element of type 'String' cannot be converted to a 'System.Boolean'.")]
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
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: 'x{{resolve:ssm:y}}' } } }", "dynamic reference x{{resolve:ssm:y}}")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: !Cidr [a, 1, 2] } } }", "Fn::Cidr")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: !Colour x } } }", "!Colour (line 1)")]
    [TestCase("Resources: { T: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: x } } }", "AWS::CloudFormation::Stack (resource T)")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic } }\nRules: { R: { } }", "Rules")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Value: !GetAtt T.Colour } }", "Fn::GetAtt T.Colour of AWS::SNS::Topic")]
    public void A_feature_of_a_template(string template, string feature) => Assert.That(
        new Cloud().Fail("cloudformation", "ValidateTemplate", ("TemplateBody", template)),
        Is.EqualTo((400, "ValidationError", $"The sandbox does not emulate the template feature {feature}.")));

    [TestCase("Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Value: x, Colour: red } }", "Invalid template output property 'Colour' in output O")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Description: x } }", "[/Outputs/O] Every Outputs member must contain a Value object.")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic } }\nMappings: { M: { K: x } }", "[/Mappings/M/K] must be an object.")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic } }\nParameters: { P: { Type: AWS::Colour } }", "Unrecognized parameter type: AWS::Colour of parameter P")]
    [TestCase("{\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\",\"Properties\":{\"TopicName\":{\"Fn::Foo\":1,\"a\":2}}}}}", "Fn::Foo must stand alone, not among other members")]
    [TestCase("Resources: { T: { Type: AWS::SNS::Topic, DependsOn: { a: [ ] } } }", "[/Resources/T/DependsOn] must be a name or a list of names.")]
    public void A_place_where_a_template_is_wrong(string template, string says) => Assert.That(
        new Cloud().Fail("cloudformation", "ValidateTemplate", ("TemplateBody", template)),
        Is.EqualTo((400, "ValidationError", $"Template format error: {says}")));

    [TestCase("OnStackFailure", "DO_NOTHING", "OnStackFailure DO_NOTHING of a change set of the type UPDATE")]
    [TestCase("OnStackFailure", "DELETE", "OnStackFailure DELETE of a change set of the type UPDATE")]
    [TestCase("ImportExistingResources", "true", "ImportExistingResources")]
    [TestCase("ChangeSetType", "IMPORT", "ChangeSetType IMPORT")]
    [TestCase("Capabilities.member.1", "CAPABILITY_COLOUR", "'[CAPABILITY_COLOUR]' at 'capabilities'")]
    [TestCase("DeploymentMode", "FASTER", "'FASTER' at 'deploymentMode'")]
    [TestCase("TemplateURL", "https://example.test/t.yaml", "Only one of TemplateBody, TemplateURL and UsePreviousTemplate")]
    public void A_value_of_a_change_set(string member, string value, string says) => Assert.That(
        Cloud.WithHouse().Fail(
            "cloudformation", "CreateChangeSet", ("StackName", "house"), ("ChangeSetName", "up"), ("UsePreviousTemplate", "true"), (member, value)).Message,
        Does.Contain(says));

    [Test]
    public void What_an_execution_would_do_otherwise()
    {
        var cloud = Cloud.WithHouse();
        var set = cloud.CreateSet(HouseTemplate.Text("2.0.0"));
        cloud.RunUntilQuiet();
        Assert.That(
            cloud.Fail("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set), ("RetainExceptOnCreate", "true")).Message,
            Is.EqualTo("The sandbox does not emulate RetainExceptOnCreate."));
    }

    [TestCase("application/x-www-form-urlencoded", null, "<Message>The sandbox does not emulate the service 'ec2'.</Message>")]
    [TestCase("application/x-amz-json-1.1", "Colour.Red", "\"message\":\"The sandbox does not emulate the service \\u0027ec2\\u0027.\"")]
    [TestCase("text/plain", null, "The sandbox does not emulate the service 'ec2'.")]
    public void A_service_in_each_protocol(string contentType, string? target, string says)
    {
        var cloud = new Cloud();
        var request = cloud.Sign("ec2", "POST", "/", "", Encoding.UTF8.GetBytes("Action=DescribeInstances"), contentType);
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase);
        if (target is not null)
        {
            headers["x-amz-target"] = target;
        }

        Assert.That(Text(cloud, request with { Headers = headers }), Does.Contain(says));
    }

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
