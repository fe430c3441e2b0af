using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class ChangeSetGatewayTests
{
    private const string SetArn = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/uw-r1-final/9";

    [Test]
    public async Task A_draft_sends_what_it_says_and_no_empty_list()
    {
        using var aws = new ScriptedAws().Answers("CreateChangeSet", $"<Id>{SetArn}</Id>");

        var arn = await aws.Run(aws.Clients.ChangeSets.CreateAsync(
            Some.Draft() with { Parameters = [], Capabilities = [] }, CancellationToken.None));

        Assert.That(arn, Is.EqualTo(SetArn));
        Assert.That(aws.Requests[0].Keys.Except(["Action", "Version"]), Is.EquivalentTo(new[]
        {
            "ChangeSetName", "ChangeSetType", "ClientToken", "Description", "StackName", "UsePreviousTemplate",
        }));
    }

    [Test]
    public async Task Previous_values_are_sent_without_a_value()
    {
        using var aws = new ScriptedAws().Answers("CreateChangeSet", $"<Id>{SetArn}</Id>");

        await aws.Run(aws.Clients.ChangeSets.CreateAsync(
            Some.Draft() with { Parameters = [new("A", null, true), new("B", "x", false)] }, CancellationToken.None));

        var form = aws.Requests[0];
        Assert.That(form["Parameters.member.1.UsePreviousValue"], Is.EqualTo("true"));
        Assert.That(form, Does.Not.ContainKey("Parameters.member.1.ParameterValue"));
        Assert.That(form["Parameters.member.2.ParameterValue"], Is.EqualTo("x"));
        Assert.That(form, Does.Not.ContainKey("Parameters.member.2.UsePreviousValue"));
        Assert.That(form["Capabilities.member.1"], Is.EqualTo("CAPABILITY_IAM"));
    }

    [Test]
    public async Task A_lost_answer_to_a_creation_is_repeated_with_the_same_token()
    {
        using var aws = new ScriptedAws().Throws(HttpRequestError.ResponseEnded).Answers("CreateChangeSet", $"<Id>{SetArn}</Id>");

        Assert.That(await aws.Run(aws.Clients.ChangeSets.CreateAsync(Some.Draft(), CancellationToken.None)), Is.EqualTo(SetArn));
        Assert.That(aws.Requests.Select(form => form["ClientToken"]), Is.EqualTo(new[] { "uw-r1-1-final", "uw-r1-1-final" }));
    }

    [Test]
    public async Task A_name_that_is_taken_by_our_own_change_set_is_that_change_set()
    {
        using var aws = new ScriptedAws().Refuses("AlreadyExistsException").Answers(
            "DescribeChangeSet", $"<ChangeSetId>{SetArn}</ChangeSetId><Description>{Some.Draft().Description}</Description><Status>CREATE_COMPLETE</Status>");

        Assert.That(await aws.Run(aws.Clients.ChangeSets.CreateAsync(Some.Draft(), CancellationToken.None)), Is.EqualTo(SetArn));
    }

    [Test]
    public async Task A_name_that_is_taken_by_somebody_else_is_a_conflict()
    {
        using var aws = new ScriptedAws().Refuses("AlreadyExistsException").Answers(
            "DescribeChangeSet", $"<ChangeSetId>{SetArn}</ChangeSetId><Description>mine</Description><Status>CREATE_COMPLETE</Status>");

        var fault = await aws.Fault(aws.Clients.ChangeSets.CreateAsync(Some.Draft(), CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.Conflict));
    }

    [Test]
    public async Task A_description_joins_all_pages_without_and_with_values()
    {
        using var aws = new ScriptedAws()
            .Answers("DescribeChangeSet", Page(Change("Server", "False", null)) + "<NextToken>p2</NextToken>")
            .Answers("DescribeChangeSet", Page(Change("Database", "Conditional", null)))
            .Answers("DescribeChangeSet", Page(Change("Server", "True", "/Properties/ImageId")));

        var described = await aws.Run(aws.Clients.ChangeSets.DescribeAsync(SetArn, CancellationToken.None));

        Assert.That(described!.Changes.Select(one => (one.LogicalId, one.Replacement)), Is.EqualTo(new[] { ("Server", "True"), ("Database", "Conditional") }));
        Assert.That(described.Changes[0].Details.Single().Path, Is.EqualTo("/Properties/ImageId"));
        Assert.That(described.Changes[0].Details.Single().CausingEntity, Is.EqualTo("InstanceAmi"));
        Assert.That(described.HasMore, Is.False);
        Assert.That(aws.Requests.Select(form => form.GetValueOrDefault("IncludePropertyValues")), Is.EqualTo(new[] { null, null, "true" }));
    }

    [Test]
    public async Task A_change_set_that_is_not_made_yet_is_described_once()
    {
        using var aws = new ScriptedAws().Answers("DescribeChangeSet", Page("", "CREATE_IN_PROGRESS"));

        Assert.That((await aws.Run(aws.Clients.ChangeSets.DescribeAsync(SetArn, CancellationToken.None)))!.Status, Is.EqualTo("CREATE_IN_PROGRESS"));
    }

    [Test]
    public async Task A_change_set_that_changes_between_two_pages_is_read_again()
    {
        using var aws = new ScriptedAws().Answers("DescribeChangeSet", Page("")).Answers("DescribeChangeSet", Page("", "FAILED"))
            .Answers("DescribeChangeSet", Page("", "FAILED"));

        Assert.That((await aws.Run(aws.Clients.ChangeSets.DescribeAsync(SetArn, CancellationToken.None)))!.Status, Is.EqualTo("FAILED"));
    }

    [Test]
    public async Task A_change_set_that_is_gone_is_null()
    {
        using var aws = new ScriptedAws().Refuses("ChangeSetNotFound", status: System.Net.HttpStatusCode.NotFound)
            .Answers("DescribeChangeSet", Page("", "DELETE_COMPLETE"));

        Assert.That(await aws.Run(aws.Clients.ChangeSets.DescribeAsync(SetArn, CancellationToken.None)), Is.Null);
        Assert.That(await aws.Run(aws.Clients.ChangeSets.DescribeAsync(SetArn, CancellationToken.None)), Is.Null);
    }

    [Test]
    public async Task Deleting_what_is_gone_succeeds()
    {
        using var aws = new ScriptedAws().Refuses("ChangeSetNotFound", status: System.Net.HttpStatusCode.NotFound);

        await aws.Run(aws.Clients.ChangeSets.DeleteAsync(SetArn, CancellationToken.None));

        Assert.That(aws.Actions, Is.EqualTo(new[] { "DeleteChangeSet" }));
    }

    [Test]
    public async Task Early_validation_gives_its_reasons_as_sentences()
    {
        using var aws = new ScriptedAws().Answers("DescribeEvents", """
            <OperationEvents><member><EventId>1</EventId><EventType>VALIDATION_ERROR</EventType><LogicalResourceId>Bucket</LogicalResourceId>
            <ResourceType>AWS::S3::Bucket</ResourceType><ValidationName>NAME_CONFLICT</ValidationName><ValidationPath>/Resources/Bucket</ValidationPath>
            <ValidationStatusReason>The name is taken.</ValidationStatusReason></member></OperationEvents>
            """);

        var reasons = await aws.Run(aws.Clients.ChangeSets.FailedEventsAsync(SetArn, CancellationToken.None));

        Assert.That(reasons, Is.EqualTo(new[] { "Bucket (AWS::S3::Bucket) at /Resources/Bucket: The name is taken. [NAME_CONFLICT]" }));
        Assert.That(aws.Requests[0]["Filters.FailedEvents"], Is.EqualTo("true"));
    }

    private static string Page(string changes, string status = "CREATE_COMPLETE") =>
        $"<ChangeSetId>{SetArn}</ChangeSetId><Status>{status}</Status><ExecutionStatus>AVAILABLE</ExecutionStatus><Changes>{changes}</Changes>";

    private static string Change(string id, string replacement, string? path) =>
        $"<member><Type>Resource</Type><ResourceChange><Action>Modify</Action><LogicalResourceId>{id}</LogicalResourceId>"
        + $"<ResourceType>AWS::EC2::Instance</ResourceType><Replacement>{replacement}</Replacement><Details><member><Evaluation>Static</Evaluation>"
        + "<ChangeSource>ParameterReference</ChangeSource><CausingEntity>InstanceAmi</CausingEntity><Target><Attribute>Properties</Attribute>"
        + $"<Name>ImageId</Name><RequiresRecreation>Always</RequiresRecreation>{(path is null ? "" : $"<Path>{path}</Path>")}</Target></member></Details>"
        + "</ResourceChange></member>";
}
