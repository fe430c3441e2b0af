using UpgradeWorker.Core.Planning;
using UpgradeWorker.Jobs;

namespace UpgradeWorker.Tests.Aws;

/// <summary>Change sets of stacks in stacks, as CloudFormation answers about them, from the wire to what is refused.</summary>
public sealed class NestedChangeSetGatewayTests
{
    private const string Root = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/uw/root";
    private const string Storage = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/uw-Storage/1";
    private const string Deep = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/uw-Deep/2";

    [Test]
    public async Task Each_nested_set_is_read_in_the_same_way_and_stands_under_its_path()
    {
        using var aws = new ScriptedAws();
        Twice(aws, Set(Root, Nested("Storage", Storage) + Change("Server", "AWS::EC2::Instance", "False", "Tags", "Never")));
        Twice(aws, Set(Storage, Nested("Deep", Deep) + Change("Database", "AWS::RDS::DBInstance", "True", "DBName", "Always")));
        Twice(aws, Set(Deep, Change("Machine", "AWS::EC2::Instance", "True", "ImageId", "Always")));

        var described = (await aws.Run(aws.Clients.ChangeSets.DescribeAsync(Root, CancellationToken.None)))!;

        Assert.That(aws.Requests.Select(form => form["ChangeSetName"]), Is.EqualTo(new[] { Root, Root, Storage, Storage, Deep, Deep }));
        Assert.That(described.OpenedStacks, Is.EquivalentTo(new[] { "Storage", "Storage.Deep" }));
        var reading = ChangeSetReader.Read(described, new ChangeSetReadingPolicy());
        Assert.That(reading.Changes.Select(change => change.LogicalId), Is.EquivalentTo(new[] { "Storage", "Server", "Storage.Deep", "Storage.Database", "Storage.Deep.Machine" }));
        Assert.That(reading.NewInstances, Is.EqualTo(new[] { "Storage.Deep.Machine" }), "it asks for certificates too");
        Assert.That(reading.Refusals.Select(refusal => refusal.Reason), Is.EqualTo(new[] { "DataLoss" }));
        Assert.That(reading.Refusals[0].Message, Does.Contain("Storage.Database"));
    }

    [Test]
    public async Task A_nested_set_that_is_gone_or_not_made_leaves_its_stack_unopened_and_refused()
    {
        using var aws = new ScriptedAws();
        Twice(aws, Set(Root, Nested("Storage", Storage) + Nested("Deep", Deep)));
        aws.Refuses("ChangeSetNotFound", status: System.Net.HttpStatusCode.NotFound);
        aws.Answers("DescribeChangeSet", Set(Deep, "", "CREATE_IN_PROGRESS"));

        var described = (await aws.Run(aws.Clients.ChangeSets.DescribeAsync(Root, CancellationToken.None)))!;

        var refusals = ChangeSetReader.Read(described, new ChangeSetReadingPolicy()).Refusals;
        Assert.That(refusals.Select(refusal => refusal.Reason), Is.EqualTo(new[] { "ReplacementUncertain", "ReplacementUncertain" }));
        Assert.That(refusals.Select(refusal => refusal.Message), Has.Some.Contains("Storage").And.Some.Contains("Deep"));
    }

    [Test]
    public async Task A_nested_set_without_changes_is_opened_and_empty()
    {
        using var aws = new ScriptedAws();
        Twice(aws, Set(Root, Nested("Storage", Storage)));
        aws.Answers("DescribeChangeSet", Set(Storage, "", "FAILED", "The submitted information didn't contain changes. Submit different information to create a change set."));

        var described = (await aws.Run(aws.Clients.ChangeSets.DescribeAsync(Root, CancellationToken.None)))!;

        Assert.That(described.OpenedStacks, Is.EqualTo(new[] { "Storage" }));
        Assert.That(ChangeSetReader.Read(described, new ChangeSetReadingPolicy()).Refusals, Is.Empty);
    }

    [Test]
    public async Task Why_a_set_of_sets_failed_is_told_by_the_innermost()
    {
        var why = $"Nested change set {Storage} was not successfully created: Currently in FAILED.";
        using var aws = new ScriptedAws()
            .Answers("DescribeEvents", "<OperationEvents></OperationEvents>")
            .Answers("DescribeChangeSet", Set(Storage, "", "FAILED", $"Nested change set {Deep} was not successfully created."))
            .Answers("DescribeChangeSet", Set(Deep, "", "FAILED", "Parameters: [Size] must have values") + "<StackName>tts-Deep</StackName>")
            .Answers("DescribeEvents", "<OperationEvents></OperationEvents>");

        var reasons = await aws.Run(ChangeSetMaker.WhyFailedAsync(
            aws.Clients.ChangeSets, Root, new ChangeSetDescription { Status = "FAILED", StatusReason = why }, CancellationToken.None));

        Assert.That(reasons, Is.EqualTo(new[] { "tts-Deep: Parameters: [Size] must have values" }));
        var finding = ChangeSetFailure.Explain(new ChangeSetDescription { Status = "FAILED", StatusReason = why }, reasons);
        Assert.That((finding.Reason, finding.Message), Is.EqualTo(("NestedChangeSetFailed", "The change set of a nested stack failed: tts-Deep: Parameters: [Size] must have values.")));
    }

    // A set that is made is described without and with property values.
    private static void Twice(ScriptedAws aws, string answer) => aws.Answers("DescribeChangeSet", answer).Answers("DescribeChangeSet", answer);

    private static string Set(string arn, string changes, string status = "CREATE_COMPLETE", string? reason = null) =>
        $"<ChangeSetId>{arn}</ChangeSetId><Status>{status}</Status><ExecutionStatus>{(status == "CREATE_COMPLETE" ? "AVAILABLE" : "UNAVAILABLE")}</ExecutionStatus>"
        + $"{(reason is null ? "" : $"<StatusReason>{reason}</StatusReason>")}<Changes>{changes}</Changes>";

    private static string Nested(string id, string set) =>
        $"<member><Type>Resource</Type><ResourceChange><Action>Modify</Action><LogicalResourceId>{id}</LogicalResourceId><ResourceType>AWS::CloudFormation::Stack</ResourceType>"
        + $"<Replacement>False</Replacement><Scope><member>Properties</member></Scope><Details><member><Target><Attribute>Properties</Attribute></Target><Evaluation>Dynamic</Evaluation>"
        + $"<ChangeSource>Automatic</ChangeSource></member></Details><ChangeSetId>{set}</ChangeSetId></ResourceChange></member>";

    private static string Change(string id, string type, string replacement, string property, string recreation) =>
        $"<member><Type>Resource</Type><ResourceChange><Action>Modify</Action><LogicalResourceId>{id}</LogicalResourceId><ResourceType>{type}</ResourceType><Replacement>{replacement}</Replacement>"
        + $"{(replacement == "True" ? "<PolicyAction>ReplaceAndDelete</PolicyAction>" : "")}<Scope><member>Properties</member></Scope><Details><member><Target><Attribute>Properties</Attribute><Name>{property}</Name>"
        + $"<RequiresRecreation>{recreation}</RequiresRecreation></Target><Evaluation>Static</Evaluation><ChangeSource>DirectModification</ChangeSource></member></Details></ResourceChange></member>";
}
