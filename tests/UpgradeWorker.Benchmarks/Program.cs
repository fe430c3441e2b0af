using System.Globalization;
using UpgradeWorker.Benchmarks;
using UpgradeWorker.Core.Certificates;

// CPU time of what the worker decides for one stack: the first time (with the compiler's own time) and after it.
using var plan = new WholePlan();
var entries = Inputs.Ledger(count: 10_000);
var names = NameSet.Of("lora.corp.example");

await MeasureAsync("a whole plan: change set of 500 resources, templates of 500 resources and 200 parameters, changelog of 130 versions", plan.AllAsync);
await MeasureAsync("  of it both templates", () => Task.FromResult(plan.Templates().Target.Resources.Count));
await MeasureAsync("  of it changelog and way", () => Task.FromResult(plan.Path().Commands.Count));
await MeasureAsync("  of it AWS's answers about the change set", async () => (await plan.DescribedAsync()).Changes.Count);
var templates = plan.Templates();
var path = plan.Path();
await MeasureAsync("  of it roles and parameters", () => Task.FromResult(WholePlan.Draft(templates, path).Parameters.Choices.Count));
var draft = WholePlan.Draft(templates, path);
var described = await plan.DescribedAsync();
await MeasureAsync("  of it replacements, risks, plan and fingerprints", () => Task.FromResult(WholePlan.Build(draft, described)));
await MeasureAsync("a ledger question with 10,000 entries", () =>
    Task.FromResult(CertificateLedger.Ask([names], entries, [], new LedgerLimits(), Inputs.Now).Room));

static async Task MeasureAsync(string what, Func<Task<int>> body)
{
    var first = await CpuAsync(body, 1);
    // Until the compiler has done its second round in the background, which would be counted too.
    await CpuAsync(body, 60);
    var later = await CpuAsync(body, 20) / 20;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {first:0.0} ms CPU the first time, {later:0.0} ms after it"));
}

static async Task<double> CpuAsync(Func<Task<int>> body, int times)
{
    var before = Environment.CpuUsage.TotalTime;
    for (var i = 0; i < times; i++)
    {
        await body();
    }

    return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
}
