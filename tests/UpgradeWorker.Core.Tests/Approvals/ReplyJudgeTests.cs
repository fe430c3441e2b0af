using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Core.Tests.Approvals;

internal sealed class ReplyJudgeTests
{
    [Test]
    public void An_approval_above_a_quote_approves()
    {
        var judgement = SomeMail.Judge("APPROVE", "", "On Mon, 2 Mar 2026 at 10:00, UpgradeWorker <upgrades@worker.example> wrote:", "> REJECT", "> before");
        Assert.That(judgement.Outcome, Is.EqualTo(ReplyOutcome.Approve));
        Assert.That(judgement.Line, Is.EqualTo("APPROVE"));
        Assert.That(judgement.Checks.All(check => check.Ok), Is.True);
    }

    [Test]
    public void A_quoted_approve_never_approves() =>
        Assert.That(SomeMail.Judge("> APPROVE", "> please").Outcome, Is.EqualTo(ReplyOutcome.Unclear));

    [Test]
    public void A_single_line_below_the_quote_is_the_reply() =>
        Assert.That(SomeMail.Judge("> Do you agree to it?", "> Code: x", "", "APPROVE", "", "-- ", "Jane").Outcome, Is.EqualTo(ReplyOutcome.Approve));

    [Test]
    public void An_answer_between_quoted_lines_is_unclear() =>
        Assert.That(SomeMail.Judge("APPROVE", "> window on Saturday", "Sunday please", "> Code").Outcome, Is.EqualTo(ReplyOutcome.Unclear));

    [TestCase("but not before Monday")]
    [TestCase("If the backup is done.")]
    [TestCase("Wait, is the window right?")]
    [TestCase("I won't be there")]
    [TestCase("Aber erst am Montag")]
    [TestCase("mais pas aujourd'hui")]
    [TestCase("но не сегодня")]
    [TestCase("但是请等一下")]
    [TestCase("REJECT")]
    [TestCase("DEFER 2 days")]
    [TestCase("APPROVE UW-0042")]
    public void An_approval_with_a_doubt_after_it_is_unclear(string line) =>
        Assert.That(SomeMail.Judge("APPROVE", "", line).Outcome, Is.EqualTo(ReplyOutcome.Unclear));

    [TestCase("Kind regards,", "Jane Doe", "Head of Operations")]
    [TestCase("Thanks for the clear summary!", "Jane", "")]
    [TestCase("--", "Only the best, no doubt", "")]
    [TestCase("Sent from my phone", "", "")]
    [TestCase("This e-mail is confidential. If you are not the intended recipient,", "delete it before reading.", "")]
    [TestCase("Jane, https://corp.example/?no=if", "jane@if.example", "")]
    public void What_people_write_below_an_approval_does_no_harm(params string[] lines) =>
        Assert.That(SomeMail.Judge(["APPROVE", "", .. lines]).Outcome, Is.EqualTo(ReplyOutcome.Approve));

    [Test]
    public void Text_after_a_legal_notice_still_counts() =>
        Assert.That(SomeMail.Judge("APPROVE", "", "This message is confidential and intended for the recipient only, nobody else.", "", "But not today").Outcome,
            Is.EqualTo(ReplyOutcome.Unclear));

    [TestCase("\u202EAPPROVE")]
    [TestCase("APP\u200BROVE")]
    [TestCase("APPROVE\u0336")]
    [TestCase("APPROVE\u2028not")]
    public void Invisible_or_combining_characters_make_it_unclear(string line) =>
        Assert.That(SomeMail.Judge(line).Outcome, Is.EqualTo(ReplyOutcome.Unclear));

    [Test]
    public void Direction_marks_and_odd_spaces_at_the_ends_do_no_harm() =>
        Assert.That(SomeMail.Judge("\uFEFF\u200E\u00A0APPROVE\u3000\u200F").Outcome, Is.EqualTo(ReplyOutcome.Approve));

    [Test]
    public void Hidden_or_struck_command_words_make_it_unclear()
    {
        var mail = SomeMail.Reply() with { Plain = null, Html = [new("APPROVE"), new("", "reject")] };
        Assert.That(Judge(mail), Is.EqualTo(ReplyOutcome.Unclear));
    }

    [Test]
    public void A_struck_word_in_the_line_makes_an_approval_unclear()
    {
        var mail = SomeMail.Reply() with { Plain = null, Html = [new("APPROVE", "perhaps")] };
        Assert.That(Judge(mail), Is.EqualTo(ReplyOutcome.Unclear));
    }

    [Test]
    public void Plain_and_HTML_must_say_the_same()
    {
        var mail = SomeMail.Reply("APPROVE");
        Assert.That(Judge(mail with { Html = [new("APPROVE")] }), Is.EqualTo(ReplyOutcome.Approve));
        Assert.That(Judge(mail with { Html = [new("REJECT")] }), Is.EqualTo(ReplyOutcome.Unclear));
        Assert.That(Judge(mail with { Html = [] }), Is.EqualTo(ReplyOutcome.Unclear));
    }

