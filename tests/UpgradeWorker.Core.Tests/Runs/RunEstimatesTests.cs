using CsCheck;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Runs;

/// <summary>What is learnt from past runs, and which of their snapshots may go.</summary>
public sealed class RunEstimatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    [TestCase(new int[0], 60, TestName = "Without_past_runs_the_settings_count")]
    [TestCase(new[] { 10, 20 }, 60, TestName = "Two_past_runs_are_too_few")]
    [TestCase(new[] { 30, 10, 20 }, 30, TestName = "Of_three_the_longest_is_expected")]
    [TestCase(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 100 }, 9, TestName = "One_of_ten_may_take_longer")]
    public void A_run_is_expected_to_take(int[] pastMinutes, int minutes) => Assert.That(
        ExpectedDurations.Of(TimeSpan.FromHours(1), [.. pastMinutes.Select(past => TimeSpan.FromMinutes(past))]), Is.EqualTo(TimeSpan.FromMinutes(minutes)));

    [Test]
    public void At_least_nine_of_ten_past_runs_were_no_longer_than_expected() => Gen.Int[1, 10_000].List[3, 20].Sample(seconds =>
    {
        var past = seconds.Select(second => TimeSpan.FromSeconds(second)).ToList();
        var expected = ExpectedDurations.Of(TimeSpan.FromHours(1), past);
        return past.Count(one => one <= expected) >= past.Count * 0.9 && past.Contains(expected);
    });

    [Test]
    public void Only_old_snapshots_beyond_the_newest_go_and_never_one_that_a_parameter_names()
    {
        var own = Enumerable.Range(0, 8).Select(i => new OwnSnapshot("database", $"uw-{i}", $"arn:uw-{i}", Now.AddDays(-10 * (i + 1)), true))
            .Append(new OwnSnapshot("cache", "uw-c", "uw-c", Now.AddDays(-400), true))
            .Append(new OwnSnapshot("database", "uw-unfinished", "arn:uw-unfinished", Now.AddDays(-400), false)).ToList();
        var expired = SnapshotRetention.Expired(own, ["arn:UW-5", "m5.large", ""], ["UW-6"], TimeSpan.FromDays(30), 3, Now);
        Assert.That(expired.Select(one => one.Name), Is.EqualTo(new[] { "uw-3", "uw-4", "uw-7" }));
    }

    [TestCase("uw-2", TestName = "A_snapshot_that_a_parameter_names_stays")]
    [TestCase("arn:aws-cn:rds:cn-north-1:111122223333:snapshot:uw-2", TestName = "A_snapshot_that_a_parameter_names_by_an_ARN_stays")]
    [TestCase("uw-9, UW-2", TestName = "A_snapshot_that_a_parameter_names_in_a_list_stays")]
    public void What_a_parameter_names_stays(string value)
    {
        var own = Enumerable.Range(0, 3).Select(i => new OwnSnapshot("cache", $"uw-{i}", $"uw-{i}", Now.AddDays(-40 - i), true)).ToList();
        Assert.That(SnapshotRetention.Expired(own, [value], [], TimeSpan.FromDays(30), 1, Now).Select(one => one.Name), Is.EqualTo(new[] { "uw-1" }));
    }

    [Test]
    public void A_snapshot_that_failed_is_none_of_the_newest_that_stay()
    {
        OwnSnapshot[] own = [new("database", "uw-0", "arn:uw-0", Now.AddDays(-50), true), new("database", "uw-1", "arn:uw-1", Now.AddDays(-40), false)];
        Assert.That(SnapshotRetention.Expired(own, [], [], TimeSpan.FromDays(30), 1, Now), Is.Empty);
    }

    [Test]
    public void Nothing_within_its_time_or_among_the_newest_is_ever_deleted() => Gen.Int[0, 100].Array[0, 12].Sample(days =>
    {
        var own = days.Select((day, i) => new OwnSnapshot("database", $"uw-{i}", $"arn:uw-{i}", Now.AddDays(-day), true)).ToList();
        var expired = SnapshotRetention.Expired(own, [], [], TimeSpan.FromDays(30), 3, Now);
        return expired.All(one => Now - one.CreatedAt > TimeSpan.FromDays(30)) && own.Count - expired.Count >= Math.Min(3, own.Count);
    });
}
