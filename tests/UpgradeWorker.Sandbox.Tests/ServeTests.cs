using System.Text;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Serve;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>The <c>serve</c> verb and its control endpoint.</summary>
[TestFixture]
public sealed class ServeTests
{
    [Test]
    public async Task Serve_prints_one_ready_line_answers_on_loopback_and_ends_when_told()
    {
        using var stop = new CancellationTokenSource();
        var output = new ReadyLine();
        var serving = ServeCommand.RunAsync(0, new SandboxOptions { Speed = 100 }, [Scenario.Find("calm")!], VendorFurnishing.Furnish, output, stop.Token);
        var ready = JsonNode.Parse(await output.Line.WaitAsync(TimeSpan.FromSeconds(60)))!;
        using var client = new HttpClient();
        var state = JsonNode.Parse(await client.GetStringAsync(new Uri(ready["control"]!.ToString())))!;
        Assert.That(ready["endpoint"]!.ToString(), Does.StartWith("http://127.0.0.1:"));
        Assert.That(state["stacks"]![0]!["name"]!.ToString(), Is.EqualTo(ready["stack"]!.ToString()));
        Assert.That(ready["templates"]!.AsObject().Select(t => File.Exists(t.Value!.ToString())), Is.All.True);
        await stop.CancelAsync();
        Assert.That(await serving, Is.Zero);
        Assert.That(output.Lines, Is.EqualTo(1));
    }

    [Test]
    public void The_control_endpoint_takes_faults_and_names_what_it_does_not_understand()
    {
        var cloud = Controlled();
        Assert.That(Post(cloud, "faults", """{"fault":"Throttled","service":"sts","times":2}""").Status, Is.EqualTo(200));
        Assert.That(cloud.Fail("sts", "GetCallerIdentity").Code, Is.EqualTo("Throttling"));
        var (status, text) = Post(cloud, "faults", """{"fault":"Earthquake"}""");
        Assert.That(status, Is.EqualTo(400));
        Assert.That(text, Does.StartWith("""{"problem":"There is no fault 'Earthquake'; there are Throttled, """));
        Assert.That(
            Post(cloud, "faults", """{"fault":"UpdateFails","logicalID":"Instance"}""").Text, Does.Contain("'logicalId' is missing"));
        Assert.That(
            Post(cloud, "faults", """{"fault":"PersonDeletesChangeSet","logicalId":"x"}""").Text, Does.Contain("it has no 'logicalId'; it has fault"));
        Assert.That(Post(cloud, "faults", """{"fault":"UpdateFails"}""").Status, Is.EqualTo(400));
        Assert.That(Post(cloud, "faults", "not json").Status, Is.EqualTo(400));
        Assert.That(Post(cloud, "scenario", """{"name":"failed-update"}""").Status, Is.EqualTo(200));
        Assert.That(cloud.World.Faults.Pending, Has.Count.EqualTo(1));
        Assert.That(Send(cloud, "DELETE", "faults", "").Status, Is.EqualTo(200));
        Assert.That(cloud.World.Faults.Pending, Is.Empty);
    }

    [Test]
    public void A_property_can_be_changed_by_hand()
    {
        var cloud = Controlled();
        Post(cloud, "drift", """{"stack":"house","logicalId":"Database","property":"EngineVersion","value":"14.10"}""");
        Assert.That(cloud.World.Resources.Of<DbInstance>().Single().Text("EngineVersion"), Is.EqualTo("14.10"));
    }

    [Test]
    public void Every_scenario_can_be_arranged() =>
        Assert.That(Scenario.All.Select(s => Post(Controlled(), "scenario", $$"""{"name":"{{s.Name}}"}""").Status), Is.All.EqualTo(200));

    private static Cloud Controlled()
    {
        var cloud = Cloud.WithHouse();
        cloud.Aws.Server.Control = new ControlEndpoint(cloud.Aws).Handle;
        return cloud;
    }

    private static (int Status, string Text) Post(Cloud cloud, string what, string body) => Send(cloud, "POST", what, body);

    private static (int Status, string Text) Send(Cloud cloud, string method, string what, string body)
    {
        var request = new SandboxRequest(method, $"/_sandbox/{what}", "", new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body));
        var response = cloud.Aws.Server.HandleAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return (response.Status, response.Text);
    }
}
