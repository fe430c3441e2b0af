using System.Text.Json;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Commands;

/// <summary>The documented JSON of the verbs, member by member.</summary>
internal sealed class JsonShapeTests
{
    [Test]
    public async Task Runs()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        var run = Run.Start(Home.Run.Id, Home.Stack, Home.StackId, Home.Plan, Home.Run.WindowCloses, Home.At);
        await database.WriteAsync(
            async session =>
            {
                await RunStore.StartAsync(session, Home.Run);
                await RunProgressStore.TakeUpAsync(session, run);
                await AppendAsync(session, run, JournalKind.Begun, "begun", []);
                await AppendAsync(session, run, JournalKind.Done, "done", [new Evidence.ReservationTaken(1, 3)]);
            },
            CancellationToken.None);
        const string runs = """
            {"id":"r0123456789ab","stack":"prod","requestId":"UW-0001","plan":"PLAN","startedAt":"2026-11-22T10:00:00Z","windowCloses":"2026-11-22T13:00:00Z","generation":1,"step":"Preflight","goal":"the stack is as it was approved and everything needed is there","attempt":1,"dueAt":"2026-11-22T10:00:00Z","ending":null,"why":null,"endedAt":null}
            """;
        var one = runs.Trim().Replace("PLAN", Home.Plan.Hex, StringComparison.Ordinal);
        Assert.That((await home.RunAsync("runs", "--json")).Output.Trim(), Is.EqualTo($$"""{"ahead":[],"runs":[{{one}}]}"""));
        Assert.That((await home.RunAsync("runs", "r0123456789ab", "--json")).Output.Trim(), Is.EqualTo(
            $$"""{"run":{{one}},"journal":[{"seq":1,"at":"2026-11-22T10:00:00Z","generation":1,"step":"Preflight","attempt":1,"kind":"begun","message":"begun","evidence":[]},"""
            + """{"seq":2,"at":"2026-11-22T10:00:00Z","generation":1,"step":"Preflight","attempt":1,"kind":"done","message":"done","evidence":[{"kind":"reservation-taken","cost":1,"room":3}]}]}"""));
        Assert.That((await home.RunAsync("runs", "r0123456789ab")).Output, Does.Contain("under way").And.Contain("1 certificate reserved in the ledger, 3 left"));
        Assert.That((await home.RunAsync("runs", "rzzzzzzzzzzzz")).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Verbs_that_look_say_when_there_is_nothing_to_look_at()
    {
        using var home = new Home();
        var (exitCode, output, error) = await home.RunAsync("runs", "--json");
        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("has not run yet"));
        Assert.That(Directory.Exists(Path.Combine(home.Folder, "data")), Is.False);
    }

    [Test]
    public async Task Check()
    {
        using var home = new Home();
        // Port 9 (discard) on loopback: nobody listens, so AWS cannot be reached.
        var (exitCode, output, _) = await home.RunAsync(
            "check", "--json", "--setting", "Aws:Endpoint=http://127.0.0.1:9", "--setting", "Aws:MaxAttempts=1", "--setting", "Aws:CallDeadline=5s");
        using var document = JsonDocument.Parse(output);
        var checks = document.RootElement.GetProperty("checks").EnumerateArray().ToList();
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(checks.Select(check => string.Join(",", check.EnumerateObject().Select(member => member.Name))), Has.All.EqualTo("subject,state,message"));
        Assert.That(checks.Select(check => check.GetProperty("state").GetString()), Has.All.Match("^(ok|warning|wrong)$"));
        Assert.That(State("settings"), Is.EqualTo("ok"));
        Assert.That(State("database"), Is.EqualTo("ok"));
        Assert.That(State("mail"), Is.EqualTo("warning"));
        Assert.That(State("stack prod: identity"), Is.EqualTo("wrong"));
        Assert.That(State("stack prod: template sources"), Is.EqualTo("warning"));
        Assert.That(document.RootElement.GetProperty("wrong").GetInt32(), Is.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(home.Folder), Is.EqualTo(new[] { home.Settings }), "check changes nothing");

        string? State(string subject) => checks.Single(check => check.GetProperty("subject").GetString() == subject).GetProperty("state").GetString();
    }