    [Test]
    public void A_second_text_part_with_a_command_makes_it_unclear() =>
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { FurtherText = ["Reject this"] }), Is.EqualTo(ReplyOutcome.Unclear));

    [Test]
    public void Lines_of_the_request_are_quote_even_without_a_mark()
    {
        var context = SomeMail.Context("May the stack production be upgraded?", "Answer before Friday if you can.");
        var mail = SomeMail.Reply("APPROVE", "", "May the stack production be upgraded?", "Answer before Friday if you can.");
        Assert.That(ReplyJudge.Judge(mail, context, SomeMail.Now).Outcome, Is.EqualTo(ReplyOutcome.Approve));
    }

    [Test]
    public void A_banner_of_the_gateway_is_skipped() =>
        Assert.That(SomeMail.Judge("CAUTION: This email originated outside. Do not click", "links if unsure.", "", "APPROVE").Outcome, Is.EqualTo(ReplyOutcome.Approve));

    [Test]
    public void The_first_failed_check_decides_and_the_others_are_told()
    {
        var mail = SomeMail.Reply("APPROVE if") with { Sender = new SenderAuthentication.Failed("No signature."), From = ["eve@evil.example"] };
        var judgement = ReplyJudge.Judge(mail, SomeMail.Context(), SomeMail.Now);
        Assert.That(judgement.Outcome, Is.EqualTo(ReplyOutcome.Unverified));
        Assert.That(judgement.Checks.Where(check => !check.Ok).Select(check => check.Check), Is.EqualTo(new[] { "sender", "approver", "command" }));
    }

    [Test]
    public void Another_sender_with_the_right_code_is_not_the_approver() =>
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { From = ["omar@corp.example"] }), Is.EqualTo(ReplyOutcome.NotApprover));

    [Test]
    public void Look_alike_letters_do_not_make_an_approver()
    {
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { From = ["jane@сorp.example"] }), Is.EqualTo(ReplyOutcome.NotApprover));
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { From = ["JANE@Corp.Example"] }), Is.EqualTo(ReplyOutcome.Approve));
    }

    [Test]
    public void Two_senders_are_none() =>
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { FromFields = 2, From = [SomeMail.Approver, SomeMail.Approver] }), Is.EqualTo(ReplyOutcome.Unverified));

    [Test]
    public void A_delegate_must_be_configured()
    {
        var mail = SomeMail.Reply("APPROVE").With("Sender", "Max <max@corp.example>");
        Assert.That(Judge(mail), Is.EqualTo(ReplyOutcome.NotApprover));
        var allowed = SomeMail.Context() with { Delegates = [(SomeMail.Approver, "max@corp.example")] };
        Assert.That(ReplyJudge.Judge(mail, allowed, SomeMail.Now).Outcome, Is.EqualTo(ReplyOutcome.Approve));
    }

    [Test]
    public void A_second_code_stops_the_mail() =>
        Assert.That(SomeMail.Judge("APPROVE", "> Code: UW-zzzzzzzzzzzzzzzzzzzzzzzzzz").Outcome, Is.EqualTo(ReplyOutcome.TwoTokens));

    [Test]
    public void Without_a_code_nothing_is_decided() =>
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { Recipients = ["upgrades@worker.example"] }), Is.EqualTo(ReplyOutcome.UnknownToken));

    [Test]
    public void A_late_reply_has_expired() =>
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { ReceivedAt = SomeMail.Issued.ExpiresAt }), Is.EqualTo(ReplyOutcome.Expired));

    [Test]
    public void A_mailbox_that_took_the_answer_in_before_the_question_says_nothing_of_when_it_came()
    {
        var mail = SomeMail.Reply("APPROVE") with { ReceivedAt = SomeMail.Now.AddDays(-9), SeenAt = SomeMail.Issued.ExpiresAt };
        var context = SomeMail.Context() with { AskedAt = SomeMail.Now.AddHours(-5) };
        Assert.That(ReplyJudge.Judge(mail, context, SomeMail.Now).Outcome, Is.EqualTo(ReplyOutcome.Expired));
        var inTime = mail with { SeenAt = SomeMail.Issued.ExpiresAt.AddTicks(-1) };
        var judgement = ReplyJudge.Judge(inTime, context, SomeMail.Now);
        Assert.That(judgement.Outcome, Is.EqualTo(ReplyOutcome.Approve));
        Assert.That(Verdict.From(judgement, SomeMail.Request(), inTime, secondFactor: false)!.At, Is.EqualTo(inTime.SeenAt));
    }

    [Test]
    public void An_approval_faster_than_a_person_reads_is_unclear()
    {
        var context = SomeMail.Context() with { ApprovableFrom = SomeMail.Now.AddSeconds(1) };
        Assert.That(ReplyJudge.Judge(SomeMail.Reply("APPROVE"), context, SomeMail.Now).Outcome, Is.EqualTo(ReplyOutcome.Unclear));
    }

    [Test]
    public void The_named_request_must_be_the_one_answered() =>
        Assert.That(SomeMail.Judge("APPROVE UW-0043").Outcome, Is.EqualTo(ReplyOutcome.Unclear));

    private static ReplyOutcome Judge(InboundMail mail) => ReplyJudge.Judge(mail, SomeMail.Context(), SomeMail.Now).Outcome;
}
