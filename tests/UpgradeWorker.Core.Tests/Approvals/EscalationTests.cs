using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Core.Tests.Approvals;

internal sealed class EscalationTests
{
    private static readonly ApprovalRequest Request = SomeMail.Request() with
    {
        Approvers = ["a@x.example", "b@x.example", "c@x.example"],
        IssuedAt = SomeMail.Now,
        ExpiresAt = SomeMail.Now.AddHours(100),
    };

    [TestCase(49.9, null)]
    [TestCase(50, 50)]
    [TestCase(89.9, 50)]
    [TestCase(90, 90)]
    [TestCase(100, null)]
    public void Who_has_not_answered_is_reminded_at_half_and_at_nine_tenths(double hours, int? percent) =>
        Assert.That(Escalation.ReminderDue(Request, SomeMail.Now.AddHours(hours)), Is.EqualTo(percent));

    [Test]
    public void A_decided_or_short_lived_request_is_not_called_to_mind()
    {
        Assert.That(Escalation.ReminderDue(Request with { State = ApprovalState.Approved }, SomeMail.Now.AddHours(60)), Is.Null);
        Assert.That(Escalation.ReminderDue(Request with { ExpiresAt = SomeMail.Now.AddMinutes(59) }, SomeMail.Now.AddMinutes(40)), Is.Null);
    }

    [Test]
    public void All_are_asked_at_once_unless_the_settings_say_otherwise()
    {
        Assert.That(Next([], [], null), Is.EqualTo(Request.Approvers));
        Assert.That(Next([], [], 1), Is.EqualTo(new[] { "a@x.example" }));
        Assert.That(Next(["a@x.example"], [], 1), Is.Empty);
    }

    [Test]
    public void The_next_one_is_asked_when_one_is_away_or_half_of_the_time_is_over()
    {
        Assert.That(Next(["a@x.example"], ["A@X.example"], 1), Is.EqualTo(new[] { "b@x.example" }));
        Assert.That(Next(["a@x.example", "b@x.example"], ["a@x.example", "b@x.example"], 1), Is.EqualTo(new[] { "c@x.example" }));
        Assert.That(Next(["a@x.example"], [], 1, 50), Is.EqualTo(new[] { "b@x.example" }));
        Assert.That(Next(["a@x.example", "b@x.example"], [], 1, 60), Is.Empty);
    }

    [Test]
    public void As_many_are_asked_as_must_agree()
    {
        Assert.That(Escalation.Next(Request with { NeedsSecondFactor = true }, [], [], 1, SomeMail.Now), Has.Count.EqualTo(2));
        Assert.That(Escalation.Next(Request with { Quorum = 3 }, [], [], 1, SomeMail.Now), Has.Count.EqualTo(3));
    }

    private static IReadOnlyList<string> Next(string[] asked, string[] away, int? first, double hours = 0) =>
        Escalation.Next(Request, asked, away, first, SomeMail.Now.AddHours(hours));
}
