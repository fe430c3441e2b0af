using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Configuration.Reading;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;
using UpgradeWorker.Tests.Commands;
using UpgradeWorker.Tests.Mail;
using UpgradeWorker.Tests.Stories;

namespace UpgradeWorker.Tests.Diagnostics;

/// <summary>What <c>health.json</c> tells whoever watches the worker from outside.</summary>
internal sealed class HealthFileTests
{
    private FakeTimeProvider time = null!;

    [SetUp]
    public void Begin() => time = new(Home.At.AddMilliseconds(500));

    [Test]
    public async Task It_tells_of_stages_mailbox_mails_and_runs()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        var stages = new StageNotes(time);
        var file = File(home, database, stages);
        stages.Failed("PlanUpgradesJob", "it was the token hunter2");
        stages.Worked("AdvanceRunsJob");
        time.Advance(TimeSpan.FromMinutes(1));
        stages.Worked("PlanUpgradesJob");
        await database.WriteAsync(
            async session =>
            {
                await MailboxStore.LeaseAsync(session, "worker", time.GetUtcNow(), time.GetUtcNow().AddMinutes(5));
                await MailboxStore.SavePassAsync(session, time.GetUtcNow(), null, null);
                await RunStore.StartAsync(session, Home.Run);
                var run = Core.Runs.Run.Start(Home.Run.Id, Home.Stack, Home.StackId, Home.Plan, Home.Run.WindowCloses, Home.At);
                await RunProgressStore.TakeUpAsync(session, run);
                await RunProgressStore.ReopenAsync(session, run with { Ending = Core.Runs.RunEnding.NeedsAttention, EndedAt = Home.At });
            },
            default);
        await file.WriteAsync(default);
        var version = WorkerHost.Version;
        Assert.That(Read(home), Is.EqualTo(
            $$"""{"at":"2026-11-22T10:01:00Z","version":"{{version}}","ok":true,"wrong":[],"stages":["""
            + """{"stage":"AdvanceRunsJob","lastSuccess":"2026-11-22T10:00:00Z","lastFault":null,"fault":null},"""
            + """{"stage":"PlanUpgradesJob","lastSuccess":"2026-11-22T10:01:00Z","lastFault":"2026-11-22T10:00:00Z","fault":"it was the token ***"}]"""
            + ""","mailbox":{"lastRead":"2026-11-22T10:01:00Z","fault":null},"oldestUnsentMail":null,"runsNeedingAttention":["r0123456789ab"]}"""));
        Assert.That(Directory.GetFiles(Path.Combine(home.Folder, "data"), "*.tmp"), Is.Empty);
    }

    [Test]
    public async Task A_stage_that_fails_and_a_mailbox_that_nobody_reads_are_wrong()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        var stages = new StageNotes(time);
        var file = File(home, database, stages);
        await database.WriteAsync(
            async session =>
            {
                await MailboxStore.LeaseAsync(session, "worker", time.GetUtcNow(), time.GetUtcNow().AddMinutes(5));
                await MailboxStore.SavePassAsync(session, time.GetUtcNow(), null, null);
                await MailboxStore.SavePassAsync(session, time.GetUtcNow(), "nobody answers", null);
            },
            default);
        time.Advance(TimeSpan.FromMinutes(14));
        await file.WriteAsync(default);
        Assert.That(Wrong(home), Is.Empty);
        time.Advance(TimeSpan.FromMinutes(1));
        stages.Worked("KeepLedgerJob");
        time.Advance(TimeSpan.FromSeconds(1));
        stages.Failed("KeepLedgerJob", "Boom");
        await file.WriteAsync(default);
        Assert.That(Wrong(home), Is.EqualTo(new[]
        {
            "KeepLedgerJob failed at 2026-11-22T10:15:01Z: Boom", "The mailbox was not read since 2026-11-22T10:00:00Z: nobody answers",
        }));
    }

    [Test]
    public async Task Without_a_database_it_is_written_all_the_same_and_replaced_when_that_is_back()
    {
        using var home = new Home();
        Directory.CreateDirectory(Path.Combine(home.Folder, "data"));
        var blocked = Path.Combine(home.Folder, "blocked");
        Directory.CreateDirectory(blocked);
        await File(home, new Database(new SqlDialect.Sqlite(blocked)), new StageNotes(time)).WriteAsync(default);
        Assert.That(Wrong(home).Single(), Does.StartWith("The database cannot be used: "));
        await File(home, await home.OpenAsync(), new StageNotes(time)).WriteAsync(default);
        Assert.That(Wrong(home), Is.Empty);
    }

    [Test]
    public async Task The_service_writes_it_once_a_minute()
    {
        using var home = new Home();
        using var file = File(home, await home.OpenAsync(), new StageNotes(time));
        await file.StartAsync(default);
        var path = Path.Combine(home.Folder, "data", HealthFile.Name);
        Assert.That(() => System.IO.File.Exists(path), Is.True.After(20_000, 20));
        Assert.That(() => { time.Advance(TimeSpan.FromSeconds(30)); return At(home); }, Is.GreaterThan(Home.At.AddMinutes(2)).After(20_000, 20));
        await file.StopAsync(default);
    }

    private HealthFile File(Home home, Database database, StageNotes stages)
    {
        var errors = new List<SettingError>();
        var flat = new FlatSettings(home.Settings, home.Folder, JsonSettings.Flatten(System.IO.File.ReadAllText(home.Settings), "settings.json", errors), [], []);
        var settings = ((SettingsReading.Good)SettingsReader.Read(flat, time.GetUtcNow(), errors)).Settings;
        var guard = new SecretGuard();
        guard.Add("hunter2");
        var server = new MemoryMailServer(time, "worker@example.com");
        return new HealthFile(settings, stages, database, Story.MailBy(server, server), guard, time, NullLogger<HealthFile>.Instance);
    }

    private static string Read(Home home) => System.IO.File.ReadAllText(Path.Combine(home.Folder, "data", HealthFile.Name)).TrimEnd();

    private static IEnumerable<string?> Wrong(Home home) => JsonDocument.Parse(Read(home)).RootElement.GetProperty("wrong").EnumerateArray().Select(one => one.GetString());

    private static DateTimeOffset At(Home home) => JsonDocument.Parse(Read(home)).RootElement.GetProperty("at").GetDateTimeOffset();
}
