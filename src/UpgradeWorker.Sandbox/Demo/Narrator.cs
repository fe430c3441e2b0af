using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>Tells what has happened in the emulated account since it was last asked.</summary>
internal sealed class Narrator(VendorAccount account, DemoConsole console)
{
    private static readonly HashSet<string> Told = ["Instance", "Database", "Redis", "AddressAssociation", VendorStack.Name];
    private readonly HashSet<string> snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> commands = new(StringComparer.Ordinal);
    private int events = account.Stack.Events.Count;
    private int certificates;
    private int refusals;
    private int migrations;

    public void Tell()
    {
        List<(string Who, string What, string Colour)> news = account.World.Do(_ => News().ToList());
        news.ForEach(n => console.Happened(n.Who, n.What, n.Colour));
    }

    private IEnumerable<(string Who, string What, string Colour)> News()
    {
        foreach (var one in account.Stack.Events.Skip(events).Where(e => Told.Contains(e.LogicalResourceId)))
        {
            yield return ("AWS", $"{one.LogicalResourceId} {one.Status}{(one.Reason is { } why ? $": {why}" : "")}", "yellow");
        }

        events = account.Stack.Events.Count;
        var resources = account.World.Resources;
        foreach (var (name, status, what) in resources.DatabaseSnapshots.Values.Select(s => (s.Name, s.Status, "RDS snapshot"))
            .Concat(resources.CacheSnapshots.Values.Select(s => (s.Name, s.Status, "Redis backup"))))
        {
            if (snapshots.Add($"{what} {name} {status}"))
            {
                yield return ("AWS", $"{what} {name} is {status}", "yellow");
            }
        }

        foreach (var (id, comment, status) in account.Vendor.Commands)
        {
            if (commands.GetValueOrDefault(id) != status && status is not ("Pending" or "InProgress"))
            {
                yield return ("SSM", $"{comment}: {status}", status == "Success" ? "yellow" : "red");
            }

            commands[id] = status;
        }

        var application = account.Vendor.Application;
        foreach (var call in application.MigrationCalls.Skip(migrations))
        {
            yield return ("instance", $"{call.Component}-db migrate of {call.BinaryVersion} ended with {call.ExitCode}", "magenta");
        }

        migrations = application.MigrationCalls.Count;
        foreach (var certificate in application.LetsEncrypt.Issued.Skip(certificates))
        {
            yield return ("LE", $"certificate for {string.Join(", ", certificate.Names)} issued to {certificate.Account}", "cyan");
        }

        certificates = application.LetsEncrypt.Issued.Count;
        foreach (var refusal in application.LetsEncrypt.Refusals.Skip(refusals))
        {
            yield return ("LE", refusal, "red");
        }

        refusals = application.LetsEncrypt.Refusals.Count;
    }
}
