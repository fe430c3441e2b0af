using UpgradeWorker.Core.Runs;
using UpgradeWorker.Jobs;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// A kill on either side of any effect, and whatever AWS does to any one call, changes nothing about how a story ends. Every story has
/// many of them, each point one; the points are dealt out to several stories, so that no step comes to its deadline by them alone.
/// UPGRADEWORKER_CRASH_POINTS=all tells all stories; else a sample of them.
/// </summary>
internal sealed class CrashTests
{
    private const int Deals = 6;

    /// <summary>Fewer than any step that only looks has attempts before its deadline.</summary>
    private const int MostInAStep = 4;

    private static readonly bool All = Environment.GetEnvironmentVariable("UPGRADEWORKER_CRASH_POINTS") == "all";

    public static IEnumerable<TestCaseData> Kills() =>
        from version in (string[])[Upgrade.ReplacesInstance, Upgrade.ReplacesDatabases]
        from deal in Enumerable.Range(0, Deals)
        where All || (deal == 3 && version == Upgrade.ReplacesDatabases) || (deal == 0 && version == Upgrade.ReplacesInstance)
        select new TestCaseData(version, deal);

    [TestCaseSource(nameof(Kills))]
    public async Task A_worker_killed_right_before_and_right_after_every_effect_ends_the_same(string version, int deal)
    {
        await using var upgrade = await Upgrade.BeginAsync(version);
        var seen = new Dictionary<StoryPoint, (int Index, int Times)>();
        var deaths = new Dictionary<string, int>(StringComparer.Ordinal);
        upgrade.Story.Doom = point =>
        {
            var (index, times) = seen.GetValueOrDefault(point, (seen.Count, 0));
            seen[point] = (index, times + 1);
            var death = index % Deals != deal ? Death.None : times switch { 0 => Death.Before, 1 => Death.After, _ => Death.None };
            // Each try at an effect is journalled first, and so makes new points for ever; no step is tried for ever.
            var most = point.Step == nameof(RunStep.ExecuteChangeSet) ? 4 : 8;
            return death != Death.None && (deaths[point.Step] = deaths.GetValueOrDefault(point.Step) + 1) > most ? Death.None : death;
        };
        var run = await upgrade.TellAsync();
        await TestContext.Out.WriteLineAsync($"{seen.Count} points, {upgrade.Story.Deaths} deaths");
        Assert.That(await upgrade.BrokenAsync(run), Is.Empty, await upgrade.Story.TellAsync());
        Assert.That(upgrade.Story.Deaths, Is.GreaterThan(30));
    }

    public static IEnumerable<TestCaseData> Faults() =>
        from version in (string[])[Upgrade.ReplacesInstance, Upgrade.ReplacesDatabases]
        from fault in (RequestFault[])[new RequestFault.ReplyLost(), new RequestFault.ErrorAfter(), new RequestFault.ErrorBefore(), new RequestFault.Throttled()]
        from deal in Enumerable.Range(0, 2 * Deals)
        where All || (fault is RequestFault.ReplyLost && deal is 2 or 7 && version == Upgrade.ReplacesDatabases)
        select new TestCaseData(version, fault, deal);

    [TestCaseSource(nameof(Faults))]
    public async Task A_story_ends_the_same_whichever_call_goes_wrong(string version, RequestFault fault, int deal)
    {
        await using var upgrade = await Upgrade.BeginAsync(version);
        var seen = new HashSet<StoryPoint>();
        var faults = new Dictionary<string, int>(StringComparer.Ordinal);
        upgrade.Story.Doom = point =>
        {
            // Each try makes new points, and these new faults: no step is tried for ever. The first has no line before it.
            var step = point is { Step: "", Job: nameof(AdvanceRunsJob) } ? nameof(RunStep.Preflight) : point.Step;
            if (point.IsCall && seen.Add(point) && seen.Count % (2 * Deals) == deal && faults.GetValueOrDefault(step) < MostInAStep)
            {
                faults[step] = faults.GetValueOrDefault(step) + 1;
                upgrade.Spoil(fault, fault is RequestFault.Throttled ? 2 : 1);
            }

            return Death.None;
        };
        var run = await upgrade.TellAsync();
        await TestContext.Out.WriteLineAsync($"{seen.Count} calls, {faults.Values.Sum()} faults");
        Assert.That(await upgrade.BrokenAsync(run), Is.Empty, await upgrade.Story.TellAsync());
        Assert.That(faults.Values.Sum(), Is.GreaterThan(5));
    }

    [Test]
    public async Task A_worker_started_after_a_kill_takes_its_run_up_at_once()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var killedAt = default(DateTimeOffset);
        var goneOnAt = default(DateTimeOffset);
        story.Doom = point =>
        {
            if (point.Name == "aws GetCallerIdentity")
            {
                if (killedAt == default)
                {
                    killedAt = story.Time.GetUtcNow();
                    return Death.Before;
                }

                goneOnAt = story.Time.GetUtcNow();
            }

            return Death.None;
        };
        await story.UntilAsync(() => Task.FromResult(goneOnAt != default), "the next worker's Preflight");
        Assert.That(goneOnAt, Is.EqualTo(killedAt), "the lease of the worker that is no more need not run out");
    }

    [Test]
    public async Task A_worker_started_after_a_kill_reads_the_mailbox_at_once()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        var request = await story.RequestAsync();
        await story.RestartAsync();
        story.Reply(request, "APPROVE");
        await story.RunAsync();
        // A file is read at the second look, when it has stayed the same.
        story.Time.Advance(TimeSpan.FromSeconds(1));
        await story.RunAsync();
        Assert.That(await story.LatestRunAsync(), Is.Not.Null);
    }
}
