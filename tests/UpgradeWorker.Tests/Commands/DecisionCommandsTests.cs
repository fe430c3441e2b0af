using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Commands;

internal sealed class DecisionCommandsTests
{
    [Test]
    public async Task An_approval_is_left_for_the_service_with_the_name_of_the_user()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        await SeedAsync(database, Home.Request(ApprovalState.Pending, "M1"));
        Assert.That((await home.RunAsync("approve", "UW-0001")).Error, Does.Contain("ACK M1"));
        Assert.That((await home.RunAsync("approve", "uw-0001", "--ack", "M1")).ExitCode, Is.Zero);
        var command = (await database.ReadAsync(CommandStore.ForApprovalsAsync, CancellationToken.None)).Single();
        Assert.That((command.Verb, command.Target, command.Stack, command.Arguments["ack"]), Is.EqualTo(("approve", "UW-0001", "prod", "M1")));
        Assert.That(command.UserName, Does.Contain(Environment.UserName));
    }

    [TestCase(ApprovalState.Superseded, "newer")]
    [TestCase(ApprovalState.Started, "has begun")]
    [TestCase(ApprovalState.Declined, "decided already")]
    public async Task What_cannot_be_decided_any_more_is_refused_and_leaves_nothing(ApprovalState state, string words)
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        await SeedAsync(database, Home.Request(state));
        var (exitCode, output, error) = await home.RunAsync("approve", "UW-0001");
        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain(words));
        Assert.That(await database.ReadAsync(CommandStore.ForApprovalsAsync, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Declining_needs_a_reason_and_deferring_a_time_ahead()
    {
        using var home = new Home();
        await SeedAsync(await home.OpenAsync(), Home.Request());
        Assert.That((await home.RunAsync("decline", "UW-0001")).ExitCode, Is.EqualTo(2));
        Assert.That((await home.RunAsync("decline", "UW-0001", "--reason", "  ")).Error, Does.Contain("--reason is empty"));
        Assert.That((await home.RunAsync("runs", "abandon", "r0123456789ab", "--reason", "")).ExitCode, Is.EqualTo(2));
        Assert.That((await home.RunAsync("defer", "UW-0001", "--until", "2020-01-01")).ExitCode, Is.EqualTo(2));
        Assert.That((await home.RunAsync("defer", "UW-0001", "--until", "2d")).ExitCode, Is.Zero);
        Assert.That((await home.RunAsync("approve", "UW-0002")).Error, Does.Contain("no approval request UW-0002"));
    }

    [Test]
    public async Task A_pause_holds_until_it_is_taken_back()
    {
        using var home = new Home();
        Assert.That((await home.RunAsync("pause", "prod")).Output, Does.Contain("Nothing new starts for prod"));
        var database = await home.OpenAsync();
        Assert.That(await PausedAsync(database), Is.True);
        Assert.That((await home.RunAsync("resume", "tts-prod")).ExitCode, Is.Zero);
        Assert.That(await PausedAsync(database), Is.False);
        Assert.That((await home.RunAsync("pause", "other")).Error, Does.Contain("they have prod"));
    }

    [Test]
    public async Task A_request_takes_values_and_release_but_no_secret()
    {
        using var home = new Home();
        Assert.That((await home.RunAsync("request", "prod", "--set", "Password=env:X")).Error, Does.Contain("secret reference in the settings"));
        Assert.That((await home.RunAsync("request", "prod", "--release", "newest")).ExitCode, Is.EqualTo(2));
        Assert.That((await home.RunAsync("request", "prod", "--set", "Size=m5.large")).Error, Does.Contain("No template of prod is known yet"));
        var database = await home.OpenAsync();
        await database.WriteAsync(
            async session =>
            {
                await WatchStore.SaveLookAsync(session, Home.Look);
                await WatchStore.SaveTemplateAsync(session, Home.Look.TemplateSha256, Hiding);
            },
            CancellationToken.None);
        Assert.That((await home.RunAsync("request", "prod", "--set", "Password=hunter2")).Error, Does.Contain("Stacks:prod:Parameters:Password").And.Not.Contain("hunter2"));
        Assert.That((await home.RunAsync("request", "prod", "--set", "Size=m5.large", "--set", "Note=a=b", "--release", "3.36.0")).ExitCode, Is.Zero);
        var request = (await database.ReadAsync(session => CommandStore.WithVerbAsync(session, "request"), CancellationToken.None)).Single();
        Assert.That((await home.RunAsync("request", "prod")).ExitCode, Is.Zero, "to be asked again");
        Assert.That(request.Arguments, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["set:Size"] = "m5.large",
            ["set:Note"] = "a=b",
            ["release"] = "3.36.0",
        }));
    }

    private const string Hiding = """
        Parameters:
          Size: { Type: String }
          Note: { Type: String }
          Password: { Type: String, NoEcho: true }
        Resources:
          Topic: { Type: "AWS::SNS::Topic" }
        """;

    private static Task SeedAsync(Database database, ApprovalRequest request) => database.WriteAsync(
        async session =>
        {
            await ApprovalStore.SaveRequestAsync(session, request);
            await PlanStore.SaveCurrentAsync(session, new CurrentPlan(Home.Stack, "hash", Home.At, Home.Plan, []));
        },
        CancellationToken.None);

    private static Task<bool> PausedAsync(Database database) => database.ReadAsync(
        async session => await CommandStore.PauseAsync(session, Home.Stack) is not null, CancellationToken.None);
}
