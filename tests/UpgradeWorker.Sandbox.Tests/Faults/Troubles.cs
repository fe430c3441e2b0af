using System.Text;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.Tests.Vendor;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Faults;

/// <summary>What a client does in the vendor's account and sees there, as short texts. Times are minutes of the account's clock.</summary>
internal sealed class Troubles(Cloud cloud)
{
    private readonly SignedClient client = new(cloud.Aws.Server);

    /// <summary>200, the error code, or that no answer came.</summary>
    public string Ask(string service, string action, params (string Key, string Value)[] members)
    {
        var (response, body) = cloud.Send(service, action, members);
        return response.Aborted ? "no answer" : body.Element("Error")?.Element("Code")?.Value ?? "200";
    }

    /// <summary>The answers to the last <paramref name="tell"/> of that many calls.</summary>
    public string Reads(int times, int tell) =>
        string.Join(' ', Enumerable.Range(0, times).Select(_ => Ask("cloudformation", "DescribeStacks")).ToList().TakeLast(tell));

    public string SaveDatabase()
    {
        var answer = Ask("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", Only<DbInstance>().PhysicalId), ("DBSnapshotIdentifier", "s"));
        return $"{answer} and {cloud.World.Resources.DatabaseSnapshots.Count} snapshots";
    }

    public bool AnsweredWithin(double seconds)
    {
        var body = Encoding.UTF8.GetBytes("Action=DescribeDBInstances&Version=2014-10-31");
        var answer = cloud.Aws.Server.HandleAsync(
            cloud.Sign("rds", "POST", "/", "", body, "application/x-www-form-urlencoded"), CancellationToken.None);
        cloud.Pass(TimeSpan.FromSeconds(seconds));
        return answer.IsCompleted;
    }

    public string AsSession()
    {
        var given = cloud.Call(
            "sts", "AssumeRole", ("RoleArn", SandboxRole.Worker.Arn), ("RoleSessionName", "worker"), ("ExternalId", SandboxRole.Worker.ExternalId!))
            .Element("Credentials")!;
        cloud.As = new SandboxCredentials(
            given.Element("AccessKeyId")!.Value, given.Element("SecretAccessKey")!.Value, given.Element("SessionToken")!.Value, "");
        var asSession = Ask("cloudformation", "DescribeStacks");
        cloud.As = null;
        return $"200, {asSession}, {Ask("cloudformation", "DescribeStacks")}";
    }

    public string SnapshotAfter(params double[] minutes)
    {
        SaveDatabase();
        return Each(minutes, () => Told("rds", "DescribeDBSnapshots", "Status", ("DBSnapshotIdentifier", "s")));
    }

    public string BackupAfter(params double[] minutes)
    {
        Ask("elasticache", "CreateSnapshot", ("CacheClusterId", Only<ReplicationGroup>().MemberClusters[0]), ("SnapshotName", "s"));
        return Each(minutes, () => Told("elasticache", "DescribeSnapshots", "SnapshotStatus", ("SnapshotName", "s")));
    }

    public string SetAfter(double minutes)
    {
        var set = cloud.CreateSet(VendorRelease.All[1].Template);
        Pass(minutes);
        var told = cloud.Call("cloudformation", "DescribeChangeSet", ("ChangeSetName", set));
        var status = told.Element("Status")!.Value;
        var execution = told.Element("ExecutionStatus")!.Value;
        return $"{status} {told.Element("StatusReason")?.Value ?? (execution == "UNAVAILABLE" ? "" : execution)}".TrimEnd();
    }

    public string Execute()
    {
        var set = cloud.CreateSet(VendorRelease.All[1].Template);
        Pass(1);
        return Ask("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
    }

    public string UpdateAfter(params double[] minutes)
    {
        Execute();
        return Each(minutes, () => cloud.Stack.Status);
    }

    /// <summary>How many there have ever been.</summary>
    public string Instances() => $"{cloud.World.Resources.Ever.OfType<Ec2Instance>().Count()} instances";

    public string Failures() => string.Join(
        ", ", cloud.Stack.Events.Where(e => e.Status.EndsWith("_FAILED", StringComparison.Ordinal)).Select(e => $"{e.Status} {e.LogicalResourceId}"));

    public string Agents() => "agents: " + string.Join(
        ", ", Ssm("DescribeInstanceInformation", [])["InstanceInformationList"]!.AsArray().Select(one => one!["PingStatus"]));

    public string MigrationAfter(params double[] minutes)
    {
        var instance = Only<Ec2Instance>().PhysicalId;
        var sent = Ssm("SendCommand", new JsonObject
        {
            ["DocumentName"] = "AWS-RunShellScript",
            ["InstanceIds"] = new JsonArray(instance),
            ["Parameters"] = new JsonObject
            {
                ["commands"] = new JsonArray("export TTN_LW_CONFIG=/tti/lorawan-stack/config.yml", "/tti/lorawan-stack/tti-lw-stack is-db migrate"),
                ["executionTimeout"] = new JsonArray("172800"),
            },
        });
        var command = sent["Command"]!["CommandId"]!.ToString();
        return Each(minutes, () =>
        {
            var told = Ssm("GetCommandInvocation", new JsonObject { ["CommandId"] = command, ["InstanceId"] = instance });
            return $"{told["Status"]} {told["ResponseCode"]}";
        });
    }

    /// <summary>What the title is an hour later.</summary>
    public string? Title()
    {
        Pass(60);
        return cloud.Stack.Parameters.Single(p => p.Key == "NetworkTitle").Value;
    }

    public string DriftAfter(double minutes)
    {
        var id = cloud.Call("cloudformation", "DetectStackDrift", ("StackName", cloud.Stack.Name)).Element("StackDriftDetectionId")!.Value;
        Pass(minutes);
        return Told("cloudformation", "DescribeStackDriftDetectionStatus", "DetectionStatus", ("StackDriftDetectionId", id));
    }

    private string Told(string service, string action, string member, (string, string) named)
    {
        var (_, body) = cloud.Send(service, action, named);
        return body.Element("Error")?.Element("Code")?.Value ?? body.Descendants(member).First().Value;
    }

    // Each look is that many minutes after the beginning.
    private string Each(double[] minutes, Func<string> look)
    {
        var passed = 0.0;
        return string.Join(", ", minutes.Select(until =>
        {
            Pass(until - passed);
            passed = until;
            return look();
        }));
    }

    private JsonObject Ssm(string operation, JsonObject input) => client.Ssm(operation, input).GetAwaiter().GetResult();

    private T Only<T>()
        where T : EmulatedResource => cloud.World.Resources.Of<T>().Single();

    private void Pass(double minutes) => cloud.Pass(TimeSpan.FromMinutes(minutes));
}
