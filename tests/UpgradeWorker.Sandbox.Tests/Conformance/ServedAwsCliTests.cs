using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.Tests.Conformance;

/// <summary>The AWS CLI goes the whole way of an upgrade over a sandbox that runs as people start it: as a process, by the verb
/// <c>serve</c>.</summary>
[TestFixture]
public sealed class ServedAwsCliTests
{
    private ServedSandbox sandbox = null!;
    private AwsCli cli = null!;
    private string stack = "";

    [SetUp]
    public void Require() => AwsCli.Require();

    [TearDown]
    public void Stop() => sandbox?.Dispose();

    [Test]
    public async Task Databases_are_saved_the_stack_is_upgraded_commands_run_and_drift_is_found()
    {
        await ServeAsync();
        var database = (await cli.JsonAsync("rds", "describe-db-instances"))["DBInstances"]![0]!;
        var snapshot = (await cli.JsonAsync(
            "rds", "create-db-snapshot", "--db-instance-identifier", Text(database, "DBInstanceIdentifier"), "--db-snapshot-identifier", "served"))["DBSnapshot"]!;
        Assert.That(Text(snapshot, "DbiResourceId"), Is.EqualTo(Text(database, "DbiResourceId")));
        await cli.JsonAsync("rds", "wait", "db-snapshot-available", "--db-snapshot-identifier", "served");
        var group = (await cli.JsonAsync("elasticache", "describe-replication-groups"))["ReplicationGroups"]![0]!;
        var backup = (await cli.JsonAsync(
            "elasticache", "create-snapshot", "--snapshot-name", "served", "--cache-cluster-id", group["MemberClusters"]!.AsArray()[^1]!.ToString()))["Snapshot"]!;
        Assert.That(Text(backup, "SnapshotStatus"), Is.EqualTo("creating"));

        var made = await cli.JsonAsync(
            ["cloudformation", "create-change-set", "--stack-name", stack, "--change-set-name", "up", "--template-body", $"file://{Template("3.36.0")}",
                "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "--parameters", .. await PreviousValues()]);
        await cli.JsonAsync("cloudformation", "wait", "change-set-create-complete", "--change-set-name", Text(made, "Id"));
        var set = await cli.JsonAsync("cloudformation", "describe-change-set", "--change-set-name", Text(made, "Id"));
        var instance = set["Changes"]!.AsArray().Select(c => c!["ResourceChange"]!).Single(c => Text(c, "LogicalResourceId") == "Instance");
        Assert.That((Text(instance, "Replacement"), Text(set, "ExecutionStatus")), Is.EqualTo(("True", "AVAILABLE")));
        await cli.JsonAsync("cloudformation", "execute-change-set", "--change-set-name", Text(made, "Id"), "--client-request-token", "served-1");
        await cli.JsonAsync("cloudformation", "wait", "stack-update-complete", "--stack-name", stack);
        var events = (await cli.JsonAsync("cloudformation", "describe-stack-events", "--stack-name", stack))["StackEvents"]!.AsArray();
        Assert.That(
            (Text(events[0]!, "ResourceType"), Text(events[0]!, "ResourceStatus"), Text(events[0]!, "ClientRequestToken")),
            Is.EqualTo(("AWS::CloudFormation::Stack", "UPDATE_COMPLETE", "served-1")));

        string[] deploy =
            ["cloudformation", "deploy", "--stack-name", stack, "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "--template-file", Template("3.37.0")];
        await cli.JsonAsync(deploy);
        Assert.That(await OutputAsync("VersionTag"), Is.EqualTo("3.37.0"));
        var (code, output, error) = await cli.RunAsync(deploy);
        Assert.That(code, Is.Zero, error);
        Assert.That(output + error, Does.Contain("No changes to deploy"));

        var machine = Text((await cli.JsonAsync(
            "cloudformation", "describe-stack-resource", "--stack-name", stack, "--logical-resource-id", "Instance"))["StackResourceDetail"]!, "PhysicalResourceId");
        var sent = await cli.JsonAsync(
            "ssm", "send-command", "--document-name", "AWS-RunShellScript", "--instance-ids", machine, "--parameters", "commands=[echo out]");
        var command = Text(sent["Command"]!, "CommandId");
        await cli.JsonAsync("ssm", "wait", "command-executed", "--command-id", command, "--instance-id", machine);
        var answer = await cli.JsonAsync("ssm", "get-command-invocation", "--command-id", command, "--instance-id", machine);
        Assert.That((Text(answer, "Status"), Text(answer, "StandardOutputContent")), Is.EqualTo(("Success", "out\n")));

        await sandbox.PostAsync("drift", new JsonObject { ["stack"] = stack, ["logicalId"] = "Database", ["property"] = "EngineVersion", ["value"] = "14.10" });
        var detection = Text(await cli.JsonAsync("cloudformation", "detect-stack-drift", "--stack-name", stack), "StackDriftDetectionId");
        var status = await cli.JsonAsync("cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id", detection);
        Assert.That((Text(status, "DetectionStatus"), Text(status, "StackDriftStatus")), Is.EqualTo(("DETECTION_COMPLETE", "DRIFTED")));
        var drifts = await cli.JsonAsync(
            "cloudformation", "describe-stack-resource-drifts", "--stack-name", stack, "--stack-resource-drift-status-filters", "MODIFIED");
        Assert.That(Text(drifts["StackResourceDrifts"]!.AsArray().Single()!, "LogicalResourceId"), Is.EqualTo("Database"));
    }

    [Test]
    public async Task Refusals_and_faults_reach_the_CLI_with_their_codes()
    {
        await ServeAsync();
        Assert.That(
            await cli.ErrorAsync("cloudformation", "execute-change-set", "--stack-name", stack, "--change-set-name", "none"),
            Does.Contain("(ChangeSetNotFound)"));
        Assert.That(
            await cli.ErrorAsync("rds", "create-db-snapshot", "--db-instance-identifier", "none", "--db-snapshot-identifier", "a"),
            Does.Contain("(DBInstanceNotFound)"));
        await sandbox.PostAsync("faults", new JsonObject { ["fault"] = "Throttled", ["service"] = "cloudformation", ["operation"] = "DescribeStacks" });
        Assert.That(await cli.ErrorAsync("cloudformation", "describe-stacks", "--stack-name", stack), Does.Contain("(Throttling)"));
        Assert.That(await OutputAsync("VersionTag"), Is.EqualTo("3.35.0"), "the fault was for one call");
    }

    [Test]
    public async Task Scenarios_and_throttling_begin_with_the_process()
    {
        await ServeAsync("--scenario", "exceeded-quota", "--throttle", "0.001:1");
        var database = Text((await cli.JsonAsync("rds", "describe-db-instances"))["DBInstances"]![0]!, "DBInstanceIdentifier");
        Assert.That(await cli.ErrorAsync("rds", "describe-db-instances"), Does.Contain("(Throttling)"), "the bucket holds one call of each kind");
        Assert.That(
            await cli.ErrorAsync("rds", "create-db-snapshot", "--db-instance-identifier", database, "--db-snapshot-identifier", "a"),
            Does.Contain("(SnapshotQuotaExceeded)"));
    }

    private async Task ServeAsync(params string[] more)
    {
        // So fast that no waiter of the CLI has to look twice.
        sandbox = await ServedSandbox.StartAsync(["--speed", "20000", .. more]);
        cli = new AwsCli(sandbox.Ready);
        stack = Text(sandbox.Ready, "stack");
    }

    private async Task<string?> OutputAsync(string key) =>
        (await DescribeAsync())["Outputs"]!.AsArray().Where(o => Text(o!, "OutputKey") == key).Select(o => Text(o!, "OutputValue")).SingleOrDefault();

    private async Task<IEnumerable<string>> PreviousValues() =>
        (await DescribeAsync())["Parameters"]!.AsArray().Select(p => $"ParameterKey={Text(p!, "ParameterKey")},UsePreviousValue=true");

    private async Task<JsonNode> DescribeAsync() =>
        (await cli.JsonAsync("cloudformation", "describe-stacks", "--stack-name", stack))["Stacks"]![0]!;

    private string Template(string version) => Text(sandbox.Ready["templates"]!, version);

    private static string Text(JsonNode node, string member) => node[member]!.ToString();
}
