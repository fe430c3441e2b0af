using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Runs;

/// <summary>Whether the run of an approved plan may start now.</summary>
public sealed class StartRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly StackId Stack = new("arn:aws:cloudformation:eu-west-1:111122223333:stack/prod/1");
    private static readonly PlanFingerprint Fingerprint = new(new string('a', 64));
    private static readonly Run Earlier = Run.Start(RunId.From(new byte[12]), new StackKey("prod"), Stack, Fingerprint, Now, Now.AddDays(-7));

    private static readonly StartCase Fine = new()
    {
        Request = new ApprovalRequest
        {
            Id = "UW-0001",
            Stack = new StackKey("prod"),
            Plan = Fingerprint,
            Approvers = ["ops@example.com"],
            IssuedAt = Now.AddHours(-3),
            ExpiresAt = Now.AddDays(7),
            State = ApprovalState.Approved,
        },
        ApprovedAt = Now.AddMinutes(-10),
        PlanNow = Fingerprint,
        CoolOff = TimeSpan.FromMinutes(10),
        NoticeSent = true,
        PausedBy = null,
        WindowCloses = Now.AddHours(1),
        ExpectedDuration = TimeSpan.FromHours(1),
        StackStatus = "UPDATE_ROLLBACK_COMPLETE",
        LatestRun = Earlier with { Ending = RunEnding.RolledBack, EndedAt = Now.AddDays(-7) },
        Load = (2, 3, 0, 1),
        Certificates = new LedgerAnswer(true, 2, Now, null),
    };

    [Test]
    public void What_was_approved_starts_in_its_window() => Assert.That(StartRules.Check(Fine, Now), Is.Null);

    [TestCaseSource(nameof(Cases))]
    public void This_keeps_a_run_from_starting(StartCase start, string reason) => Assert.That(StartRules.Check(start, Now)?.Reason, Is.EqualTo(reason));

    [Test]
    public void Every_rule_has_a_case_that_it_alone_is_about() => Assert.That(
        StartRules.All.Where(row => Cases().All(one => row.Rule((StartCase)one.Arguments[0]!, Now)?.Reason != (string)one.Arguments[1]!)).Select(row => row.Name), Is.Empty);

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Row("an approval taken back", Fine with { Request = Fine.Request with { State = ApprovalState.Declined } }, "NotApproved");
        yield return Row("a plan that has changed", Fine with { PlanNow = new PlanFingerprint(new string('b', 64)) }, "PlanChanged");
        yield return Row("a plan that is gone", Fine with { PlanNow = null }, "PlanChanged");
        yield return Row("a run that needs a person", Fine with { LatestRun = Earlier with { Ending = RunEnding.NeedsAttention, EndedAt = Now.AddDays(-7) } }, "RunNeedsAttention");
        yield return Row("another run of the stack", Fine with { LatestRun = Earlier }, "RunUnderWay");
        yield return Row("a pause", Fine with { PausedBy = "root" }, "Paused");
        yield return Row("an update of somebody else", Fine with { StackStatus = "UPDATE_IN_PROGRESS" }, "StackBusy");
        yield return Row("a rollback that failed", Fine with { StackStatus = "UPDATE_ROLLBACK_FAILED" }, "StackBusy");
        yield return Row("an approval a moment ago", Fine with { ApprovedAt = Now.AddMinutes(-10).AddSeconds(1) }, "CoolingOff");
        yield return Row("an unsent notice", Fine with { NoticeSent = false }, "NoticeUnsent");
        yield return Row("a closed window", Fine with { WindowCloses = null }, "WindowClosed");
        yield return Row("a window that is too short", Fine with { WindowCloses = Now.AddHours(1).AddSeconds(-1) }, "WindowTooShort");
        yield return Row("a full ledger", Fine with { Certificates = new LedgerAnswer(false, 1, Now.AddDays(1), new Finding("NoCertificateRoom", "Only the reserve is left.")) }, "NoCertificateRoom");
        yield return Row("as many runs as may be", Fine with { Load = (3, 3, 0, 1) }, "TooManyRuns");
        yield return Row("as many runs in the account as may be", Fine with { Load = (1, 3, 1, 1) }, "TooManyRunsInAccount");
    }

    private static TestCaseData Row(string what, StartCase start, string reason) => new TestCaseData(start, reason).SetName($"Nothing starts because of {what}");
}
