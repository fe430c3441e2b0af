using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DriftStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task The_detection_under_way_is_kept_and_forgotten_when_it_ended()
    {
        var waiting = new DriftWatch { DueAt = Some.At(1), DetectionId = "d-1", StartedAt = Some.At(0), Fault = "Throttled" };
        await file.WriteAsync(session => DriftStore.SaveWatchAsync(session, Some.Stack, waiting));
        Assert.That(await file.ReadAsync(session => DriftStore.WatchAsync(session, Some.Stack)), Is.EqualTo(waiting));

        var idle = new DriftWatch { DueAt = Some.At(60) };
        await file.WriteAsync(session => DriftStore.SaveWatchAsync(session, Some.Stack, idle));
        Assert.That(await file.ReadAsync(session => DriftStore.WatchAsync(session, Some.Stack)), Is.EqualTo(idle));
    }

    [Test]
    public async Task The_report_of_the_newest_detection_is_the_latest_and_the_first_report_of_one_stands()
    {
        await file.WriteAsync(async session =>
        {
            await DriftStore.SaveReportAsync(session, Report("new", 60));
            await DriftStore.SaveReportAsync(session, Report("old", 0));
            await DriftStore.SaveReportAsync(session, Report("new", 60) with { Status = "IN_SYNC" });
        });

        var latest = await file.ReadAsync(session => DriftStore.LatestAsync(session, Some.Stack));
        Assert.That(Some.Content(latest), Is.EqualTo(Some.Content(Report("new", 60))));
        Assert.That(await file.ReadAsync(session => DriftStore.LatestAsync(session, Some.OtherStack)), Is.Null);
    }

    [Test]
    public async Task What_was_told_is_kept_by_stack_and_replaced_as_a_whole()
    {
        KnownDrift[] first = [new("Group|MODIFIED|/Rules/0", "Group", Some.At(0)), new("Alarm|DELETED", "Alarm", Some.At(1))];
        await file.WriteAsync(session => DriftStore.SaveKnownAsync(session, Some.Stack, first));
        Assert.That(await file.ReadAsync(session => DriftStore.KnownAsync(session, Some.Stack)), Is.EqualTo(first));
        await file.WriteAsync(session => DriftStore.SaveKnownAsync(session, Some.Stack, [first[1]]));
        Assert.That(await file.ReadAsync(session => DriftStore.KnownAsync(session, Some.Stack)), Is.EqualTo(first[1..]));
        Assert.That(await file.ReadAsync(session => DriftStore.KnownAsync(session, Some.OtherStack)), Is.Empty);
    }

    private static DriftReport Report(string id, double minutes) => new(
        Some.Stack, id, Some.At(minutes), Completed: true, "DRIFTED",
        [new DriftedResource("Group", "AWS::EC2::SecurityGroup", "MODIFIED", null, [new DriftDifference("/Rules/0", null, "{\"Port\":22}", "ADD")])]);
}
