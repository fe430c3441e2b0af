using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using MimeKit;
using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>What went wrong with the story itself, as against the end that it came to.</summary>
internal sealed class StoryBroken(string message) : Exception(message);

/// <summary>
/// The story: the vendor publishes a version, the worker asks, the operator agrees, the worker upgrades and reports; then again
/// with a version that replaces the databases. The demo only watches and answers mails: all deeds are the worker's.
/// </summary>
internal sealed class DemoStory(
    VendorAccount account, DemoFolder folder, WorkerExecutable worker, DemoConsole console, TimeProvider clock)
{
    private const int MostLastWords = 10;

    /// <summary>Mails show the first twelve characters of a fingerprint.</summary>
    private const int ShownFingerprint = 12;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan PatienceWithStop = TimeSpan.FromSeconds(10);
    private readonly OperatorMailbox mailbox = new(folder, clock);
    private readonly Authenticator authenticator = new(clock);
    private readonly Narrator narrator = new(account, console);
    private readonly WorkerLog log = new(folder.Logs);
    private readonly ChangeSetWatch sets = new(account);
    private readonly EndStateReader reader = new(account);
    private readonly List<UpgradeRecord> upgrades = [];
    private readonly Queue<MimeMessage> mails = new();
    private readonly ConcurrentQueue<string> lastWords = new();

    public static Goal Goal { get; } = new(
        [.. VendorRelease.All.Skip(1).Select(r => r.Version)],
        [.. VendorRelease.All.Skip(1).SelectMany(r => r.Migrations.Select(m => $"{m} {r.Version}"))],
        DatabasesReplaced: true);

    /// <summary>Tells it to its end. Throws <see cref="StoryBroken"/> when something that must come does not.</summary>
    public async Task<IReadOnlyList<Verdict>> RunAsync(CancellationToken token)
    {
        DemoFolder.WriteWhole(Path.Combine(folder.Root, DemoSettings.SecretFile), authenticator.Secret);
        using var service = worker.Run(lastWords.Enqueue);
        console.Happened("demo", $"the worker runs as process {service.Id}", "grey");
        var ledger = "";
        try
        {
            await Upgrade(service, VendorRelease.All[1], "1. A new version: only the instance is replaced", showLedger: true, token);
            await Upgrade(service, VendorRelease.All[2], "2. A new version that replaces instance, database and Redis", showLedger: false, token);
            console.Chapter("What the worker remembers");
            ledger = await Print(token, "ledger");
            await Print(token, "runs");
            await PrintRuns(token);
        }
        finally
        {
            var stopped = await service.StopAsync(PatienceWithStop, clock);
            console.Happened("demo", stopped ? "the worker was asked to stop, and did" : "the worker did not stop in time and was killed", stopped ? "grey" : "red");
        }

        console.Chapter("The judge looks at the emulated AWS");
        var verdicts = Judge.Weigh(reader.Read(LedgerEntries(ledger), upgrades), Goal);
        console.Verdicts(verdicts);
        return verdicts;
    }

    private async Task Upgrade(WorkerProcess service, VendorRelease release, string title, bool showLedger, CancellationToken token)
    {
        console.Chapter(title);
        folder.Publish(release);
        console.Happened("vendor", $"publishes {release.Version}", "green");
        var request = await Mail(service, mail => OperatorMailbox.KindOf(mail) == "request" && (mail.Subject ?? "").Contains(release.Version, StringComparison.Ordinal), token);
        var announced = sets.Seen.LastOrDefault(s => s.Changes.Count > 0);
        console.Happened("operator", "reads the request:", "green");
        console.Mail(request);
        if (showLedger)
        {
            await Print(token, "ledger");
        }

        var before = account.Stack.LastChangeSetId;
        // One mail alone must not replace databases: the request then asks for the digits of the operator's authenticator.
        var answer = (request.TextBody ?? "").Contains("APPROVE 123456", StringComparison.Ordinal) ? "APPROVE " + await authenticator.NextAsync(token) : "APPROVE";
        mailbox.Reply(request, answer);
        console.Happened("operator", answer == "APPROVE" ? "answers APPROVE" : "answers APPROVE and the six digits of the authenticator", "green");
        var report = await Mail(service, mail => OperatorMailbox.KindOf(mail) is "succeeded" or "rolled-back" or "refused" or "needs-attention", token);
        console.Happened("operator", "reads the report:", "green");
        console.Mail(report);
        var executed = sets.Seen.LastOrDefault(s => s.Id == account.Stack.LastChangeSetId && s.Id != before);
        if (executed is not null)
        {
            var plan = await Runs(token) is [var newest, ..] ? newest["plan"]?.ToString() ?? "" : "";
            var shown = plan.Length >= ShownFingerprint && (request.TextBody ?? "").Contains(plan[..ShownFingerprint], StringComparison.Ordinal);
            upgrades.Add(new UpgradeRecord(
                release.Version, Shown(request, announced), ChangeSetWatch.Changes(executed), plan, shown ? plan[..ShownFingerprint] : ""));
        }
    }

    // What people were shown is the last analysis before the mail, and only if the mail names all that it replaces.
    private static IReadOnlyList<ChangedResource>? Shown(MimeMessage request, CloudFormation.ChangeSets.ChangeSet? announced)
    {
        var text = request.TextBody ?? "";
        return announced is not null && announced.Changes.Where(c => c.Replacement is not (null or "False")).All(c => text.Contains(c.LogicalId, StringComparison.Ordinal))
            ? ChangeSetWatch.Changes(announced)
            : null;
    }

    private async Task<MimeMessage> Mail(WorkerProcess service, Func<MimeMessage, bool> wanted, CancellationToken token)
    {
        while (true)
        {
            account.World.Settle();
            narrator.Tell();
            TellLog();
            foreach (var mail in mailbox.Fetch())
            {
                mails.Enqueue(mail);
            }

            while (mails.TryDequeue(out var mail))
            {
                if (wanted(mail))
                {
                    return mail;
                }

                console.Happened("mail", $"to {mail.To}: {mail.Subject}", "blue");
            }

            if (service.HasExited)
            {
                var words = string.Join('\n', lastWords.TakeLast(MostLastWords));
                throw new StoryBroken(string.Create(CultureInfo.InvariantCulture, $"The worker ended by itself with exit code {service.ExitCode}: {words}"));
            }

            await Task.Delay(Look, clock, token);
        }
    }

    private void TellLog()
    {
        foreach (var (level, step, text) in log.Fetch())
        {
            if (step is not null || level is "Warning" or "Error" or "Fatal")
            {
                console.Happened("worker", step is null || text.StartsWith(step, StringComparison.Ordinal) ? text : $"{step}: {text}", level is "Information" or "Debug" ? "default" : "red");
            }
        }
    }

    // Shown as for people; the JSON that the same verb gives is returned.
    private async Task<string> Print(CancellationToken token, params string[] verb)
    {
        var people = worker.Ask(token, verb);
        var machine = worker.Ask(token, [.. verb, "--json"]);
        var (exitCode, output, errors) = await people;
        console.Printed(string.Join(' ', verb), exitCode == 0 ? output : string.Create(CultureInfo.InvariantCulture, $"ended with {exitCode}: {errors}"));
        return (await machine).Output;
    }

    private async Task PrintRuns(CancellationToken token)
    {
        foreach (var id in (await Runs(token)).Select(r => r["id"]?.ToString()).OfType<string>().Reverse())
        {
            await Print(token, "runs", id);
        }
    }

    // Newest first.
    private async Task<IReadOnlyList<JsonObject>> Runs(CancellationToken token) =>
        [.. Rows((await worker.Ask(token, "runs", "--json")).Output, "runs").OrderByDescending(r => r["startedAt"]?.ToString(), StringComparer.Ordinal)];

    /// <summary>Certificates for the stack's domain in what <c>ledger --json</c> printed.</summary>
    internal static int LedgerEntries(string json) => Rows(json, "names")
        .Where(n => n["names"]?.ToString() == VendorStack.Domain)
        .SelectMany(n => n["entries"]?.AsArray().OfType<JsonObject>() ?? [])
        .Sum(e => e["cost"]?.GetValue<int>() ?? 0);

    // Nothing when the worker did not answer: the judge finds that out.
    private static IEnumerable<JsonObject> Rows(string json, string member) =>
        json.TrimStart().StartsWith('{') && JsonNode.Parse(json)?[member] is JsonArray rows ? rows.OfType<JsonObject>() : [];
}
