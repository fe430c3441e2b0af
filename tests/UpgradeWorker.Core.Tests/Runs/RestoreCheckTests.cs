using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Runs;

public sealed class RestoreCheckTests
{
    private static readonly DateTimeOffset Taken = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Evidence.SnapshotTaken Snapshot = new("database", "Database", "uw-r1-g1-0", "arn:uw-r1-g1-0", "db-OLD", Taken, true);
    private static readonly ServingData Restored = new("prod-new", "db-NEW", Taken.AddMinutes(20));

    private static IEnumerable<TestCaseData> Wrongs() =>
    [
        Case("The parameter names another snapshot", "arn:other", Restored, "Parameter Db is arn:other, not our snapshot arn:uw-r1-g1-0"),
        Case("The parameter is empty", "", Restored, "not our snapshot"),
        Case("The parameter is gone", null, Restored, "Parameter Db is gone"),
        Case("Nothing serves", "arn:uw-r1-g1-0", null, "Database (missing) is not a new one"),
        Case("AWS does not know what serves", "arn:uw-r1-g1-0", Restored with { SourceId = null }, "Database (prod-new) is not a new one"),
        Case("The old one serves", "arn:uw-r1-g1-0", Restored with { SourceId = "db-OLD" }, "Database (prod-new) is not a new one"),
        Case("The old one serves and the parameter is hidden", "****", Restored with { SourceId = "db-OLD" }, "Database (prod-new) is not a new one"),
        Case("What serves is older than the snapshot", "arn:uw-r1-g1-0", Restored with { CreatedAt = Taken.AddMinutes(-1) }, "is older than its snapshot"),
    ];

    [TestCaseSource(nameof(Wrongs))]
    public void What_was_not_restored_is_told(string? value, ServingData? serving, string told)
    {
        var wrong = RestoreCheck.Check(Snapshot, "Db", value, serving);
        Assert.That(wrong!.Reason, Is.EqualTo("NotRestored"));
        Assert.That(wrong.Message, Does.Contain(told).And.Contain("the snapshot is kept"));
    }

    [TestCase("arn:uw-r1-g1-0")]
    [TestCase("****")]
    public void What_was_restored_is_fine(string value) => Assert.That(RestoreCheck.Check(Snapshot, "Db", value, Restored), Is.Null);

    private static TestCaseData Case(string name, string? value, ServingData? serving, string told) => new TestCaseData(value, serving, told).SetName(name);
}
