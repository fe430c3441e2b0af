using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Tests.Mails;

namespace UpgradeWorker.Core.Tests.Runs;

public sealed class PreflightRulesTests
{
    private static readonly DateTimeOffset Now = SomeViews.Now;
    private static readonly Plan Plan = SomeViews.Plan;

    private static readonly StackLook Look = new()
    {
        Stack = Plan.Stack,
        StackId = Plan.StackId,
        At = Now,
        Status = "UPDATE_COMPLETE",
        Parameters = [],
        Outputs = [new StackOutput("VersionTag", Plan.RunningVersion)],
        Resources = [.. Plan.Instances.Select(id => new StackResource(id, "AWS::EC2::Instance", $"i-{id}", "UPDATE_COMPLETE"))],
        Capabilities = [],
        TemplateSha256 = new string('0', 64),
    };

    private static readonly PreflightFacts Fine = new()
    {
        Plan = Plan,
        Look = Look,
        VersionOutput = "VersionTag",
        Account = Plan.StackId.Account,
        Refused = [],
        Online = Plan.Instances.Select(id => $"i-{id}").ToHashSet(),
        Statuses = Plan.Snapshots.ToDictionary(snapshot => snapshot.LogicalId, _ => (string?)"available"),
        FreeDatabaseSnapshots = 40,
        CacheSnapshotsToday = new Dictionary<string, int>(),
        Drift = SomeViews.Drift with { StartedAt = Now.AddHours(-3), Resources = [] },
        DriftMaxAge = TimeSpan.FromHours(36),
        DriftBlocks = true,
        Certificates = null,
        NoticeSent = true,
        FreeDisk = 10L << 30,
        ClockSkew = TimeSpan.FromSeconds(1),
        Expected = TimeSpan.FromHours(1),
        StartsAt = Now,
        WindowCloses = Now.AddHours(4),
    };

    [Test]
    public void Nothing_speaks_against_a_start_when_everything_is_there() => Assert.That(PreflightRules.Check(Fine), Is.Empty);

    [Test]
    public void What_just_suffices_suffices() => Assert.That(
        PreflightRules.Check(Fine with { FreeDatabaseSnapshots = 1, WindowCloses = Now + Fine.Expected, FreeDisk = 200L << 20 }), Is.Empty);

    [Test]
    public void A_plan_of_new_values_for_the_running_version_is_still_needed() => Assert.That(
        PreflightRules.Check(Fine with { Plan = Plan with { TargetVersion = Plan.RunningVersion } }), Is.Empty);

    [Test]
    public void Each_instance_must_be_online()
    {
        var plan = Plan with { Instances = [.. Plan.Instances, "Second"] };
        var look = Look with { Resources = [.. Look.Resources, new StackResource("Second", "AWS::EC2::Instance", "i-Second", "UPDATE_COMPLETE")] };
        Assert.That(
            PreflightRules.Check(Fine with { Plan = plan, Look = look }).Single().Finding.Message, Does.Contain("does not reach instance i-Second"));
    }

    [TestCaseSource(nameof(Cases))]
    public void This_speaks_against_a_start(PreflightFacts facts, string reason, bool mayPass)
    {
        var found = PreflightRules.Check(facts);
        Assert.That(found.Select(one => (one.Finding.Reason, one.MayPass)), Is.EqualTo(new[] { (reason, mayPass) }));
        Assert.That(found[0].Finding.Message, Does.EndWith(".").And.Length.GreaterThan(20));
    }

    [Test]
    public void All_that_is_missing_is_told_at_once() => Assert.That(
        PreflightRules.Check(Fine with { NoticeSent = false, FreeDisk = 0, Drift = null }).Select(one => one.Finding.Reason),
        Is.EqualTo(new[] { "DriftUnknown", "DiskFull", "NoticeUnsent" }));

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Row("a missing permission", Fine with { Refused = [new Finding("AwsAccessDenied", "rds:DescribeDBInstances must be allowed.")] }, "AwsAccessDenied", false);
        yield return Row("a deleted stack", Fine with { Look = null, Online = null }, "StackMissing", false);
        yield return Row("credentials of another account", Fine with { Account = "999999999999" }, "WrongAccount", false);
        yield return Row("a wrong clock", Fine with { ClockSkew = TimeSpan.FromMinutes(-4.5) }, "ClockWrong", false);
        yield return Row("an update of somebody else", Fine with { Look = Look with { Status = "UPDATE_IN_PROGRESS" } }, "StackBusy", true);
        yield return Row("a stuck stack", Fine with { Look = Look with { Status = "UPDATE_ROLLBACK_FAILED" } }, "StackBusy", false);
        yield return Row("a stack that was upgraded by hand", Fine with { Look = Look with { Outputs = [new StackOutput("VersionTag", Plan.TargetVersion)] } }, "NotNeeded", false);
        yield return Row("a stack of a third version", Fine with { Look = Look with { Outputs = [] } }, "VersionChanged", false);
        yield return Row("a missing instance", Fine with { Look = Look with { Resources = [] }, Online = null }, "InstanceMissing", false);
        yield return Row("old knowledge of drift", Fine with { Drift = Fine.Drift! with { StartedAt = Now.AddHours(-37) } }, "DriftStale", true);
        yield return Row(
            "drift of what is changed", Fine with { Drift = Fine.Drift! with { Resources = [new DriftedResource(Plan.Changes[0].LogicalId, "AWS::EC2::Instance", "MODIFIED", null, [])] } },
            "Drifted", false);
        yield return Row("a full ledger", Fine with { Certificates = new LedgerAnswer(false, 1, Now.AddDays(1), new Finding("NoCertificateRoom", "Only the reserve is left this week.")) }, "NoCertificateRoom", false);
        yield return Row("a full snapshot quota", Fine with { FreeDatabaseSnapshots = 0 }, "SnapshotQuota", false);
        yield return Row("too many backups of a cache", Fine with { CacheSnapshotsToday = new Dictionary<string, int> { ["Cache"] = 20 } }, "SnapshotQuota", false);
        yield return Row("a full disk", Fine with { FreeDisk = 1024 }, "DiskFull", false);
        yield return Row("a window that is too short", Fine with { Expected = TimeSpan.FromHours(5) }, "WindowTooShort", false);
        yield return Row("an unsent notice", Fine with { NoticeSent = false }, "NoticeUnsent", true);
        yield return Row("an agent that is offline", Fine with { Online = new HashSet<string>() }, "InstanceUnreachable", true);
        yield return Row("a database being backed up", Fine with { Statuses = new Dictionary<string, string?> { ["Database"] = "backing-up" } }, "DatabaseNotAvailable", true);
        yield return Row("a database that is gone", Fine with { Statuses = new Dictionary<string, string?> { ["Database"] = null } }, "DatabaseNotAvailable", false);
    }

    private static TestCaseData Row(string what, PreflightFacts facts, string reason, bool mayPass) => new TestCaseData(facts, reason, mayPass).SetName($"Preflight says no to {what}");
}
