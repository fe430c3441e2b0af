using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Core.Tests.Approvals;

internal sealed class AutomaticMailTests
{
    [TestCase("Auto-Submitted", "auto-replied")]
    [TestCase("auto-submitted", "(rejected) Auto-Generated; x=y")]
    [TestCase("Auto-Submitted", "auto-notified; owner-email=\"x@y.example\"")]
    [TestCase("X-Autoreply", "yes")]
    [TestCase("X-Apple-Action", "VACATION/1")]
    [TestCase("Precedence", "Bulk")]
    [TestCase("Precedence", "auto_reply")]
    [TestCase("List-Id", "<ops.corp.example>")]
    [TestCase("Return-Path", "<>")]
    [TestCase("X-Loop", "tickets")]
    public void A_machine_mark_is_seen(string name, string value) =>
        Assert.That(Judge(SomeMail.Reply("APPROVE").With(name, value)), Is.EqualTo(ReplyOutcome.Automatic));

    [TestCase("Automatic reply: [UW-0042] Approval needed")]
    [TestCase("Re: Out of Office")]
    [TestCase("AW: Automatische Antwort: [UW-0042]")]
    [TestCase("Réponse automatique : absence")]
    [TestCase("自動応答: 不在")]
    [TestCase("Автоответ: Re: [UW-0042]")]
    [TestCase("Accepted: [UW-0042] Approval needed")]
    [TestCase("Jane reacted to your message")]
    public void An_automatic_subject_is_seen(string subject) =>
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { Headers = [new("Subject", subject)] }), Is.EqualTo(ReplyOutcome.Automatic));

    [TestCase("Auto-Submitted", "no")]
    [TestCase("Return-Path", "<jane@corp.example>")]
    [TestCase("Precedence", "first-class")]
    public void A_persons_mail_may_carry_the_same_fields(string name, string value) =>
        Assert.That(Judge(SomeMail.Reply("APPROVE").With(name, value)), Is.EqualTo(ReplyOutcome.Approve));

    [Test]
    public void A_suppression_mark_alone_only_blocks_the_approval()
    {
        Assert.That(Judge(SomeMail.Reply("APPROVE").With("X-Auto-Response-Suppress", "DR, OOF")), Is.EqualTo(ReplyOutcome.Unclear));
        Assert.That(Judge(SomeMail.Reply("REJECT").With("X-Auto-Response-Suppress", "All")), Is.EqualTo(ReplyOutcome.Reject));
    }

    [Test]
    public void A_report_is_a_bounce_whatever_it_says()
    {
        var report = new MailReport(MailReportKind.DeliveryFailed, ["jane@corp.example"], "uw.request@worker.example");
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { Report = report }), Is.EqualTo(ReplyOutcome.Bounce));
    }

    [Test]
    public void Reports_without_the_standard_form_are_bounces_too()
    {
        Assert.That(Judge(SomeMail.Reply("x").With("X-Failed-Recipients", "jane@corp.example")), Is.EqualTo(ReplyOutcome.Bounce));
        Assert.That(Judge(SomeMail.Reply("Hi. This is the qmail-send program at corp.example.") with { From = ["MAILER-DAEMON@corp.example"] }),
            Is.EqualTo(ReplyOutcome.Bounce));
    }

    [Test]
    public void The_workers_own_mail_is_a_loop()
    {
        Assert.That(Judge(SomeMail.Reply("APPROVE").With("X-UpgradeWorker", "v1; req=UW-0042; kind=request")), Is.EqualTo(ReplyOutcome.Loop));
        Assert.That(Judge(SomeMail.Reply("APPROVE") with { From = ["upgrades@worker.example"] }), Is.EqualTo(ReplyOutcome.Loop));
        var many = SomeMail.Reply("APPROVE");
        Assert.That(Judge(many with { Headers = [.. many.Headers, .. Enumerable.Repeat(new MailHeader("Received", "from a by b"), 51)] }), Is.EqualTo(ReplyOutcome.Loop));
    }

    private static ReplyOutcome Judge(InboundMail mail) => ReplyJudge.Judge(mail, SomeMail.Context(), SomeMail.Now).Outcome;
}
