using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_run_comes_back_whole_by_its_id_and_by_its_approval()
    {
        Assert.That(await StartAsync(Some.Started()), Is.True);

        Assert.That(await file.ReadAsync(session => RunStore.FindAsync(session, Some.RunId(1))), Is.EqualTo(Some.Started()));
        Assert.That(await file.ReadAsync(session => RunStore.OfRequestAsync(session, "UW-0001")), Is.EqualTo(Some.Started()));
        Assert.That(await file.ReadAsync(session => RunStore.OfRequestAsync(session, "UW-0002")), Is.Null);
    }

    [Test]
    public async Task A_stack_has_one_run_at_a_time_even_when_many_start_at_once()
    {
        var started = await file.RaceAsync(8, (session, worker) => RunStore.StartAsync(session, Some.Started(worker)));

        Assert.That(started.Count(one => one), Is.EqualTo(1));
        Assert.That(await StartAsync(Some.Started(20, Some.OtherStack)), Is.True, "another stack does not wait");
    }

    [Test]
    public async Task A_stack_that_has_another_key_now_is_still_the_stack_of_its_run()
    {
        await StartAsync(Some.Started());
        await file.WriteAsync(session => RunProgressStore.TakeUpAsync(session, Some.Run()));

        Assert.That(await StartAsync(Some.Started(2, Some.OtherStack) with { StackId = Some.StackId }), Is.False, "it would run twice at once");
        Assert.That((await file.ReadAsync(session => RunProgressStore.LatestOfAsync(session, Some.OtherStack, Some.StackId)))?.Id, Is.EqualTo(Some.RunId(1)));
    }

    [Test]
    public async Task A_stack_runs_again_once_its_run_has_ended_but_never_twice_on_one_approval()
    {
        await StartAsync(Some.Started());
        await file.WriteAsync(session => RunProgressStore.TakeUpAsync(session, Some.Run()));
        Assert.That(await StartAsync(Some.Started(2)), Is.False, "the first is under way");

        await file.WriteAsync(session => RunProgressStore.SaveAsync(
            session, Some.Run() with { Ending = RunEnding.Succeeded, EndedAt = Some.At(9) }, fence: 0));

        Assert.That(await StartAsync(Some.Started(3, request: "UW-0001")), Is.False, "the approval was used");
        Assert.That(await StartAsync(Some.Started(4, minutes: 10)), Is.True);
        Assert.That((await file.ReadAsync(RunStore.AllAsync)).Select(run => run.Id), Is.EqualTo([Some.RunId(4), Some.RunId(1)]));
        Assert.That((await file.ReadAsync(RunStore.UnderWayAsync)).Select(run => run.Id), Is.EqualTo([Some.RunId(4)]));
    }

    [Test]
    public async Task A_run_waits_to_be_taken_up_and_is_so_once()
    {
        await StartAsync(Some.Started());
        Assert.That(await file.ReadAsync(RunStore.NotTakenUpAsync), Is.EqualTo([Some.Started()]));

        await file.WriteAsync(session => RunProgressStore.TakeUpAsync(session, Some.Run()));
        await file.WriteAsync(session => RunProgressStore.TakeUpAsync(session, Some.Run() with { Step = RunStep.Migrate }));

        Assert.That(await file.ReadAsync(RunStore.NotTakenUpAsync), Is.Empty);
        Assert.That(await file.ReadAsync(session => RunProgressStore.FindAsync(session, Some.RunId(1))), Is.EqualTo(Some.Run()));
    }

    private Task<bool> StartAsync(StartedRun run) => file.WriteAsync(session => RunStore.StartAsync(session, run));
}
