using System.Text.Json;
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
        Assert.That((await home.RunAsync("runs", "--json")).Output.Trim(), Is.EqualTo($$"""{"runs":[{{one}}]}"""));
        Assert.That((await home.RunAsync("runs", "r0123456789ab", "--json")).Output.Trim(), Is.EqualTo(
            $$"""{"run":{{one}},"journal":[{"seq":1,"at":"2026-11-22T10:00:00Z","generation":1,"step":"Preflight","attempt":1,"kind":"begun","message":"begun","evidence":[]},"""
            + """{"seq":2,"at":"2026-11-22T10:00:00Z","generation":1,"step":"Preflight","attempt":1,"kind":"done","message":"done","evidence":[{"kind":"reservation-taken","cost":1,"room":3}]}]}"""));
        Assert.That((await home.RunAsync("runs", "r0123456789ab")).Output, Does.Contain("under way").And.Contain("ReservationTaken: Cost 1, Room 3"));
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

    private static Task AppendAsync(Session session, Run run, JournalKind kind, string message, IReadOnlyList<Evidence> evidence) =>
        RunProgressStore.AppendAsync(session, run, Home.At, kind, message, evidence);
}
