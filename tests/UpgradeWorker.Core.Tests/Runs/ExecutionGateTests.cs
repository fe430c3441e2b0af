using CsCheck;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Runs;

public sealed class ExecutionGateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly StackId Stack = new("arn:aws:cloudformation:eu-west-1:111122223333:stack/prod/1");
    private static readonly PlanFingerprint Fingerprint = new(new string('a', 64));

    private static readonly Run Run = Run.Start(RunId.From(new byte[12]), new StackKey("prod"), Stack, Fingerprint, Now.AddHours(4), Now)
        with
    { Step = RunStep.ExecuteChangeSet };

    private static readonly Evidence[] Complete =
    [
        new Evidence.ReservationTaken(1, 3),
        new Evidence.ServiceStopped("i-1", Now),
        new Evidence.SnapshotTaken("database", "Database", "uw-0", "arn:uw-0", "db-1", Now, ForRestore: true),
        new Evidence.SnapshotTaken("cache", "Redis", "uw-1", "uw-1", "redis-1", Now, ForRestore: true),
    ];

    [Test]
    public void What_was_approved_with_everything_in_the_journal_may_be_executed() => Assert.That(Check(Complete), Is.Null);

    [TestCase(typeof(Evidence.ReservationTaken), "NotReserved")]
    [TestCase(typeof(Evidence.ServiceStopped), "ServiceNotStopped")]
    [TestCase(typeof(Evidence.SnapshotTaken), "SnapshotMissing")]
    public void Without_this_evidence_nothing_is_executed(Type missing, string reason) =>
        Assert.That(Check([.. Complete.Where(evidence => evidence.GetType() != missing)])?.Reason, Is.EqualTo(reason));

    [Test]
    public void The_snapshot_of_one_database_does_not_stand_for_the_other() =>
        Assert.That(Check([.. Complete.Where(evidence => evidence is not Evidence.SnapshotTaken { Role: "cache" })])?.Message, Does.Contain("Redis"));

    [Test]
    public void Evidence_of_an_older_generation_proves_nothing() =>
        Assert.That(Check(Complete, Run with { Generation = 2 }, generation: 1)?.Reason, Is.EqualTo("SnapshotMissing"));

    [Test]
    public void Another_change_set_than_the_approved_one_is_not_executed() =>
        Assert.That(Check(Complete, confirmed: new string('b', 64))?.Reason, Is.EqualTo("PlanChanged"));

    [Test]
    public void Who_stops_a_run_is_heard_and_quoted()
    {
        Assert.That(Check(Complete, held: Held(""))?.Message, Is.EqualTo("ops@example.com stopped it, and nothing was executed."));
        Assert.That(Check(Complete, held: Held("wrong night"))?.Message, Does.EndWith("Reason given: wrong night."));
        Assert.That(Check(Complete, held: Held(""))?.Reason, Is.EqualTo("Held"));
    }

    private static Verdict Held(string reason) => new(VerdictKind.Hold, "UW-0001", Fingerprint, "ops@example.com", Now, reason);

    [TestCase(120, null)]
    [TestCase(180, null)]
    [TestCase(210, null)]
    [TestCase(211, "WindowTooShort", Description = "half of the expected hour must be left")]
    public void Nothing_is_executed_when_the_update_would_outlast_the_window(int minutes, string? reason) =>
        Assert.That(Check(Complete, now: Now.AddMinutes(minutes))?.Reason, Is.EqualTo(reason));

    [Test]
    public void What_turns_a_run_back_never_comes_right_by_waiting() => Gen.Select(Gen.Int[1, 600], Gen.Int[1, 600], Gen.Int[0, 600], Gen.Int[0, 600]).Sample(
        (expected, closes, first, more) =>
        {
            var run = Run with { WindowCloses = Now.AddMinutes(closes) };
            Finding? At(int minutes) => ExecutionGate.TurnsBack(run, TimeSpan.FromMinutes(expected), null, Now.AddMinutes(minutes));
            return At(first) is null || At(first + more) is not null;
        });

    private static Finding? Check(
        Evidence[] evidence, Run? run = null, int generation = 1, string? confirmed = null, Verdict? held = null, DateTimeOffset? now = null)
    {
        var journal = evidence.Select((one, index) => new JournalEntry(
            Run.Id, index + 1, generation, RunStep.TakeSnapshots, 1, Now, JournalKind.Done, "", [one])).ToList();
        return ExecutionGate.Check(
            SomePlan(), new Evidence.ChangeSetConfirmed("arn:set", confirmed ?? Fingerprint.Hex), journal, run ?? Run, TimeSpan.FromHours(1), held,
            now ?? Now);
    }

    private static Plan SomePlan() => new()
    {
        Fingerprint = Fingerprint,
        Stack = new StackKey("prod"),
        StackId = Stack,
        RunningVersion = "3.35.0",
        TargetVersion = "3.36.0",
        TemplateSha256 = new string('0', 64),
        UsesCurrentTemplate = false,
        Parameters = [],
        Capabilities = [],
        Changes = [],
        Security = [],
        Snapshots = [new PlannedSnapshot("database", "Database", true, "DbSnapshot"), new PlannedSnapshot("cache", "Redis", true, "RedisSnapshot")],
        ReplacedInstances = ["Instance"],
        Instances = ["Instance"],
        Databases = ["Database"],
        Caches = ["Redis"],
        Migrations = [],
        ManualSteps = [],
        CertificateNames = "things.example.com",
        CertificateCost = 1,
        StopsService = true,
        Notes = [],
        ExpectedDuration = TimeSpan.FromHours(1),
        CreatedAt = Now,
    };
}
