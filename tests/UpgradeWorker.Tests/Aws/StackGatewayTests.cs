using System.Net;
using UpgradeWorker.Aws;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Tests.Aws;

public sealed class StackGatewayTests
{
    private const string StackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1";
    private const string Missing = "Stack with id tts does not exist";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_look_reads_parameters_outputs_all_pages_of_resources_and_the_template()
    {
        using var aws = new ScriptedAws()
            .Answers("DescribeStacks", $"""
                <Stacks><member><StackName>tts</StackName><StackId>{StackArn}</StackId><StackStatus>UPDATE_COMPLETE</StackStatus>
                <CreationTime>2026-01-01T00:00:00Z</CreationTime><RoleARN>arn:aws:iam::123456789012:role/cfn</RoleARN>
                <Parameters><member><ParameterKey>Password</ParameterKey><ParameterValue>****</ParameterValue></member>
                <member><ParameterKey>Ami</ParameterKey><ParameterValue>/ami</ParameterValue><ResolvedValue>ami-1</ResolvedValue></member></Parameters>
                <Outputs><member><OutputKey>VersionTag</OutputKey><OutputValue>3.30.0</OutputValue></member></Outputs>
                <Capabilities><member>CAPABILITY_IAM</member></Capabilities></member></Stacks>
                """)
            .Answers("ListStackResources", Resource("Server", "i-1") + "<NextToken>p2</NextToken>")
            .Answers("ListStackResources", Resource("Database", ""))
            .Answers("GetTemplate", "<TemplateBody>{\n  \"Resources\": {}}</TemplateBody>");

        var reading = await aws.Run(aws.Clients.Stacks.LookAsync(new StackKey("one"), "tts", CancellationToken.None));

        var look = reading!.Look;
        Assert.That(look.Stack, Is.EqualTo(new StackKey("one")));
        Assert.That(look.StackId, Is.EqualTo(new StackId(StackArn)));
        Assert.That(look.Status, Is.EqualTo("UPDATE_COMPLETE"));
        Assert.That(look.Parameters, Is.EqualTo(new[] { new StackParameter("Password", "****"), new StackParameter("Ami", "/ami", "ami-1") }));
        Assert.That(look.Output("VersionTag"), Is.EqualTo("3.30.0"));
        Assert.That(look.PhysicalId("Server"), Is.EqualTo("i-1"));
        Assert.That(look.Resources.Select(one => one.PhysicalId), Is.EqualTo(new[] { "i-1", null }));
        Assert.That(look.RoleArn, Is.EqualTo("arn:aws:iam::123456789012:role/cfn"));
        Assert.That(look.ChangeSetId, Is.Null);
        Assert.That(look.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.That(look.At, Is.EqualTo(aws.Time.GetUtcNow()));
        Assert.That(reading.TemplateBody, Is.EqualTo("{\n  \"Resources\": {}}"));
        Assert.That(look.TemplateSha256, Is.EqualTo("8c6ab730e1dd4c87a728bb080558dff64695f3a06ca46ac1cd0f47ff9409fad8"));
        Assert.That(aws.Requests[2]["NextToken"], Is.EqualTo("p2"));
    }

    [Test]
    public async Task A_stack_that_does_not_exist_is_null_not_a_fault()
    {
        using var aws = new ScriptedAws().Refuses("ValidationError", Missing).Refuses("ValidationError", Missing);

        Assert.That(await aws.Run(aws.Clients.Stacks.LookAsync(new StackKey("one"), "tts", CancellationToken.None)), Is.Null);
        Assert.That(await aws.Run(aws.Clients.Stacks.StatusAsync("tts", CancellationToken.None)), Is.Null);
    }

    [Test]
    public async Task A_stack_that_is_deleted_between_two_calls_is_null_too()
    {
        using var aws = new ScriptedAws().Answers("DescribeStacks", Described("CREATE_COMPLETE")).Refuses("ValidationError", Missing);

        Assert.That(await aws.Run(aws.Clients.Stacks.LookAsync(new StackKey("one"), "tts", CancellationToken.None)), Is.Null);
    }

    [Test]
    public async Task A_deleted_stack_that_AWS_still_lists_by_its_ARN_is_null()
    {
        using var aws = new ScriptedAws().Answers("DescribeStacks", Described("DELETE_COMPLETE"));

        Assert.That(await aws.Run(aws.Clients.Stacks.StatusAsync(StackArn, CancellationToken.None)), Is.Null);
    }

    [Test]
    public async Task Events_come_oldest_first_each_once_and_only_those_after_the_known_one()
    {
        using var aws = new ScriptedAws()
            .Answers("DescribeStackEvents", Events(("e5", 5), ("e4", 4), ("e3", 3)) + "<NextToken>p2</NextToken>")
            .Answers("DescribeStackEvents", Events(("e3", 3), ("e2", 2), ("e1", 1)) + "<NextToken>p3</NextToken>");

        var events = await aws.Run(aws.Clients.Stacks.EventsSinceAsync(StackArn, "e1", Noon, CancellationToken.None));

        Assert.That(events.Select(one => one.EventId), Is.EqualTo(new[] { "e2", "e3", "e4", "e5" }));
        Assert.That(aws.Requests, Has.Count.EqualTo(2), "the page after the known event is not asked for");
    }

    [Test]
    public async Task Events_from_before_the_given_instant_are_left_out()
    {
        using var aws = new ScriptedAws().Answers("DescribeStackEvents", Events(("e3", 3), ("e2", 2), ("e1", 1)) + "<NextToken>p2</NextToken>");

        var events = await aws.Run(aws.Clients.Stacks.EventsSinceAsync(StackArn, null, Noon.AddMinutes(2), CancellationToken.None));

        Assert.That(events.Select(one => one.EventId), Is.EqualTo(new[] { "e2", "e3" }));
    }

    [Test]
    public void A_service_that_gives_the_same_page_for_ever_is_not_followed()
    {
        using var aws = new ScriptedAws().Times(3, one => one.Answers("DescribeStackEvents", Events(("e1", 1)) + "<NextToken>same</NextToken>"));

        Assert.That(
            async () => await aws.Run(aws.Clients.Stacks.EventsSinceAsync(StackArn, null, Noon, CancellationToken.None)),
            Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_template_that_AWS_refuses_is_an_answer()
    {
        using var aws = new ScriptedAws().Refuses("ValidationError", "Template format error: unsupported structure.");

        var check = await aws.Run(aws.Clients.Stacks.ValidateAsync(TemplateSource.New.OfBody("no"), CancellationToken.None));

        Assert.That(check.Refusal, Does.Contain("unsupported structure"));
    }

    [Test]
    public async Task A_denied_look_is_a_fault_not_a_missing_stack()
    {
        using var aws = new ScriptedAws().Refuses("AccessDenied", "no", HttpStatusCode.Forbidden);

        var fault = await aws.Fault(aws.Clients.Stacks.LookAsync(new StackKey("one"), "tts", CancellationToken.None));

        Assert.That(fault.MissingAction, Is.EqualTo("cloudformation:DescribeStacks"));
    }

    private static string Described(string status) =>
        $"<Stacks><member><StackName>tts</StackName><StackId>{StackArn}</StackId><StackStatus>{status}</StackStatus></member></Stacks>";

    private static string Resource(string logicalId, string physicalId) =>
        $"<StackResourceSummaries><member><LogicalResourceId>{logicalId}</LogicalResourceId><PhysicalResourceId>{physicalId}</PhysicalResourceId>"
        + "<ResourceType>AWS::EC2::Instance</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member></StackResourceSummaries>";

    private static string Events(params (string Id, int Minute)[] events) => "<StackEvents>" + string.Concat(events.Select(one =>
        $"<member><EventId>{one.Id}</EventId><StackId>{StackArn}</StackId><LogicalResourceId>Server</LogicalResourceId>"
        + "<ResourceType>AWS::EC2::Instance</ResourceType><ResourceStatus>UPDATE_IN_PROGRESS</ResourceStatus>"
        + $"<Timestamp>2026-03-01T12:{one.Minute:00}:00.000Z</Timestamp></member>")) + "</StackEvents>";
}
