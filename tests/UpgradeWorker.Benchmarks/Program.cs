using System.Globalization;
using UpgradeWorker.Benchmarks;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;

// CPU time of what planning does for one stack, the first time (with the compiler's own time) and after it.
var changeSet = Inputs.ChangeSet(resources: 500);
var changelog = Inputs.Changelog(versions: 130);
var entries = Inputs.Ledger(count: 10_000);
var names = NameSet.Of("lora.corp.example");

Measure("a plan: change set of 500 resources, whole changelog", () =>
{
    var read = Changelog.Read([changelog]);
    var path = MigrationPath.Between(read, ReleaseVersion.Parse("3.0.0"), ReleaseVersion.Parse("3.129.0"));
    return ChangeSetJson.TryRead(changeSet, "changeset.json", out var description, out _)
        ? PlannedChanges.Of(ChangeSetReader.Read(description, new ChangeSetReadingPolicy { Documented = ReplacementTable.Documented })).Count + path.Commands.Count
        : throw new InvalidOperationException("The change set cannot be read.");
});
Measure("a ledger question with 10,000 entries", () =>
    CertificateLedger.Ask([names], entries, [], new LedgerLimits(), Inputs.Now).Room);

static void Measure(string what, Func<int> body)
{
    var first = Cpu(body, 1);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {first:0.0} ms CPU the first time, {Cpu(body, 20) / 20:0.0} ms after it"));
}

static double Cpu(Func<int> body, int times)
{
    var before = Environment.CpuUsage.TotalTime;
    for (var i = 0; i < times; i++)
    {
        body();
    }

    return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
}
