using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Conformance;

/// <summary>A client that nobody here wrote reads the sandbox's answers: a misreading shared by client and server would
/// pass on both sides.</summary>
[TestFixture]
public sealed class AwsCliTests
{
    // So fast that no waiter of the CLI has to look twice.
    private static readonly SandboxOptions Options = new() { Speed = 20_000 };
    private EmulatedAws aws = null!;
    private KestrelHost host = null!;
    private AwsCli cli = null!;
    private string folder = "";

    [SetUp]
    public async Task Serve()
    {
        AwsCli.Require();
        aws = new EmulatedAws(TimeProvider.System, Options);
        aws.CloudFormation.Seed(
            "house",
            HouseTemplate.Text(),
            [new ParameterInput("DatabasePassword", "correct-horse")],
            new StackSettings { Capabilities = ["CAPABILITY_IAM"] });
        host = await KestrelHost.StartAsync(aws.Server, 0, CancellationToken.None);
        cli = new AwsCli(host.Endpoint, Options);
        folder = Directory.CreateTempSubdirectory("upgradeworker-cli-").FullName;
    }

    [TearDown]
    public async Task Stop()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_change_set_is_made_read_executed_and_followed()
    {
        var made = await cli.JsonAsync(
            "cloudformation", "create-change-set", "--stack-name", "house", "--change-set-name", "up", "--template-body",
            Template("2.0.0"), "--capabilities", "CAPABILITY_IAM", "--parameters",
            "ParameterKey=DatabasePassword,UsePreviousValue=true", "ParameterKey=KeyName,ParameterValue=second");
        await cli.JsonAsync("cloudformation", "wait", "change-set-create-complete", "--change-set-name", Text(made, "Id"));
        var set = await cli.JsonAsync("cloudformation", "describe-change-set", "--change-set-name", Text(made, "Id"));
        var changes = set["Changes"]!.AsArray().ToDictionary(c => c!["ResourceChange"]!["LogicalResourceId"]!.ToString(), c => c!["ResourceChange"]!);
        Assert.That(Text(set, "Status"), Is.EqualTo("CREATE_COMPLETE"));
        Assert.That(changes.Keys, Is.EqualTo(new[] { "AddressToInstance", "Instance" }));
        Assert.That(Text(changes["Instance"], "Replacement"), Is.EqualTo("True"));
        Assert.That(changes["Instance"]["Details"]!.AsArray(), Has.Count.EqualTo(2));

        await cli.JsonAsync(
            "cloudformation", "execute-change-set", "--change-set-name", Text(made, "Id"), "--client-request-token", "run-1");
        await cli.JsonAsync("cloudformation", "wait", "stack-update-complete", "--stack-name", "house");

        var events = (await cli.JsonAsync("cloudformation", "describe-stack-events", "--stack-name", "house"))["StackEvents"]!.AsArray();
        Assert.That(Text(events[0]!, "ResourceStatus"), Is.EqualTo("UPDATE_COMPLETE"));
        Assert.That(Text(events[0]!, "ClientRequestToken"), Is.EqualTo("run-1"));
        Assert.That(
            events.Select(e => e!["ResourceStatusReason"]?.ToString()),
            Does.Contain("Requested update requires the creation of a new physical resource; hence creating one."));
        var stack = (await cli.JsonAsync("cloudformation", "describe-stacks", "--stack-name", "house"))["Stacks"]![0]!;
        Assert.That(Text(stack, "ChangeSetId"), Is.EqualTo(Text(made, "Id")));
        Assert.That(stack["Outputs"]!.AsArray().Select(o => o!["OutputValue"]!.ToString()), Does.Contain("2.0.0"));
    }

    [Test]
    public async Task Deploy_creates_updates_and_tells_when_nothing_changes()
    {
        string[] deploy =
        [
            "cloudformation", "deploy", "--stack-name", "shed", "--capabilities", "CAPABILITY_IAM",
            "--parameter-overrides", "DatabasePassword=correct-horse", "--template-file",
        ];
        await cli.JsonAsync([.. deploy, TemplateFile("1.0.0")]);
        Assert.That(aws.CloudFormation.Find("shed")!.Status, Is.EqualTo("CREATE_COMPLETE"));
        await cli.JsonAsync([.. deploy, TemplateFile("2.0.0")]);
        Assert.That(aws.CloudFormation.Find("shed")!.Output("VersionTag"), Is.EqualTo("2.0.0"));
        var (code, output, error) = await cli.RunAsync([.. deploy, TemplateFile("2.0.0")]);
        Assert.That(code, Is.Zero, error);
        Assert.That(output + error, Does.Contain("No changes to deploy"));
    }

    [Test]
    public async Task Drift_is_detected_and_described()
    {
        aws.World.ChangeByHand(aws.World.Resources.Of<DbInstance>().Single(), "EngineVersion", "14.10");
        var id = Text(await cli.JsonAsync("cloudformation", "detect-stack-drift", "--stack-name", "house"), "StackDriftDetectionId");
        JsonNode status;
        do
        {
            status = await cli.JsonAsync("cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id", id);
        }
        while (Text(status, "DetectionStatus") == "DETECTION_IN_PROGRESS");
        Assert.That(status["DriftedStackResourceCount"]!.GetValue<int>(), Is.EqualTo(1));
        var rows = await cli.JsonAsync(
            "cloudformation", "describe-stack-resource-drifts", "--stack-name", "house", "--stack-resource-drift-status-filters", "MODIFIED");
        var row = rows["StackResourceDrifts"]!.AsArray().Single()!;
        Assert.That(Text(row, "LogicalResourceId"), Is.EqualTo("Database"));
        Assert.That(Text(row["PropertyDifferences"]![0]!, "ActualValue"), Is.EqualTo("14.10"));
        Assert.That(JsonNode.Parse(Text(row, "ExpectedProperties"))!["EngineVersion"]!.ToString(), Is.EqualTo("14.9"));
    }

