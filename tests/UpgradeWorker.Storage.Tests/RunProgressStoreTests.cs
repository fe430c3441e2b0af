using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunProgressStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task Where_a_run_stands_comes_back_whole()
    {
        await TakeUpAsync(Some.Run());
        var claimed = await ClaimAsync("a", 0);
        var moved = Some.Run() with
        {
            Generation = 2,
            Step = RunStep.AwaitRollback,
            Attempt = 3,
            StepBegan = Some.At(4),
            Due = Some.At(5),
            Ending = RunEnding.RolledBack,
            Why = Some.Finding,
            EndedAt = Some.At(6),
        };

        await SaveAsync(moved, claimed!.Fence);

        Assert.That(await file.ReadAsync(session => RunProgressStore.FindAsync(session, Some.RunId(1))), Is.EqualTo(moved));
        Assert.That(await file.ReadAsync(session => RunProgressStore.LatestOfAsync(session, Some.Stack)), Is.EqualTo(moved));
        Assert.That(await file.ReadAsync(RunProgressStore.AllAsync), Is.EqualTo([moved]));
        Assert.That(await file.ReadAsync(session => RunProgressStore.LatestOfAsync(session, Some.OtherStack)), Is.Null);
    }

    [Test]
    public async Task A_run_is_claimed_by_one_worker_only_even_when_many_ask_at_once()
    {
        await TakeUpAsync(Some.Run());

        var claims = await file.RaceAsync(
            8, (session, worker) => RunProgressStore.ClaimDueAsync(session, $"worker {worker}", Some.At(0), Some.At(2)));

        Assert.That(claims.Count(claim => claim is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task The_run_that_is_due_longest_is_claimed_first_and_none_before_it_is_due()
    {
        await TakeUpAsync(Some.Run(1, Some.Stack, 10));
        await TakeUpAsync(Some.Run(2, Some.OtherStack, 5));

        Assert.That(await ClaimAsync("a", 4.9), Is.Null);
        Assert.That(await file.ReadAsync(RunProgressStore.NextDueAsync), Is.EqualTo(Some.At(5)));
        Assert.That((await ClaimAsync("a", 10))?.Run.Id, Is.EqualTo(Some.RunId(2)));
        Assert.That((await ClaimAsync("a", 10))?.Run.Id, Is.EqualTo(Some.RunId(1)));
        Assert.That(await ClaimAsync("a", 10), Is.Null);
    }

    [Test]
    public async Task A_run_that_the_worker_may_not_move_is_passed_over_and_is_no_reason_to_go_on()
    {
        await TakeUpAsync(Some.Run(1));
        await TakeUpAsync(Some.Run(2, Some.OtherStack, 5));

        Assert.That(await file.ReadAsync(session => RunProgressStore.IsAnyDueAsync(session, Some.At(4), run => run.Stack == Some.OtherStack)), Is.False);
        var claimed = await file.WriteAsync(
            session => RunProgressStore.ClaimDueAsync(session, "a", Some.At(10), Some.At(12), run => run.Stack == Some.OtherStack));
        Assert.That(claimed?.Run.Id, Is.EqualTo(Some.RunId(2)));
        Assert.That((await ClaimAsync("b", 10))?.Run.Id, Is.EqualTo(Some.RunId(1)));
    }

    [Test]
    public async Task A_run_that_a_clock_which_was_hours_ahead_put_off_is_due_once_the_clock_is_right()
    {
        await TakeUpAsync(Some.Run(1, Some.Stack, 60));
        await TakeUpAsync(Some.Run(2, Some.OtherStack, 180));

        Assert.That((await ClaimAsync("a", 0))?.Run.Id, Is.EqualTo(Some.RunId(2)));
        Assert.That(await ClaimAsync("a", 0), Is.Null, "the other one is still put off for no longer than it may be");
    }

    [Test]
    public async Task A_run_at_a_step_that_a_newer_version_wrote_keeps_no_other_from_moving()
    {
        await TakeUpAsync(Some.Run(1, Some.Stack, 0));
        await TakeUpAsync(Some.Run(2, Some.OtherStack, 5));
        file.Column($"UPDATE run_progress SET step = 'Polish' WHERE run_id = '{Some.RunId(1)}'");

        Assert.That((await ClaimAsync("a", 10))?.Run.Id, Is.EqualTo(Some.RunId(2)));
        Assert.That(await ClaimAsync("a", 10), Is.Null);
        Assert.That(await file.ReadAsync(session => RunProgressStore.IsAnyDueAsync(session, Some.At(10))), Is.False);
        Assert.That(await file.ReadAsync(RunProgressStore.AtUnknownStepsAsync), Is.EqualTo(new[] { (Some.RunId(1), "Polish") }));
        Assert.That(await file.ReadAsync(session => RunProgressStore.OfAsync(session, Some.OtherStack)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_lease_that_ran_out_is_taken_over_and_the_late_worker_saves_nothing()
    {
        await TakeUpAsync(Some.Run());
        var late = await ClaimAsync("late", 0);
        Assert.That(await ClaimAsync("quick", 1.9), Is.Null, "the lease still runs");

        var quick = await ClaimAsync("quick", 2);
        Assert.That(quick?.Fence, Is.GreaterThan(late!.Fence));

        await Assert.ThrowsAsync<StaleRunException>(() => file.WriteAsync(async session =>
        {
            await RunProgressStore.AppendAsync(session, late.Run, Some.At(3), JournalKind.Done, "too late", []);
            await RunProgressStore.SaveAsync(session, late.Run with { Step = RunStep.Migrate }, late.Fence);
        }));
        Assert.That(await file.ReadAsync(session => RunProgressStore.JournalAsync(session, Some.RunId(1))), Is.Empty);
        Assert.That((await file.ReadAsync(session => RunProgressStore.FindAsync(session, Some.RunId(1))))?.Step, Is.EqualTo(RunStep.Preflight));

        await SaveAsync(quick!.Run with { Step = RunStep.StopService }, quick.Fence);
        Assert.That((await file.ReadAsync(session => RunProgressStore.FindAsync(session, Some.RunId(1))))?.Step, Is.EqualTo(RunStep.StopService));
    }

    [Test]
    public async Task A_late_worker_does_not_give_back_the_lease_of_another()
    {
        await TakeUpAsync(Some.Run());
        var late = await ClaimAsync("late", 0);
        await ClaimAsync("quick", 2);

        await file.WriteAsync(session => RunProgressStore.ReleaseAsync(session, Some.RunId(1), late!.Fence));

        Assert.That(await ClaimAsync("third", 3), Is.Null);
    }

    [Test]
    public async Task A_lease_given_back_lets_the_next_worker_in_at_once()
    {
        await TakeUpAsync(Some.Run());
        var claimed = await ClaimAsync("a", 0);

        await file.WriteAsync(session => RunProgressStore.ReleaseAsync(session, Some.RunId(1), claimed!.Fence));

        Assert.That((await ClaimAsync("b", 0))?.Run, Is.EqualTo(Some.Run()));
    }

    [Test]
    public async Task An_ended_run_is_never_due_until_it_is_opened_again()
    {
        await TakeUpAsync(Some.Run());
        var claimed = await ClaimAsync("a", 0);
        var ended = Some.Run() with { Ending = RunEnding.NeedsAttention, Why = Some.Finding, EndedAt = Some.At(1) };
        await SaveAsync(ended, claimed!.Fence);
        Assert.That(await ClaimAsync("a", 100), Is.Null);
        Assert.That(await file.ReadAsync(RunProgressStore.NextDueAsync), Is.Null);

        var again = Some.Run() with { Generation = 2, Step = RunStep.Migrate, Due = Some.At(50) };
        await file.WriteAsync(session => RunProgressStore.ReopenAsync(session, again));

        Assert.That((await ClaimAsync("a", 100))?.Run, Is.EqualTo(again));
        await Assert.ThrowsAsync<StaleRunException>(() => SaveAsync(ended, claimed.Fence), "what was claimed before is out of date");
    }

    [Test]
    public async Task Every_step_and_ending_can_be_read_again()
    {
        foreach (var (step, index) in Enum.GetValues<RunStep>().Select((step, index) => (step, index)))
        {
            var ending = Enum.GetValues<RunEnding>()[index % Enum.GetValues<RunEnding>().Length];
            await TakeUpAsync(Some.Run(index));
            var run = Some.Run(index) with { Step = step, Ending = ending, EndedAt = Some.At(1) };
            await SaveAsync(run, fence: 0);

            Assert.That(await file.ReadAsync(session => RunProgressStore.FindAsync(session, Some.RunId(index))), Is.EqualTo(run));
        }
    }

    private Task TakeUpAsync(Run run) => file.WriteAsync(async session =>
    {
        await RunStore.StartAsync(session, new StartedRun(
            run.Id, run.Stack, run.StackId, run.Plan, $"UW-{run.Id}", run.StartedAt, run.WindowCloses));
        await RunProgressStore.TakeUpAsync(session, run);
    });

    private Task<ClaimedRun?> ClaimAsync(string owner, double minutes) => file.WriteAsync(
        session => RunProgressStore.ClaimDueAsync(session, owner, Some.At(minutes), Some.At(minutes + 2)));

    private Task SaveAsync(Run run, long fence) => file.WriteAsync(session => RunProgressStore.SaveAsync(session, run, fence));
}
