using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JournalTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [TestCaseSource(typeof(EveryEvidence), nameof(EveryEvidence.Cases))]
    public async Task Evidence_of_every_case_comes_back_whole(Evidence evidence)
    {
        await AppendAsync(Some.Run(), "done", evidence);

        var read = (await JournalAsync()).Single().Evidence.Single();
        Assert.That(read, Is.TypeOf(evidence.GetType()));
        Assert.That(Some.Content<object>(read), Is.EqualTo(Some.Content<object>(evidence)));
    }

    [Test]
    public async Task Pieces_of_evidence_of_one_line_keep_their_order()
    {
        var all = EveryEvidence.Cases().ToArray();
        await AppendAsync(Some.Run(), "done", all);

        var read = (await JournalAsync()).Single().Evidence;
        Assert.That(read.Select(one => one.GetType()), Is.EqualTo(all.Select(one => one.GetType())));
    }

    [Test]
    public async Task Lines_keep_the_order_in_which_they_were_appended_whatever_the_clock_said()
    {
        await AppendAsync(Some.Run(minutes: 9), "first");
        await AppendAsync(Some.Run(number: 2, minutes: 9), "of another run");
        await AppendAsync(Some.Run(minutes: 3) with { Generation = 2, Step = RunStep.Migrate, Attempt = 4 }, "second");

        var journal = await JournalAsync();
        Assert.That(journal.Select(line => (line.Seq, line.Message)), Is.EqualTo([(1L, "first"), (2L, "second")]));
        Assert.That(
            journal[1] with { Evidence = [] },
            Is.EqualTo(new JournalEntry(Some.RunId(1), 2, 2, RunStep.Migrate, 4, Some.At(3), JournalKind.Done, "second", journal[1].Evidence) with { Evidence = [] }));
    }

    [Test]
    public async Task Every_kind_of_line_of_every_step_can_be_read_again()
    {
        var lines = Enum.GetValues<JournalKind>().SelectMany(kind => Enum.GetValues<RunStep>().Select(step => (step, kind))).ToList();
        await file.WriteAsync(async session =>
        {
            foreach (var (step, kind) in lines)
            {
                await RunProgressStore.AppendAsync(session, Some.Run() with { Step = step }, Some.At(0), kind, "", []);
            }
        });

        Assert.That((await JournalAsync()).Select(line => (line.Step, line.Kind)), Is.EqualTo(lines));
    }

    [Test]
    public async Task Lines_that_workers_append_at_once_all_stand_there()
    {
        await file.RaceAsync(8, async (session, worker) =>
        {
            await RunProgressStore.AppendAsync(session, Some.Run(), Some.At(0), JournalKind.Progress, $"worker {worker}", []);
            return worker;
        });

        var journal = await JournalAsync();
        Assert.That(journal.Select(line => line.Seq), Is.EqualTo(Enumerable.Range(1, 8)));
        Assert.That(journal.Select(line => line.Message), Is.Unique);
    }

    private Task AppendAsync(Run run, string message, params Evidence[] evidence) => file.WriteAsync(
        session => RunProgressStore.AppendAsync(session, run, run.StepBegan, JournalKind.Done, message, evidence));

    private Task<IReadOnlyList<JournalEntry>> JournalAsync() =>
        file.ReadAsync(session => RunProgressStore.JournalAsync(session, Some.RunId(1)));
}
