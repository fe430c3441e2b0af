using System.Text.Json;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Storage;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Stories whose worker remembers in PostgreSQL.</summary>
internal sealed class PostgreSqlStoryTests
{
    [Test]
    public async Task A_new_template_is_asked_about_approved_run_and_reported()
    {
        await using var story = await BeginAsync(workers: 1);
        var reader = new EndStateReader(story.Account);
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.PassAsync(TimeSpan.FromMinutes(30));
        var end = await story.EndStateAsync(reader);
        Assert.That(end.VersionTag, Is.EqualTo("3.36.0"));
        Assert.That(end.ServiceActive);
        Assert.That(end.Unmigrated, Is.Empty);
        Assert.That(end.Database.Rows, Is.SupersetOf(end.AcknowledgedRows));
        Assert.That((await story.Database.ReadAsync(LedgerStore.AllAsync, CancellationToken.None)).Sum(entry => entry.Cost), Is.EqualTo(end.CertificatesIssued));
        Assert.That(await story.Database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None), Is.Empty);
        Assert.That(story.Mails("succeeded"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_workers_on_one_database_do_each_thing_as_often_as_one_does()
    {
        await using var one = await Story.BeginAsync();
        var alone = await UpgradeAsync(one);
        await using var two = await BeginAsync(workers: 2);

        Assert.That(await UpgradeAsync(two), Is.EqualTo(alone));

        Assert.That(Calls(two, "ExecuteChangeSet"), Is.EqualTo(1));
        Assert.That(Calls(two, "CreateDBSnapshot"), Is.EqualTo(1));
        Assert.That(await two.Database.ReadAsync(RunStore.AllAsync, CancellationToken.None), Has.Count.EqualTo(1));
        Assert.That(await two.Database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None), Is.Empty);
    }

    /// <summary>What an upgrade that replaces everything did to the account and in the outbox, as "what: how often".</summary>
    private static async Task<IReadOnlyList<string>> UpgradeAsync(Story story)
    {
        var reader = new EndStateReader(story.Account);
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.PassAsync(TimeSpan.FromMinutes(30));
        var end = await story.EndStateAsync(reader);
        Assert.That(end.Database.Rows, Is.SupersetOf(end.AcknowledgedRows));
        Assert.That(end.Redis.Rows, Is.SupersetOf(end.AcknowledgedRows));
        Assert.That(end.MigrationCalls, Is.Unique);
        return
        [
            .. new[] { "CreateChangeSet", "ExecuteChangeSet", "DeleteChangeSet", "CreateDBSnapshot", "CreateSnapshot", "SendCommand" }
                .Select(operation => $"{operation}: {Calls(story, operation)}"),
            .. new[] { "request", "approved", "started", "succeeded" }.Select(kind => $"mail {kind}: {story.Mails(kind).Count}"),
        ];
    }

    private static Task<Story> BeginAsync(int workers) => Story.BeginAsync(
        extra: $$"""
            "Database": { "ConnectionString": {{JsonSerializer.Serialize(PostgresServer.Need().NewSchema())}} },
            """,
        workers: workers);

    private static int Calls(Story story, string operation) =>
        story.Account.Aws.Server.Calls.Count(call => call.Contains(operation, StringComparison.Ordinal));
}
