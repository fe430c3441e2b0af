using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Tests.Vendor;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Demo;

/// <summary>What the operator of a story gets wrong.</summary>
public enum Sabotage
{
    None,
    SnapshotParametersBlank,
    ServiceLeftRunning,
    MigrationSkipped,
    MigrationTwice,
    OtherChangeSetExecuted,
    ServiceNotStarted,
}

/// <summary>A person's upgrade by hand, with signed requests to the emulated AWS and a fake clock: the documented way, or with
/// one thing wrong.</summary>
internal sealed class OperatorStory
{
    private readonly FakeTimeProvider clock = new(VendorWorld.Start);
    private readonly SignedClient client;
    private readonly EndStateReader reader;
    private readonly List<UpgradeRecord> upgrades = [];
    private readonly Sabotage sabotage;
    private int sets;

    public OperatorStory(Sabotage sabotage = Sabotage.None)
    {
        this.sabotage = sabotage;
        Account = VendorAccount.Create(clock, VendorRelease.All[0]);
        reader = new EndStateReader(Account);
        client = new SignedClient(Account.Aws.Server);
    }

    public static Goal Goal { get; } =
        new(["3.36.0", "3.37.0"], ["noc 3.36.0", "is 3.36.0", "noc 3.37.0", "is 3.37.0"], DatabasesReplaced: true);

    public VendorAccount Account { get; }

    public EndState End(int ledgerEntries) => reader.Read(ledgerEntries, upgrades);

    public void Pass(TimeSpan time)
    {
        clock.Advance(time);
        Account.World.Settle();
    }

    /// <summary>To 3.36.0, then to 3.37.0, which replaces the databases.</summary>
    public async Task Run()
    {
        Pass(TimeSpan.FromHours(1));
        await UpgradeInstance();
        await UpgradeEverything();
        Pass(TimeSpan.FromMinutes(10));
    }

    public async Task UpgradeInstance()
    {
        var release = VendorRelease.All[1];
        var set = await CreateSet(release, []);
        await Execute(set, release, set.Changes);
        await Migrate(release, skipLast: false);
    }

    public async Task UpgradeEverything()
    {
        var release = VendorRelease.All[2];
        var announced = await CreateSet(release, [("DatabaseSnapshotARN", "arn:aws:rds:eu-west-1:111122223333:snapshot:shown"), ("RedisSnapshotName", "shown")]);
        await client.Query("cloudformation", "DeleteChangeSet", ("ChangeSetName", announced.Id));
        if (sabotage != Sabotage.ServiceLeftRunning)
        {
            await Script("systemctl disable --now lorawan-stack");
        }

        var (database, redis) = await TakeSnapshots();
        var other = sabotage == Sabotage.OtherChangeSetExecuted ? new[] { ("RedisMultiAZSupport", "true") } : [];
        var set = sabotage == Sabotage.SnapshotParametersBlank
            ? await CreateSet(release, [])
            : await CreateSet(release, [("DatabaseSnapshotARN", database), ("RedisSnapshotName", redis), .. other]);
        await Execute(set, release, announced.Changes);
        await Migrate(release, skipLast: sabotage == Sabotage.MigrationSkipped);
    }

    public async Task<(string Id, IReadOnlyList<ChangedResource> Changes)> CreateSet(VendorRelease release, (string Key, string Value)[] values)
    {
        List<(string, string)> members =
        [
            ("StackName", VendorStack.Name), ("ChangeSetName", $"by-hand-{++sets}"), ("TemplateBody", release.Template),
            ("Capabilities.member.1", "CAPABILITY_IAM"),
        ];
        var number = 0;
        foreach (var (key, value) in values)
        {
            members.Add(($"Parameters.member.{++number}.ParameterKey", key));
            members.Add(($"Parameters.member.{number}.ParameterValue", value));
        }

        var kept = Account.Stack.Parameters.Select(p => p.Key).Where(k => release.Template.Contains($"\n  {k}:\n", StringComparison.Ordinal));
        foreach (var key in kept.Except(values.Select(v => v.Key)))
        {
            members.Add(($"Parameters.member.{++number}.ParameterKey", key));
            members.Add(($"Parameters.member.{number}.UsePreviousValue", "true"));
        }

        var id = (await client.Query("cloudformation", "CreateChangeSet", [.. members])).Element("Id")!.Value;
        XElement set;
        do
        {
            Pass(TimeSpan.FromSeconds(2));
            set = await client.Query("cloudformation", "DescribeChangeSet", ("ChangeSetName", id));
        }
        while (set.Element("Status")!.Value.EndsWith("PROGRESS", StringComparison.Ordinal) || set.Element("Status")!.Value == "CREATE_PENDING");
        Assert.That(set.Element("Status")!.Value, Is.EqualTo("CREATE_COMPLETE"), set.Element("StatusReason")?.Value);
        return (id, [.. set.Element("Changes")!.Elements("member").Select(m => m.Element("ResourceChange")!).Select(Changed)]);
    }

