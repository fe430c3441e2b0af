using UpgradeWorker.Core.Runs;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Tests.Stories;

/// <summary>A snapshot counts only if it is ours, of the present database, and taken since the service stopped: else rows would be lost.</summary>
internal sealed class SnapshotGuardStoryTests
{
    [TestCase(true, "untagged", "SnapshotNotOurs", "exists, but lacks our tag upgradeworker:run=")]
    [TestCase(true, "another", "SnapshotOfAnother", "is of db-ANOTHER, not of the present")]
    [TestCase(true, "old", "SnapshotTooOld", "is older than the stop of the service at")]
    [TestCase(false, "untagged", "SnapshotNotOurs", "exists, but lacks our tag upgradeworker:run=")]
    [TestCase(false, "another", "SnapshotOfAnother", "is not of")]
    [TestCase(false, "old", "SnapshotTooOld", "is older than the stop of the service at")]
    public async Task Nothing_is_executed_on_a_snapshot_that_bears_our_name_and_is(bool ofDatabase, string what, string reason, string told)
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.StopService }, "the stop");
        var id = (await story.LatestRunAsync())!.Id;
        story.Account.World.Do(world =>
        {
            var at = what == "old" ? world.Now.AddHours(-1) : world.Now;
            KeyValuePair<string, string>[] tags = what == "untagged" ? []
                : [new(OwnSnapshots.RunTag, id.Value), new(OwnSnapshots.StackTag, VendorStack.Name)];
            foreach (var name in Enumerable.Range(0, 2).Select(index => RunNames.Snapshot(id, 1, index)))
            {
                if (ofDatabase)
                {
                    var source = what == "another" ? AnotherDatabase(world) : world.Resources.Of<DbInstance>().Single();
                    world.Resources.DatabaseSnapshots[name] = new DbSnapshot
                    {
                        Name = name,
                        Arn = world.Arn("rds", $"snapshot:{name}"),
                        Source = source,
                        Data = source.Data,
                        StartedAt = at,
                        CompletesAt = at,
                        Status = "available",
                        Tags = tags,
                    };
                }
                else
                {
                    var source = what == "another" ? AnotherCache(world) : world.Resources.Of<ReplicationGroup>().Single();
                    world.Resources.CacheSnapshots[name] = new CacheSnapshot
                    {
                        Name = name,
                        Arn = world.Arn("elasticache", $"snapshot:{name}"),
                        Source = source,
                        Data = source.Data,
                        StartedAt = at,
                        Status = "available",
                        Tags = tags,
                    };
                }
            }

            return true;
        });
        var run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, reason)), await story.TellAsync());
        await story.RunAsync();
        Assert.That(Plain(story.Mails("refused").Single().TextBody), Does.Contain(told));
        Assert.That(story.Account.Aws.Server.Calls, Has.None.Contains("ExecuteChangeSet"));
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_source_that_is_modified_after_its_snapshot_is_waited_for(bool isDatabase)
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(
            () => Task.FromResult(story.Account.World.Do(world => (isDatabase ? world.Resources.DatabaseSnapshots.Keys : (IEnumerable<string>)world.Resources.CacheSnapshots.Keys)
                .Any(name => name.StartsWith("uw-", StringComparison.Ordinal)))), "the snapshot");
        SetStatus("modifying");
        await story.PassAsync(TimeSpan.FromMinutes(30));
        Assert.That((await story.LatestRunAsync())!.Step, Is.EqualTo(RunStep.TakeSnapshots), await story.TellAsync());
        SetStatus("available");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());

        void SetStatus(string status) => story.Account.World.Do(world =>
        {
            EmulatedResource source = isDatabase ? world.Resources.Of<DbInstance>().Single() : world.Resources.Of<ReplicationGroup>().Single();
            source.Status = status;
            return true;
        });
    }

    private static DbInstance AnotherDatabase(SandboxWorld world)
    {
        var present = world.Resources.Of<DbInstance>().Single();
        var another = new DbInstance("another", present.Properties, world.Now.AddDays(-1)) { DbiResourceId = "db-ANOTHER", Arn = world.Arn("rds", "db:another"), Data = present.Data };
        foreach (var (name, value) in present.Attributes)
        {
            another.Attributes[name] = value;
        }

        return another;
    }

    private static ReplicationGroup AnotherCache(SandboxWorld world)
    {
        var present = world.Resources.Of<ReplicationGroup>().Single();
        var another = new ReplicationGroup("another", present.Properties, world.Now.AddDays(-1)) { Arn = world.Arn("elasticache", "replicationgroup:another"), Data = present.Data };
        foreach (var (name, value) in present.Attributes)
        {
            another.Attributes[name] = value;
        }

        return another;
    }

    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
