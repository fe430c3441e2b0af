using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ManualStepStoreTests(DialectName dialect) : IDisposable
{
    private static readonly RunId Run = new("r0123456789ab");
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_step_is_opened_once_closed_once_and_then_blocks_nothing()
    {
        var (late, early) = (new PlannedManualStep("M10", "3.31.0", "after", "Rotate."), new PlannedManualStep("M2", "3.31.0", "unknown", "Refresh."));
        await file.WriteAsync(session => ManualStepStore.OpenAsync(session, Run, Some.Stack, late, Some.At(0)));
        await file.WriteAsync(session => ManualStepStore.OpenAsync(session, Run, Some.Stack, early, Some.At(0)));
        await file.WriteAsync(session => ManualStepStore.OpenAsync(session, Run, Some.Stack, early with { Text = "Again." }, Some.At(9)));
        Assert.That((await OpenAsync()).Select(step => step.Step), Is.EqualTo(new[] { early, late }));

        Assert.That(await file.WriteAsync(session => ManualStepStore.CloseAsync(session, Run, "m2", Some.At(5), "jane", "done")), Is.True);
        Assert.That(await file.WriteAsync(session => ManualStepStore.CloseAsync(session, Run, "M2", Some.At(6), "omar", null)), Is.False);
        Assert.That(await file.WriteAsync(session => ManualStepStore.CloseAsync(session, Run, "M3", Some.At(6), "omar", null)), Is.False);
        Assert.That((await OpenAsync()).Select(step => step.Step.Id), Is.EqualTo(new[] { "M10" }));
        var all = await file.ReadAsync(session => ManualStepStore.OfRunAsync(session, Run));
        Assert.That(all[0], Is.EqualTo(new StoredManualStep(Run, Some.Stack, early, Some.At(0), Some.At(5), "jane", "done")));
        Assert.That(await file.ReadAsync(session => ManualStepStore.OpenOfAsync(session, Some.OtherStack)), Is.Empty);
    }

    private Task<IReadOnlyList<StoredManualStep>> OpenAsync() => file.ReadAsync(session => ManualStepStore.OpenOfAsync(session, Some.Stack));
}
