using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Tests.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Ssm;

public class RunCommandTests
{
    private VendorWorld world = null!;

    [SetUp]
    public void MakeWorld() => world = new VendorWorld();

    [Test]
    public async Task A_command_is_unknown_at_first_then_in_progress_then_done()
    {
        var instance = world.Serve();
        var id = await Send(instance, "sleep 10", "echo done");

        Assert.That(async () => await Ask(id, instance), ThrowsCode("InvocationDoesNotExist"));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.That(Status(await Ask(id, instance)), Is.EqualTo(("Pending", -1, "")));
        world.Pass(TimeSpan.FromSeconds(3));
        Assert.That(Status(await Ask(id, instance)), Is.EqualTo(("InProgress", -1, "")));
        world.Pass(TimeSpan.FromSeconds(10));
        Assert.That(Status(await Ask(id, instance)), Is.EqualTo(("Success", 0, "done\n")));
    }

    [Test]
    public async Task A_failing_script_gives_its_exit_code()
    {
        var instance = world.Serve();
        var id = await Send(instance, "exit 3");
        world.Pass(TimeSpan.FromSeconds(5));

        var answer = await Ask(id, instance);

        Assert.Multiple(() =>
        {
            Assert.That(Status(answer), Is.EqualTo(("Failed", 3, "")));
            Assert.That((string)answer["StandardErrorContent"]!, Does.Contain("exit status 3"));
        });
    }

    [Test]
    public async Task Output_is_cut_at_24000_and_errors_at_8000_characters()
    {
        var instance = world.Serve();
        var line = new string('x', 15_000);
        var id = await Send(instance, $"echo {line}", $"echo {line}", $"cat /{line} || true");
        world.Pass(TimeSpan.FromSeconds(5));

        var answer = await Ask(id, instance);

        Assert.Multiple(() =>
        {
            Assert.That((string)answer["StandardOutputContent"]!, Has.Length.EqualTo(24_000));
            Assert.That((string)answer["StandardErrorContent"]!, Has.Length.EqualTo(8_000));
        });
    }

    [Test]
    public async Task A_script_longer_than_its_limit_is_ended_and_does_nothing_more()
    {
        var instance = world.Serve();
        var input = Command(instance, "sleep 100", "touch /tmp/after");
        input["Parameters"]!["executionTimeout"] = new JsonArray("60");
        var id = (string)(await world.Client.Ssm("SendCommand", input))["Command"]!["CommandId"]!;
        world.Pass(TimeSpan.FromMinutes(5));

        var answer = await Ask(id, instance);

        Assert.Multiple(() =>
        {
            Assert.That(((string)answer["Status"]!, (string)answer["StatusDetails"]!), Is.EqualTo(("TimedOut", "ExecutionTimedOut")));
            Assert.That(world.MachineOf(instance).Disk.Exists("/tmp/after"), Is.False);
        });
    }

    [Test]
    public async Task A_cancelled_command_stops_where_it_stands()
    {
        var instance = world.Serve();
        var id = await Send(instance, "sleep 100", "touch /tmp/after");
        world.Pass(TimeSpan.FromSeconds(10));

        await world.Client.Ssm("CancelCommand", new JsonObject { ["CommandId"] = id });
        world.Pass(TimeSpan.FromMinutes(5));

        Assert.Multiple(async () =>
        {
            Assert.That((string)(await Ask(id, instance))["Status"]!, Is.EqualTo("Cancelled"));
            Assert.That(world.MachineOf(instance).Disk.Exists("/tmp/after"), Is.False);
        });
    }

    [Test]
    public async Task A_command_whose_instance_dies_stays_in_progress_until_its_limit()
    {
        var instance = world.Serve();
        var id = await Send(instance, "sleep 100");
        world.Pass(TimeSpan.FromSeconds(10));
        world.Terminate(instance);
        world.Pass(TimeSpan.FromMinutes(30));
        Assert.That((string)(await Ask(id, instance))["Status"]!, Is.EqualTo("InProgress"));

        world.Pass(TimeSpan.FromMinutes(31));

        Assert.That((string)(await Ask(id, instance))["Status"]!, Is.EqualTo("TimedOut"));
    }

    [Test]
    public async Task A_fresh_instance_is_not_managed_for_its_first_minutes()
    {
        var instance = world.Launch("3.35.0", world.AddDatabase(), world.AddRedis());
        Assert.That(async () => await Send(instance, "true"), ThrowsCode("InvalidInstanceId"));
        Assert.That(await Managed(), Is.Empty);

        world.Pass(TimeSpan.FromMinutes(2));

        Assert.That(await Managed(), Is.EqualTo(new[] { (instance.PhysicalId, "Online") }));
    }

    [Test]
    public async Task A_stopped_instance_is_absent_and_an_instance_that_never_reports_too()
    {
        var instance = world.Serve();
        world.World.Faults.Add(new WorldFault.InstanceNeverOnline());
        world.Launch("3.35.0", world.AddDatabase(), world.AddRedis());
        world.Pass(TimeSpan.FromHours(1));
        Assert.That(await Managed(), Is.EqualTo(new[] { (instance.PhysicalId, "Online") }));

        world.Stop(instance);

        Assert.That(await Managed(), Is.Empty);
    }

