using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Core.Tests.Approvals;

/// <summary>Each kind of mail gets the answer that somebody may be waiting for, and never more.</summary>
internal sealed class AnswerRulesTests
{
    private static readonly Finding Against = new("AlreadyDecided", "It is decided.");

    [TestCase(ReplyOutcome.Automatic)]
    [TestCase(ReplyOutcome.Bounce)]
    [TestCase(ReplyOutcome.Loop)]
    public void A_machine_is_never_answered(ReplyOutcome outcome) =>
        Assert.That(AnswerRules.Choose(Case(outcome) with { ProvenApprover = SomeMail.Approver }), Is.InstanceOf<Answer.None>());

    [TestCase(ReplyOutcome.Unverified)]
    [TestCase(ReplyOutcome.NotApprover)]
    [TestCase(ReplyOutcome.CouldNotVerify)]
    public void A_mail_that_is_not_believed_is_told_to_the_real_approver_once_an_hour(ReplyOutcome outcome)
    {
        var answer = AnswerRules.Choose(Case(outcome));
        Assert.That(answer, Is.InstanceOf<Answer.Warning>());
        Assert.That(((Answer.Warning)answer).To, Is.EqualTo(SomeMail.Approver));
        Assert.That(AnswerRules.Choose(Case(outcome) with { Warned = 1 }), Is.InstanceOf<Answer.None>());
        var stranger = Case(outcome);
        Assert.That(AnswerRules.Choose(stranger with { Judgement = stranger.Judgement with { Token = null }, Request = null }), Is.InstanceOf<Answer.None>());
    }

    [TestCase(ReplyOutcome.UnknownToken)]
    [TestCase(ReplyOutcome.TwoTokens)]
    [TestCase(ReplyOutcome.TooBig)]
    [TestCase(ReplyOutcome.Unparsable)]
    public void A_mail_of_an_approver_that_belongs_to_nothing_gets_the_open_requests_and_a_strangers_nothing(ReplyOutcome outcome)
    {
        Assert.That(AnswerRules.Choose(Case(outcome) with { ProvenApprover = SomeMail.Approver }), Is.InstanceOf<Answer.OpenRequests>());
        Assert.That(AnswerRules.Choose(Case(outcome)), Is.InstanceOf<Answer.None>());
    }

    [TestCase(ReplyOutcome.Unclear, "Unclear")]
    [TestCase(ReplyOutcome.Expired, "Expired")]
    [TestCase(ReplyOutcome.Status, "Status")]
    [TestCase(ReplyOutcome.Help, "Help")]
    public void Who_may_be_waiting_is_answered_at_the_configured_address(ReplyOutcome outcome, string reason)
    {
        var answer = (Answer.AboutRequest)AnswerRules.Choose(Case(outcome));
        Assert.That((answer.To, answer.Told.Reason), Is.EqualTo((SomeMail.Approver, reason)));
    }

    [Test]
    public void Help_stops_after_three_answers_an_hour()
    {
        Assert.That(AnswerRules.Choose(Case(ReplyOutcome.Unclear) with { Helped = 2 }), Is.InstanceOf<Answer.AboutRequest>());
        Assert.That(AnswerRules.Choose(Case(ReplyOutcome.Unclear) with { Helped = 3 }), Is.InstanceOf<Answer.Silence>());
    }

    [Test]
    public void All_answers_stop_after_five_mails_an_hour()
    {
        Assert.That(AnswerRules.Choose(Case(ReplyOutcome.Status) with { FromSender = 5 }), Is.InstanceOf<Answer.AboutRequest>());
        Assert.That(AnswerRules.Choose(Case(ReplyOutcome.Status) with { FromSender = 6 }), Is.InstanceOf<Answer.Silence>());
    }

    [Test]
    public void What_was_decided_already_is_told_once()
    {
        var answer = (Answer.AboutRequest)AnswerRules.Choose(Case(ReplyOutcome.Approve) with { Refused = Against });
        Assert.That((answer.Told, answer.Once), Is.EqualTo((Against, true)));
        Assert.That(((Answer.AboutRequest)AnswerRules.Choose(Case(ReplyOutcome.Approve) with { Refused = new("SecondFactorWrong", "") })).Once, Is.False);
    }

    [Test]
    public void An_approval_that_needs_others_is_confirmed_and_one_that_is_enough_is_told_to_all_elsewhere()
    {
        var request = SomeMail.Request() with { Quorum = 2, Verdicts = [SomeMail.Verdict(VerdictKind.Approve)] };
        var answer = (Answer.AboutRequest)AnswerRules.Choose(Case(ReplyOutcome.Approve) with { Request = request });
        Assert.That(answer.Told.Message, Does.Contain("1 more approver has to agree"));
        Assert.That(AnswerRules.Choose(Case(ReplyOutcome.Approve) with { Request = request with { State = ApprovalState.Approved } }), Is.InstanceOf<Answer.None>());
        Assert.That(AnswerRules.Choose(Case(ReplyOutcome.Reject) with { Request = request with { State = ApprovalState.Declined } }), Is.InstanceOf<Answer.None>());
    }

    [Test]
    public void Every_outcome_has_an_answer_or_none_on_purpose([Values] ReplyOutcome outcome, [Values] bool proven, [Values] bool known) => Assert.DoesNotThrow(() =>
        AnswerRules.Choose(Case(outcome) with { ProvenApprover = proven ? SomeMail.Approver : null, Request = known ? SomeMail.Request() : null }));

    private static AnswerCase Case(ReplyOutcome outcome) => new()
    {
        Judgement = new ReplyJudgement(outcome, "line", "A reason.", [], null, SomeMail.Issued),
        Request = SomeMail.Request(),
        FromSender = 1,
    };
}
