using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Tests.Conformance;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Ssm;

/// <summary>The AWS CLI runs commands on the seeded stack's instance and reads the answers.</summary>
public sealed class SsmAwsCliTests
{
    private static readonly SandboxOptions Options = new() { Speed = 20_000 };
    private VendorAccount account = null!;
    private KestrelHost host = null!;
    private AwsCli cli = null!;
    private string instance = "";

    [OneTimeSetUp]
    public async Task Serve()
    {
        AwsCli.Require();
        account = VendorAccount.Create(TimeProvider.System, VendorRelease.All[0], Options);
        host = await KestrelHost.StartAsync(account.Aws.Server, 0, CancellationToken.None);
        cli = new AwsCli(host.Endpoint, Options);
        instance = account.Stack.Resources["Instance"].PhysicalId;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Test]
    public async Task A_command_is_sent_waited_for_and_read()
    {
        var id = await Send("""{"commands":["echo out","cat /missing || true","/tti/lorawan-stack/tti-lw-stack version"],"executionTimeout":["60"]}""");
        await cli.JsonAsync("ssm", "wait", "command-executed", "--command-id", id, "--instance-id", instance);

        var answer = await cli.JsonAsync("ssm", "get-command-invocation", "--command-id", id, "--instance-id", instance);

        Assert.Multiple(() =>
        {
            Assert.That((string)answer["Status"]!, Is.EqualTo("Success"));
            Assert.That((int)answer["ResponseCode"]!, Is.Zero);
            Assert.That((string)answer["StandardOutputContent"]!, Does.StartWith("out\n").And.Contain("3.35.0"));
            Assert.That((string)answer["StandardErrorContent"]!, Does.Contain("/missing"));
            Assert.That((string)answer["DocumentName"]!, Is.EqualTo("AWS-RunShellScript"));
        });
    }

    [Test]
    public async Task A_failed_command_and_the_lists_of_commands_are_read()
    {
        var id = await Send("""{"commands":["exit 3"]}""", "--comment", "by the CLI");
        Assert.That(
            await cli.ErrorAsync("ssm", "wait", "command-executed", "--command-id", id, "--instance-id", instance),
            Does.Contain("terminal failure state"));

        var commands = await cli.JsonAsync("ssm", "list-commands", "--command-id", id);
        var invocations = await cli.JsonAsync("ssm", "list-command-invocations", "--command-id", id, "--details");

        Assert.Multiple(() =>
        {
            Assert.That((string)commands["Commands"]![0]!["Comment"]!, Is.EqualTo("by the CLI"));
            Assert.That((string)commands["Commands"]![0]!["RequestedDateTime"]!, Does.StartWith("20"));
            Assert.That((int)invocations["CommandInvocations"]![0]!["CommandPlugins"]![0]!["ResponseCode"]!, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task The_agents_are_listed()
    {
        var answer = await cli.JsonAsync("ssm", "describe-instance-information", "--filters", $"Key=InstanceIds,Values={instance}");

        var found = (JsonArray)answer["InstanceInformationList"]!;
        Assert.That(found.Select(i => ((string)i!["InstanceId"]!, (string)i["PingStatus"]!)), Is.EqualTo(new[] { (instance, "Online") }));
    }

    [Test]
    public async Task Errors_come_with_their_codes()
    {
        Assert.Multiple(async () =>
        {
            Assert.That(
                await cli.ErrorAsync("ssm", "send-command", "--document-name", "AWS-RunShellScript", "--instance-ids", "i-0123456789abcdef0", "--parameters", "commands=true"),
                Does.Contain("(InvalidInstanceId)"));
            Assert.That(
                await cli.ErrorAsync("ssm", "get-command-invocation", "--command-id", "01234567-0123-0123-0123-0123456789ab", "--instance-id", instance),
                Does.Contain("(InvocationDoesNotExist)"));
            Assert.That(await cli.ErrorAsync("ssm", "get-parameter", "--name", "/none"), Does.Contain("(ParameterNotFound)"));
            Assert.That(await cli.ErrorAsync("ssm", "describe-parameters"), Does.Contain("(UnknownOperationException)").And.Contain("DescribeParameters"));
        });
    }

    private async Task<string> Send(string parameters, params string[] more)
    {
        var sent = await cli.JsonAsync(
            ["ssm", "send-command", "--document-name", "AWS-RunShellScript", "--instance-ids", instance, "--parameters", parameters, .. more]);
        return (string)sent["Command"]!["CommandId"]!;
    }
}
