using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Tests.Approvals;

internal sealed class ApprovalRulesTests
{
    private static readonly ApprovalRequest Pending = SomeMail.Request();

    [Test]
    public void A_timely_approval_of_the_present_plan_is_recorded()
    {
        var verdict = SomeMail.Verdict(VerdictKind.Approve);
        Assert.That(Check(Pending, verdict), Is.Empty);
        Assert.That(ApprovalRules.Record(Pending, verdict).State, Is.EqualTo(ApprovalState.Approved));
    }

    [TestCase(ApprovalState.Superseded, "Superseded")]
    [TestCase(ApprovalState.Started, "AlreadyStarted")]
    [TestCase(ApprovalState.Expired, "ReadLate")]
    [TestCase(ApprovalState.Declined, "AlreadyDecided")]
    [TestCase(ApprovalState.Deferred, "AlreadyDecided")]
    [TestCase(ApprovalState.Approved, "AlreadyDecided")]
    public void A_request_that_is_no_longer_open_takes_no_approval(ApprovalState state, string reason) =>
        Assert.That(Check(Pending with { State = state }, SomeMail.Verdict(VerdictKind.Approve))[0].Reason, Is.EqualTo(reason));

    [Test]
    public void An_approved_request_can_still_be_stopped()
    {
        var approved = Pending with { State = ApprovalState.Approved };
        Assert.That(Check(approved, SomeMail.Verdict(VerdictKind.Hold)), Is.Empty);
        Assert.That(ApprovalRules.Record(approved, SomeMail.Verdict(VerdictKind.Hold)).State, Is.EqualTo(ApprovalState.Declined));
        Assert.That(Check(approved, SomeMail.Verdict(VerdictKind.Reject)), Is.Empty);
    }

    [Test]
    public void A_changed_plan_voids_the_approval_but_not_the_refusal()
    {
        var other = new PlanFingerprint(new string('2', 64));
        Assert.That(ApprovalRules.Check(new VerdictCase(SomeMail.Verdict(VerdictKind.Approve), Pending, other)).Single().Reason, Is.EqualTo("PlanChanged"));
        Assert.That(ApprovalRules.Check(new VerdictCase(SomeMail.Verdict(VerdictKind.Approve), Pending, null)).Single().Reason, Is.EqualTo("PlanChanged"));
        Assert.That(ApprovalRules.Check(new VerdictCase(SomeMail.Verdict(VerdictKind.Reject), Pending, other)), Is.Empty);
    }

    [Test]
    public void The_instant_of_receipt_decides_about_the_deadline()
    {
        var verdict = SomeMail.Verdict(VerdictKind.Approve);
        Assert.That(Check(Pending, verdict with { At = Pending.ExpiresAt.AddSeconds(-1) }), Is.Empty);
        Assert.That(Check(Pending, verdict with { At = Pending.ExpiresAt }).Single().Reason, Is.EqualTo("Expired"));
    }

    [Test]
    public void A_quorum_needs_different_approvers()
    {
        var two = Pending with { Quorum = 2 };
        var once = ApprovalRules.Record(two, SomeMail.Verdict(VerdictKind.Approve));
        Assert.That(once.State, Is.EqualTo(ApprovalState.Pending));
        Assert.That(Check(once, SomeMail.Verdict(VerdictKind.Approve, "JANE@corp.example")).Single().Reason, Is.EqualTo("AlreadyUsed"));
        Assert.That(ApprovalRules.Record(once, SomeMail.Verdict(VerdictKind.Approve, "omar@corp.example")).State, Is.EqualTo(ApprovalState.Approved));
    }

    [Test]
    public void Every_manual_step_must_be_named()
    {
        var steps = Pending with { StepsToAcknowledge = ["M1", "M2"] };
        var verdict = SomeMail.Verdict(VerdictKind.Approve);
        Assert.That(Check(steps, verdict with { Acknowledged = ["M1"] }).Single().Message, Does.Contain("(M2 missing)"));
        Assert.That(Check(steps, verdict with { Acknowledged = ["m2", "M1"] }), Is.Empty);
    }

    [Test]
    public void A_plan_that_can_lose_data_needs_more_than_one_mail()
    {
        var risky = Pending with { NeedsSecondFactor = true };
        var verdict = SomeMail.Verdict(VerdictKind.Approve);
        Assert.That(ApprovalRules.Check(new VerdictCase(verdict, risky, risky.Plan, Enrolled: true)).Single().Reason, Is.EqualTo("SecondFactorMissing"));
        Assert.That(Check(risky with { Approvers = [SomeMail.Approver] }, verdict).Single().Reason, Is.EqualTo("NoSecondFactor"));
        Assert.That(Check(risky, verdict with { SecondFactor = true }), Is.Empty);
        Assert.That(Check(risky with { Quorum = 2 }, verdict), Is.Empty);
        Assert.That(Check(risky, SomeMail.Verdict(VerdictKind.Reject)), Is.Empty);
    }

    [Test]
    public void Without_a_second_factor_two_people_approve_what_can_lose_data()
    {
        var risky = Pending with { NeedsSecondFactor = true };
        var first = SomeMail.Verdict(VerdictKind.Approve);
        Assert.That(Check(risky, first), Is.Empty, "it is one of two");
        var once = ApprovalRules.Record(risky, first);
        Assert.That(once.State, Is.EqualTo(ApprovalState.Pending));
        Assert.That(Check(once, first).Single().Reason, Is.EqualTo("AlreadyUsed"), "the same person twice is one");
        Assert.That(ApprovalRules.Record(once, SomeMail.Verdict(VerdictKind.Approve, "omar@corp.example")).State, Is.EqualTo(ApprovalState.Approved));
        Assert.That(ApprovalRules.Record(risky, first with { SecondFactor = true }).State, Is.EqualTo(ApprovalState.Approved));
        Assert.That(ApprovalRules.Record(risky with { Quorum = 3 }, first with { SecondFactor = true }).State, Is.EqualTo(ApprovalState.Pending));
    }

    [Test]
    public void What_is_approved_can_be_stopped_although_the_request_has_lapsed()
    {
        var approved = Pending with { State = ApprovalState.Approved, ExpiresAt = SomeMail.Now.AddHours(-1) };
        Assert.That(Check(approved, SomeMail.Verdict(VerdictKind.Hold)), Is.Empty);
        Assert.That(Check(approved, SomeMail.Verdict(VerdictKind.Reject)), Is.Empty);
        Assert.That(Check(approved with { State = ApprovalState.Expired }, SomeMail.Verdict(VerdictKind.Hold)).Single().Reason, Is.EqualTo("Expired"));
    }

    [Test]
    public void Strangers_are_refused_and_local_operators_are_not()
    {
        Assert.That(Check(Pending, SomeMail.Verdict(VerdictKind.Approve, "eve@evil.example")).Single().Reason, Is.EqualTo("NotApprover"));
        Assert.That(Check(Pending, SomeMail.Verdict(VerdictKind.Approve, "operator") with { SecondFactor = true }), Is.Empty);
    }

    [Test]
    public void The_order_of_the_rules_is_the_policy() =>
        Assert.That(ApprovalRules.All.Select(row => row.Name), Is.EqualTo(new[]
        {
            "RequestMatches", "NotSuperseded", "NotStarted", "NotExpired", "NotDecided", "PlanUnchanged", "IsApprover", "NotTwiceBySame",
            "StepsAcknowledged", "SecondFactorGiven",
        }));

    private static IReadOnlyList<Finding> Check(ApprovalRequest request, Verdict verdict) =>
        ApprovalRules.Check(new VerdictCase(verdict, request, request.Plan));
}
