using System.Net.Http.Json;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Serve;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Faults;

/// <summary>Everything that can go wrong can be asked for by a test, by <c>serve --scenario</c> and over the control endpoint, and the
/// account's clients see the same of it each time.</summary>
[TestFixture]
public sealed class FaultWaysTests
{
    private static IEnumerable<string> Names() => FaultWay.All.Select(way => way.Scenario);

    [TestCaseSource(nameof(Names))]
    public void A_test_lets_it_go_wrong(string name)
    {
        var (way, cloud) = (Find(name), Cloud.WithVendor());
        foreach (var fault in way.Faults as object[] ?? [way.Faults])
        {
            if (fault is RequestFaultRule rule)
            {
                cloud.World.Faults.Add(rule);
            }
            else
            {
                cloud.World.Faults.Add((WorldFault)fault);
            }
        }

        Assert.That(way.Look(new Troubles(cloud)), Is.EqualTo(way.Seen));
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_scenario_of_serve_lets_it_go_wrong(string name)
    {
        var (way, cloud) = (Find(name), Cloud.WithVendor());
        using var stop = new CancellationTokenSource();
        var (ready, serving) = await ServeAsync(cloud, way.Scenario, stop.Token);
        Assert.That(ready["stack"]!.ToString(), Is.EqualTo(cloud.Stack.Name));
        Assert.That(way.Look(new Troubles(cloud)), Is.EqualTo(way.Seen));
        await stop.CancelAsync();
        await serving;
    }

    [TestCaseSource(nameof(Names))]
    public async Task The_control_endpoint_lets_it_go_wrong(string name)
    {
        var (way, cloud) = (Find(name), Cloud.WithVendor());
        using var stop = new CancellationTokenSource();
        var (ready, serving) = await ServeAsync(cloud, "calm", stop.Token);
        using var http = new HttpClient();
        foreach (var control in way.Control.Split("};{"))
        {
            var fault = JsonNode.Parse($"{{{control.Replace('\'', '"')}}}");
            using var answer = await http.PostAsJsonAsync($"{ready["control"]}/faults", fault, CancellationToken.None);
            Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync(CancellationToken.None));
        }

        Assert.That(way.Look(new Troubles(cloud)), Is.EqualTo(way.Seen));
        await stop.CancelAsync();
        await serving;
    }

    [TestCaseSource(nameof(Names))]
    public void Without_it_something_else_is_seen(string name)
    {
        var way = Find(name);
        Assert.That(way.Look(new Troubles(Cloud.WithVendor())), Is.Not.EqualTo(way.Seen), "else the look proves nothing");
    }

    [Test]
    public void No_scenario_and_no_kind_of_fault_is_left_out()
    {
        Assert.That(FaultWay.All.Select(way => way.Scenario), Is.EquivalentTo(Scenario.All.Select(s => s.Name).Where(name => name != "calm")));
        var kinds = FaultWay.All.SelectMany(way => way.Faults as object[] ?? [way.Faults])
            .Select(fault => fault is RequestFaultRule rule ? rule.Fault.GetType() : fault.GetType());
        Assert.That(
            kinds.Distinct(), Is.EquivalentTo(typeof(RequestFault).GetNestedTypes().Concat(typeof(WorldFault).GetNestedTypes())));
    }

    private static FaultWay Find(string name) => FaultWay.All.Single(way => way.Scenario == name);

    // The account of the test, as `serve` would serve one of its own.
    private static async Task<(JsonNode Ready, Task Serving)> ServeAsync(Cloud cloud, string scenario, CancellationToken token)
    {
        var output = new ReadyLine();
        var furnished = new FurnishedAccount(cloud.Aws, cloud.Stack.Name, new Dictionary<string, string>());
        var serving = ServeCommand.RunAsync(0, new SandboxOptions(), [Scenario.Find(scenario)!], _ => furnished, output, token);
        return (JsonNode.Parse(await output.Line.WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None))!, serving);
    }
}