    [Test]
    public async Task Snapshots_of_both_databases_are_taken_and_read()
    {
        var database = (await cli.JsonAsync("rds", "describe-db-instances"))["DBInstances"]![0]!;
        var snapshot = await cli.JsonAsync(
            "rds", "create-db-snapshot", "--db-instance-identifier", Text(database, "DBInstanceIdentifier"),
            "--db-snapshot-identifier", "Night", "--tags", "Key=run,Value=r1");
        Assert.That(Text(snapshot["DBSnapshot"]!, "DbiResourceId"), Is.EqualTo(Text(database, "DbiResourceId")));
        await cli.JsonAsync("rds", "wait", "db-snapshot-available", "--db-snapshot-identifier", "night");
        var arn = Text(snapshot["DBSnapshot"]!, "DBSnapshotArn");
        var tags = await cli.JsonAsync("rds", "list-tags-for-resource", "--resource-name", arn);
        Assert.That(Text(tags["TagList"]![0]!, "Value"), Is.EqualTo("r1"));

        var group = (await cli.JsonAsync("elasticache", "describe-replication-groups"))["ReplicationGroups"]![0]!;
        var backup = await cli.JsonAsync(
            "elasticache", "create-snapshot", "--snapshot-name", "night", "--cache-cluster-id", group["MemberClusters"]![1]!.ToString());
        Assert.That(Text(backup["Snapshot"]!, "SnapshotStatus"), Is.EqualTo("creating"));
        var backups = await cli.JsonAsync("elasticache", "describe-snapshots", "--snapshot-name", "night");
        Assert.That(Text(backups["Snapshots"]![0]!, "CacheClusterId"), Does.EndWith("-002"));
        var quotas = await cli.JsonAsync("rds", "describe-account-attributes");
        Assert.That(quotas["AccountQuotas"]!.AsArray().Select(q => Text(q!, "AccountQuotaName")), Does.Contain("ManualSnapshots"));
    }

    [Test]
    public async Task Errors_arrive_with_their_codes()
    {
        Assert.That(
            await cli.ErrorAsync("cloudformation", "describe-stacks", "--stack-name", "nobody"),
            Does.Contain("(ValidationError)").And.Contains("Stack with id nobody does not exist"));
        Assert.That(
            await cli.ErrorAsync("cloudformation", "describe-change-set", "--stack-name", "house", "--change-set-name", "none"),
            Does.Contain("(ChangeSetNotFound)"));
        Assert.That(
            await cli.ErrorAsync("rds", "describe-db-snapshots", "--db-snapshot-identifier", "none"), Does.Contain("(DBSnapshotNotFound)"));
        Assert.That(
            await cli.ErrorAsync("elasticache", "create-snapshot", "--snapshot-name", "a", "--cache-cluster-id", "none"),
            Does.Contain("(CacheClusterNotFound)"));
        Assert.That(
            await cli.ErrorAsync("cloudformation", "list-stack-sets"), Does.Contain("does not emulate the action 'ListStackSets'"));
    }

    [Test]
    public async Task The_caller_the_template_and_objects_are_read_back()
    {
        Assert.That(Text(await cli.JsonAsync("sts", "get-caller-identity"), "Account"), Is.EqualTo(Options.AccountId));
        var summary = await cli.JsonAsync("cloudformation", "get-template-summary", "--stack-name", "house");
        Assert.That(summary["ResourceTypes"]!.AsArray().Select(t => t!.ToString()), Does.Contain("AWS::RDS::DBInstance"));
        var body = await cli.JsonAsync("cloudformation", "get-template", "--stack-name", "house");
        Assert.That(Text(body, "TemplateBody"), Is.EqualTo(HouseTemplate.Text()));
        var bucket = aws.World.Resources.Of<S3Bucket>().Single().PhysicalId;
        await cli.JsonAsync("s3api", "put-object", "--bucket", bucket, "--key", "t/one.yaml", "--body", TemplateFile("3.0.0"));
        var listed = await cli.JsonAsync("s3api", "list-objects-v2", "--bucket", bucket, "--prefix", "t/");
        Assert.That(Text(listed["Contents"]![0]!, "Key"), Is.EqualTo("t/one.yaml"));
        await cli.JsonAsync("s3api", "get-object", "--bucket", bucket, "--key", "t/one.yaml", Path.Combine(folder, "back.yaml"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "back.yaml")), Is.EqualTo(HouseTemplate.Text("3.0.0")));
        await cli.JsonAsync("cloudformation", "validate-template", "--template-url", $"{host.Endpoint}{bucket}/t/one.yaml");
    }

    private static string Text(JsonNode node, string member) => node[member]!.ToString();

    private string TemplateFile(string version)
    {
        var path = Path.Combine(folder, $"{version}.yaml");
        File.WriteAllText(path, HouseTemplate.Text(version));
        return path;
    }

    private string Template(string version) => $"file://{TemplateFile(version)}";
}