    [Test]
    public async Task An_agent_that_dies_loses_its_connection_and_leaves_the_command_in_progress_until_its_limit()
    {
        var instance = world.Serve();
        world.World.Faults.Add(new WorldFault.AgentDies("sleepless"));
        await Send(instance, "true");
        world.Pass(TimeSpan.FromMinutes(1));
        Assert.That(await Managed(), Is.EqualTo(new[] { (instance.PhysicalId, "Online") }));

        var id = await Send(instance, "echo sleepless");
        world.Pass(TimeSpan.FromMinutes(30));

        Assert.That(await Managed(), Is.EqualTo(new[] { (instance.PhysicalId, "ConnectionLost") }));
        Assert.That((string)(await Ask(id, instance))["Status"]!, Is.EqualTo("InProgress"));
        world.Pass(TimeSpan.FromMinutes(31));
        Assert.That((string)(await Ask(id, instance))["StatusDetails"]!, Is.EqualTo("ExecutionTimedOut"));
    }

    [Test]
    public async Task Commands_can_be_found_again_by_their_comment()
    {
        var instance = world.Serve();
        var input = Command(instance, "true");
        input["Comment"] = "uw r1 g1 Migrate";
        await world.Client.Ssm("SendCommand", input);
        await Send(instance, "true");

        var listed = (JsonArray)(await world.Client.Ssm("ListCommands", new JsonObject { ["InstanceId"] = instance.PhysicalId }))["Commands"]!;

        Assert.That(listed.Select(c => (string)c!["Comment"]!), Is.EqualTo(new[] { "", "uw r1 g1 Migrate" }));
    }

    [Test]
    public async Task Lists_come_in_pages()
    {
        var instance = world.Serve();
        for (var i = 0; i < 5; i++)
        {
            await Send(instance, "true");
        }

        var first = await world.Client.Ssm("ListCommandInvocations", new JsonObject { ["MaxResults"] = 3 });
        var second = await world.Client.Ssm(
            "ListCommandInvocations", new JsonObject { ["MaxResults"] = 3, ["NextToken"] = (string)first["NextToken"]! });

        Assert.Multiple(() =>
        {
            Assert.That((JsonArray)first["CommandInvocations"]!, Has.Count.EqualTo(3));
            Assert.That((JsonArray)second["CommandInvocations"]!, Has.Count.EqualTo(2));
            Assert.That(second.ContainsKey("NextToken"), Is.False);
        });
    }

    [TestCase("DocumentName", "\"AWS-RunPowerShellScript\"", "InvalidDocument")]
    [TestCase("InstanceIds", "[]", "ValidationException")]
    [TestCase("InstanceIds", "[\"i-0123456789abcdef0\"]", "InvalidInstanceId")]
    [TestCase("TimeoutSeconds", "29", "ValidationException")]
    [TestCase("Parameters", "{}", "InvalidParameters")]
    [TestCase("Parameters", "{\"commands\":[\"true\"],\"other\":[\"1\"]}", "InvalidParameters")]
    [TestCase("Parameters", "{\"commands\":[\"true\"],\"executionTimeout\":[\"200000\"]}", "InvalidParameters")]
    [TestCase("Targets", "[]", "ValidationException")]
    public void A_wrong_member_is_refused_with_its_code(string member, string json, string code)
    {
        var input = Command(world.Serve(), "true");
        input[member] = JsonNode.Parse(json);

        Assert.That(async () => await world.Client.Ssm("SendCommand", input), ThrowsCode(code));
    }

    [Test]
    public async Task Parameters_are_read_by_name_and_absent_ones_named()
    {
        world.World.SsmParameters["/ami/latest"] = "ami-1";

        var found = await world.Client.Ssm("GetParameter", new JsonObject { ["Name"] = "/ami/latest" });
        var several = await world.Client.Ssm("GetParameters", new JsonObject { ["Names"] = new JsonArray("/ami/latest", "/none") });

        Assert.Multiple(() =>
        {
            Assert.That((string)found["Parameter"]!["Value"]!, Is.EqualTo("ami-1"));
            Assert.That((string)several["InvalidParameters"]![0]!, Is.EqualTo("/none"));
            Assert.That(async () => await world.Client.Ssm("GetParameter", new JsonObject { ["Name"] = "/none" }), ThrowsCode("ParameterNotFound"));
        });
    }

    private static NUnit.Framework.Constraints.EqualStringConstraint ThrowsCode(string code) =>
        Throws.TypeOf<AwsException>().With.Property(nameof(AwsException.Code)).EqualTo(code);

    private static JsonObject Command(Ec2Instance instance, params string[] lines) => new()
    {
        ["DocumentName"] = "AWS-RunShellScript",
        ["InstanceIds"] = new JsonArray(instance.PhysicalId),
        ["Parameters"] = new JsonObject { ["commands"] = new JsonArray([.. lines.Select(l => JsonValue.Create(l))]) },
    };

    private static (string Status, int Code, string Output) Status(JsonObject answer) =>
        ((string)answer["Status"]!, (int)answer["ResponseCode"]!, (string)answer["StandardOutputContent"]!);

    private async Task<string> Send(Ec2Instance instance, params string[] lines) =>
        (string)(await world.Client.Ssm("SendCommand", Command(instance, lines)))["Command"]!["CommandId"]!;

    private Task<JsonObject> Ask(string commandId, Ec2Instance instance) =>
        world.Client.Ssm("GetCommandInvocation", new JsonObject { ["CommandId"] = commandId, ["InstanceId"] = instance.PhysicalId });

    private async Task<IEnumerable<(string, string)>> Managed()
    {
        var answer = await world.Client.Ssm("DescribeInstanceInformation", []);
        return ((JsonArray)answer["InstanceInformationList"]!).Select(i => ((string)i!["InstanceId"]!, (string)i["PingStatus"]!));
    }
}