    private static ChangedResource Changed(XElement change) => new(
        change.Element("LogicalResourceId")!.Value, change.Element("Action")!.Value, change.Element("Replacement")?.Value ?? "",
        string.Join(' ', change.Descendants("Target").Select(t => (t.Element("Name") ?? t.Element("Attribute"))!.Value).Distinct().Order(StringComparer.Ordinal)));

    private async Task Execute((string Id, IReadOnlyList<ChangedResource> Changes) set, VendorRelease release, IReadOnlyList<ChangedResource> announced)
    {
        await client.Query("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set.Id), ("ClientRequestToken", $"by-hand-{sets}"));
        upgrades.Add(new UpgradeRecord(release.Version, announced, set.Changes, "by hand", "by hand"));
        await Until(() => Account.Stack.Status is not "UPDATE_IN_PROGRESS" and not "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" and not "CREATE_COMPLETE");
        Assert.That(Account.Stack.Status, Is.EqualTo("UPDATE_COMPLETE"), Account.Stack.Events[^1].ToString());
    }

    private async Task<(string Database, string Redis)> TakeSnapshots()
    {
        var (database, redis) = (Account.Stack.Resources["Database"].PhysicalId, Account.Stack.Resources["Redis"].PhysicalId);
        await client.Query("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", database), ("DBSnapshotIdentifier", "by-hand"));
        await client.Query("elasticache", "CreateSnapshot", ("CacheClusterId", $"{redis}-001"), ("SnapshotName", "by-hand"));
        var resources = Account.World.Resources;
        await Until(() => resources.DatabaseSnapshots["by-hand"].Status == "available" && resources.CacheSnapshots["by-hand"].Status == "available"
            && resources.Of<DbInstance>().All(d => d.Status == "available") && resources.Of<ReplicationGroup>().All(c => c.Status == "available"));
        return (resources.DatabaseSnapshots["by-hand"].Arn, "by-hand");
    }

    private async Task Migrate(VendorRelease release, bool skipLast)
    {
        await Until(() => Account.Vendor.Machines.Find(Account.Stack.Resources["Instance"].PhysicalId) is { AgentOnline: true });
        await Script("cloud-init status --wait");
        var components = release.Migrations.SkipLast(skipLast ? 1 : 0).ToList();
        if (sabotage == Sabotage.MigrationTwice)
        {
            components.Add(components[0]);
        }

        foreach (var component in components)
        {
            await Script($"set -e\nexport TTN_LW_CONFIG=/tti/lorawan-stack/config.yml\n/tti/lorawan-stack/tti-lw-stack {component}-db migrate");
        }

        await Script(sabotage == Sabotage.ServiceNotStarted ? "systemctl stop lorawan-stack" : "systemctl restart lorawan-stack");
    }

    private async Task Script(string script)
    {
        var instance = Account.Stack.Resources["Instance"].PhysicalId;
        var sent = await client.Ssm("SendCommand", new JsonObject
        {
            ["DocumentName"] = "AWS-RunShellScript",
            ["InstanceIds"] = new JsonArray(instance),
            ["Parameters"] = new JsonObject { ["commands"] = new JsonArray(script) },
        });
        JsonObject answer = [];
        var question = new JsonObject { ["CommandId"] = (string)sent["Command"]!["CommandId"]!, ["InstanceId"] = instance };
        do
        {
            Pass(TimeSpan.FromSeconds(5));
            answer = await client.Ssm("GetCommandInvocation", (JsonObject)question.DeepClone());
        }
        while ((string)answer["Status"]! is "Pending" or "InProgress");
        Assert.That((string)answer["Status"]!, Is.EqualTo("Success"), (string)answer["StandardErrorContent"]!);
    }

    private Task Until(Func<bool> holds)
    {
        for (var looks = 0; !holds(); looks++)
        {
            Assert.That(looks, Is.LessThan(10_000), "It never came about.");
            Pass(TimeSpan.FromSeconds(5));
        }

        return Task.CompletedTask;
    }
}
