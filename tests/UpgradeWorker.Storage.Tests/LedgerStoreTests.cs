using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LedgerStoreTests(DialectName dialect) : IDisposable
{
    private static readonly NameSet Names = NameSet.Of("lab.example.com", "*.lab.example.com");
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [TestCaseSource(nameof(EveryKind))]
    public async Task An_entry_comes_back_whole(LedgerEntry entry)
    {
        await file.WriteAsync(session => LedgerStore.AddAsync(session, entry, Some.At(9)));

        var read = (await file.ReadAsync(LedgerStore.AllAsync)).Single();
        Assert.That(read.Id, Is.Positive);
        Assert.That(read with { Id = 0 }, Is.EqualTo(entry));
    }

    [Test]
    public async Task One_fact_is_one_entry_from_wherever_it_is_learnt()
    {
        var seen = Instance("i-1", 5, runId: null);

        var first = await file.WriteAsync(session => LedgerStore.AddAsync(session, seen, Some.At(6)));
        var again = await file.WriteAsync(session => LedgerStore.AddAsync(session, seen with { Source = LedgerSource.InstanceIdChanged }, Some.At(7)));

        Assert.That((first, again), Is.EqualTo((true, false)));
        Assert.That((await file.ReadAsync(LedgerStore.AllAsync)).Single() with { Id = 0 }, Is.EqualTo(seen));
    }

    [Test]
    public async Task What_is_learnt_later_of_a_fact_is_added_and_nothing_is_edited()
    {
        var seen = Instance("i-1", 5, runId: null) with { Source = LedgerSource.InstanceIdChanged };
        var told = Instance("i-1", 3, "r000000000001");

        await file.WriteAsync(session => LedgerStore.AddAsync(session, seen, Some.At(6)));
        var news = await file.WriteAsync(session => LedgerStore.AddAsync(session, told, Some.At(7)));
        var again = await file.WriteAsync(session => LedgerStore.AddAsync(session, seen, Some.At(8)));

        var entry = (await file.ReadAsync(LedgerStore.AllAsync)).Single();
        Assert.That((news, again), Is.EqualTo((true, false)));
        Assert.That((entry.Source, entry.RunId, entry.At, entry.IssuedAt), Is.EqualTo((LedgerSource.OurRun, "r000000000001", Some.At(3), (DateTimeOffset?)Some.At(6))));
    }

    [Test]
    public async Task Entries_come_oldest_fact_first_whenever_they_were_learnt()
    {
        await file.WriteAsync(async session =>
        {
            await LedgerStore.AddAsync(session, Instance("i-late", 50, null), Some.At(51));
            await LedgerStore.AddAsync(session, Instance("i-early", 10, null), Some.At(52));
        });

        Assert.That((await file.ReadAsync(LedgerStore.AllAsync)).Select(entry => entry.InstanceId), Is.EqualTo(["i-early", "i-late"]));
    }

    private static LedgerEntry Instance(string id, double minutes, string? runId) => new()
    {
        Names = Names,
        At = Some.At(minutes),
        IssuedAt = Some.At(minutes + 1),
        Cost = 2,
        Source = runId is null ? LedgerSource.StackEvent : LedgerSource.OurRun,
        StackId = Some.StackId.Arn,
        InstanceId = id,
        RunId = runId,
    };

    private static IEnumerable<TestCaseData<LedgerEntry>> EveryKind()
    {
        var byRun = Instance("i-1", 5, "r000000000001");
        yield return new TestCaseData<LedgerEntry>(byRun).SetArgDisplayNames("of a run");
        yield return new TestCaseData<LedgerEntry>(Instance("i-2", 5, null)).SetArgDisplayNames("of a person in the console");
        yield return new TestCaseData<LedgerEntry>(LedgerEntry.ForCertificate(
            Names, "0AFB", Some.At(0), Some.At(5), LedgerSource.CertificateSeen, Some.StackId.Arn)).SetArgDisplayNames("of a certificate");
        yield return new TestCaseData<LedgerEntry>(LedgerEntry.ByHand(Names, Some.At(1), 3, "Ann: rebuilt «by hand»")).SetArgDisplayNames("by hand");
        yield return new TestCaseData<LedgerEntry>(byRun.Correct(0, Some.At(8), "Bob: never happened")).SetArgDisplayNames("a correction");
    }
}