    [Test]
    public async Task Check_lays_a_mail_into_a_folder_mailbox_and_takes_it_out_again()
    {
        using var home = new Home();
        Directory.CreateDirectory(Path.Combine(home.Folder, "mail"));
        var (_, output, _) = await home.RunAsync(
            "check", "--setting", "Mail:Kind=Folder", "--setting", "Mail:From=worker@example.com", "--setting", "Mail:Folder:Path=mail",
            "--setting", "Aws:Endpoint=http://127.0.0.1:9", "--setting", "Aws:MaxAttempts=1", "--setting", "Aws:CallDeadline=5s");
        Assert.That(output, Does.Contain("ok      mail: a mail to itself: was laid into both folders"));
        Assert.That(Directory.GetFiles(Path.Combine(home.Folder, "mail"), "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Status()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        const string empty = """
            {"key":"prod","stackName":"tts-prod","region":"eu-west-1","stackId":null,"status":null,"seenAt":null,"fault":null,"runningVersion":null,"newestRelease":null,"waiting":[],"sources":[],"drift":null,"plan":null,"findings":[],"approval":null,"nextWindow":WINDOW,"run":null,"openSteps":[],"certificates":null,"pausedBy":null}
            """;
        Assert.That(await StatusAsync(home), Is.EqualTo(empty.Trim()));
        await database.WriteAsync(
            async session =>
            {
                await WatchStore.SaveLookAsync(session, Home.Look);
                await WatchStore.SaveWatchAsync(session, Home.Stack, new StackWatch(Home.At, "no network", Home.At, null));
                await DriftStore.SaveReportAsync(session, new(Home.Stack, "d1", Home.At, true, "IN_SYNC", []));
                await PlanStore.SaveCurrentAsync(session, new(Home.Stack, "hash", Home.At, null, [new("UpToDate", "Nothing to do.")]));
                await ApprovalStore.SaveRequestAsync(session, Home.Request() with { IssuedAt = Home.At, ExpiresAt = Home.At.AddDays(7) });
                await RunStore.StartAsync(session, Home.Run);
                await RunProgressStore.TakeUpAsync(session, Run.Start(Home.Run.Id, Home.Stack, Home.StackId, Home.Plan, Home.Run.WindowCloses, Home.At));
            },
            CancellationToken.None);
        const string full = """
            {"key":"prod","stackName":"tts-prod","region":"eu-west-1","stackId":"arn:aws:cloudformation:eu-west-1:123456789012:stack/tts-prod/6d9f2c1a","status":"UPDATE_COMPLETE","seenAt":"2026-11-22T10:00:00Z","fault":"no network","runningVersion":"3.35.0","newestRelease":null,"waiting":[],"sources":[],"drift":{"status":"IN_SYNC","startedAt":"2026-11-22T10:00:00Z","resources":0},"plan":null,"findings":[{"reason":"UpToDate","message":"Nothing to do."}],"approval":{"id":"UW-0001","state":"Pending","issuedAt":"2026-11-22T10:00:00Z","expiresAt":"2026-11-29T10:00:00Z"},"nextWindow":WINDOW,"run":{"id":"r0123456789ab","step":"Preflight","ending":null,"startedAt":"2026-11-22T10:00:00Z","endedAt":null},"openSteps":[],"certificates":null,"pausedBy":null}
            """;
        Assert.That(await StatusAsync(home), Is.EqualTo(full.Trim()));
        Assert.That((await home.RunAsync("status", "prod")).Output, Does.Contain("no network").And.Contain("UW-0001: Pending").And.Contain("Nothing to do."));
        Assert.That((await home.RunAsync("status")).Output, Does.Contain("prod cannot be looked at: no network"));
    }

    [Test]
    public async Task Status_tells_of_mail_that_goes_nowhere()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        var longAgo = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await database.WriteAsync(
            async session =>
            {
                await OutboxStore.AppendAsync(session, new OutboxMail
                {
                    DedupeKey = "k",
                    Kind = "Summary",
                    Recipient = "jane@corp.example",
                    Subject = "s",
                    MessageId = "m@worker.example",
                    CreatedAt = longAgo,
                    GiveUpAt = longAgo,
                    Raw = [1],
                });
                await MailboxStore.LeaseAsync(session, "me", longAgo, longAgo);
                await MailboxStore.SavePassAsync(session, longAgo, "nobody answers", longAgo);
                await MailboxStore.SaveCanaryAsync(session, new Canary { Nonce = "n", SentAt = longAgo, AlarmedAt = longAgo });
            },
            CancellationToken.None);
        using var document = JsonDocument.Parse((await home.RunAsync("status", "--json", "--setting", "Approvals:RequireNotice=false")).Output);
        Assert.That(document.RootElement.GetProperty("mail").GetRawText(), Is.EqualTo(
            """{"waiting":1,"oldestWaiting":"2020-01-01T00:00:00Z","failed":0,"lastRead":"2020-01-01T00:00:00Z","fault":"nobody answers","canaryLostSince":"2020-01-01T00:00:00Z"}"""));
        Assert.That((await home.RunAsync("status")).Output, Does.Contain("1 waits to be sent, the oldest for ").And.Contain("nobody answers").And.Contain("did not arrive"));
    }

    [Test]
    public async Task Ledger()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        var names = NameSet.Of("things.example.com");
        var at = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var instance = new NewInstance(Home.StackId.Arn, "Instance", "i-1", at, null, true);
        await database.WriteAsync(session => LedgerStore.AddAsync(session, LedgerEntry.ForInstance(instance, names, 1, null), at), CancellationToken.None);
        var text = (await home.RunAsync("ledger", "things.example.com", "--json")).Output;
        using var document = JsonDocument.Parse(text);
        Assert.That(document.RootElement.GetProperty("names")[0].GetProperty("entries")[0].GetRawText(), Is.EqualTo(
            """{"id":1,"at":"2020-01-01T00:00:00Z","issuedAt":"2020-01-02T00:00:00Z","seen":false,"freesAt":"2020-01-09T00:00:00Z","cost":1,"source":"StackEvent","stackId":"arn:aws:cloudformation:eu-west-1:123456789012:stack/tts-prod/6d9f2c1a","instanceId":"i-1","runId":null,"serial":null,"reason":null,"by":null}"""));
        Assert.That(document.RootElement.GetProperty("names")[0].GetProperty("facts")[0].GetRawText(), Is.EqualTo(
            """{"id":1,"at":"2020-01-01T00:00:00Z","cost":1,"source":"StackEvent","stackId":"arn:aws:cloudformation:eu-west-1:123456789012:stack/tts-prod/6d9f2c1a","instanceId":"i-1","runId":null,"serial":null,"reason":null,"by":null,"corrects":null}"""));
        Assert.That(Members(document.RootElement), Is.EqualTo("at,limit,mode,keepInReserve,costPerReplacement,names"));
        Assert.That(Members(document.RootElement.GetProperty("names")[0]), Is.EqualTo("names,registeredDomain,room,allowed,nextAt,why,entries,reservations,facts,handshake"));
        Assert.That(document.RootElement.GetProperty("names")[0].GetProperty("room").GetInt32(), Is.EqualTo(5));
        Assert.That((await home.RunAsync("ledger", "not a name")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task A_plan_that_cannot_look_says_so_and_leaves_nothing_behind()
    {
        using var home = new Home();
        var (exitCode, output, _) = await home.RunAsync(
            "plan", "prod", "--json", "--setting", "Aws:Endpoint=http://127.0.0.1:9", "--setting", "Aws:MaxAttempts=1", "--setting", "Aws:CallDeadline=5s");
        using var document = JsonDocument.Parse(output);
        var plan = document.RootElement.GetProperty("plans")[0];
        Assert.That(exitCode, Is.EqualTo(69));
        Assert.That(Members(plan), Is.EqualTo("stack,fault,findings,plan"));
        Assert.That(plan.GetProperty("fault").GetString(), Is.Not.Null);
        Assert.That(Directory.GetFileSystemEntries(home.Folder), Is.EqualTo(new[] { home.Settings }));
    }

    private static string Members(JsonElement element) => string.Join(",", element.EnumerateObject().Select(member => member.Name));

    // The next window depends on the day of the test.
    private static async Task<string> StatusAsync(Home home)
    {
        var (_, output, error) = await home.RunAsync("status", "--json", "--setting", "Approvals:RequireNotice=false");
        Assert.That(error, Is.Empty);
        using var document = JsonDocument.Parse(output);
        Assert.That(Members(document.RootElement), Is.EqualTo("at,stacks,mail"));
        Assert.That(document.RootElement.GetProperty("mail").GetRawText(), Is.EqualTo(
            """{"waiting":0,"oldestWaiting":null,"failed":0,"lastRead":null,"fault":null,"canaryLostSince":null}"""));
        var stack = document.RootElement.GetProperty("stacks")[0];
        Assert.That(Members(stack.GetProperty("nextWindow")), Is.EqualTo("from,to"));
        return stack.GetRawText().Replace(stack.GetProperty("nextWindow").GetRawText(), "WINDOW", StringComparison.Ordinal);
    }

    private static Task AppendAsync(Session session, Run run, JournalKind kind, string message, IReadOnlyList<Evidence> evidence) =>
        RunProgressStore.AppendAsync(session, run, Home.At, kind, message, evidence);
}
