using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Core.Tests.Approvals;

internal sealed class ReplyGrammarTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [TestCase("APPROVE")]
    [TestCase("approve")]
    [TestCase("Approved.")]
    [TestCase("APPROVE!!")]
    [TestCase("Approve, thanks")]
    [TestCase("Approved - thank you!")]
    [TestCase("APPROVE please proceed")]
    [TestCase("APPROVE go ahead, cheers")]
    [TestCase("APPROVE UW-0042")]
    [TestCase("APPROVE 123456")]
    [TestCase("APPROVE UW-0042 123456 ACK M1 M2")]
    [TestCase("approve ack m1 m2 danke")]
    public void A_full_line_in_a_known_form_approves(string line) =>
        Assert.That(Parse(line), Is.InstanceOf<ReplyCommand.Approve>());

    [TestCase("Approve?")]
    [TestCase("disapprove")]
    [TestCase("unapproved")]
    [TestCase("approve if the backup is done")]
    [TestCase("I approve")]
    [TestCase("please approve")]
    [TestCase("APPROVE REJECT")]
    [TestCase("APPROVE 12345")]
    [TestCase("APPROVE ACK")]
    [TestCase("APPROVE ACK now")]
    [TestCase("approves")]
    [TestCase("APPROVE/REJECT")]
    [TestCase("yes")]
    [TestCase("ok")]
    [TestCase("LGTM")]
    [TestCase("👍")]
    [TestCase("APPROVE 👍")]
    [TestCase("\"APPROVE\"")]
    [TestCase("ＡＰＰＲＯＶＥ")]
    [TestCase("АPPROVE")] // the first letter is Cyrillic
    [TestCase("APPROVE.not")]
    [TestCase("APPROVE thanks but wait")]
    [TestCase("")]
    public void Anything_else_is_no_approval(string line) =>
        Assert.That(Parse(line), Is.InstanceOf<ReplyCommand.Unclear>());

    [TestCase("REJECT", "")]
    [TestCase("Rejected: not this week", "not this week")]
    [TestCase("decline - busy", "busy")]
    [TestCase("DENIED, we audit", "we audit")]
    [TestCase("reject/too risky", "too risky")]
    [TestCase("Deny — later please", "later please")]
    public void Saying_no_is_easy(string line, string reason) =>
        Assert.That(Parse(line), Is.EqualTo(new ReplyCommand.Reject(reason)));

    [TestCase("rejecting")]
    [TestCase("reject?")]
    public void A_word_that_only_looks_like_no_is_asked_about(string line) =>
        Assert.That(Parse(line), Is.InstanceOf<ReplyCommand.Unclear>());

    [TestCase("DEFER 2 days", "2026-03-04 10:00")]
    [TestCase("postpone 36h", "2026-03-03 22:00")]
    [TestCase("DEFER until 2026-03-10", "2026-03-10 00:00")]
    [TestCase("DEFER UNTIL 2026-03-10 08:30 UTC", "2026-03-10 08:30")]
    [TestCase("DEFER 2026-03-10 08:30 +02:00", "2026-03-10 06:30")]
    [TestCase("DEFER 2026-03-10 08:30 Europe/Berlin", "2026-03-10 07:30")]
    [TestCase("DEFER 2026-03-10T08:30Z", "2026-03-10 08:30")]
    [TestCase("DEFER friday", "2026-03-06 00:00")]
    [TestCase("DEFER monday 06:00", "2026-03-09 06:00")]
    [TestCase("defer tomorrow 14:00 because release party", "2026-03-03 14:00")]
    public void A_deferral_names_an_instant(string line, string until) =>
        Assert.That(((ReplyCommand.Defer)Parse(line)).Until.ToString("yyyy-MM-dd HH:mm", null), Is.EqualTo(until));

    [TestCase("DEFER")]
    [TestCase("DEFER 03/04/2026", Description = "month or day first?")]
    [TestCase("DEFER 3.4.2026")]
    [TestCase("DEFER 2020-01-01")]
    [TestCase("DEFER 2 fortnights")]
    [TestCase("DEFER until we are ready")]
    [TestCase("DEFER 2026-03-10 08:30 Mars/Olympus")]
    [TestCase("DEFER 999 weeks")]
    [TestCase("DEFER 2026-02-30")]
    public void A_deferral_without_a_certain_instant_is_asked_about(string line) =>
        Assert.That(Parse(line), Is.InstanceOf<ReplyCommand.Unclear>());

    [TestCase("2026-03-29 02:30", "2026-03-29 01:30", Description = "the hour is skipped in spring: moved on by the gap")]
    [TestCase("2026-10-25 02:30", "2026-10-25 00:30", Description = "the hour comes twice in autumn: the first")]
    public void A_deferral_in_the_writers_zone_knows_summer_time(string local, string utc)
    {
        var command = ReplyGrammar.Parse("DEFER " + local, [], Monday, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.That(((ReplyCommand.Defer)command).Until.ToString("yyyy-MM-dd HH:mm", null), Is.EqualTo(utc));
    }

    [TestCase("HOLD", typeof(ReplyCommand.Hold))]
    [TestCase("stop!", typeof(ReplyCommand.Hold))]
    [TestCase("STATUS", typeof(ReplyCommand.Status))]
    [TestCase("status uw-0042", typeof(ReplyCommand.Status))]
    [TestCase("help", typeof(ReplyCommand.Help))]
    [TestCase("Help me", typeof(ReplyCommand.Unclear))]
    [TestCase("status please", typeof(ReplyCommand.Unclear))]
    public void The_small_commands_stand_alone(string line, Type type) => Assert.That(Parse(line), Is.InstanceOf(type));

    [TestCase("Hi,", true)]
    [TestCase("Hello upgrade worker,", true)]
    [TestCase("Bonjour", true)]
    [TestCase("Hi do not", false)]
    [TestCase("Hi APPROVE", false)]
    [TestCase("Hello there my dear old friend", false)]
    public void A_greeting_is_skipped_only_if_it_says_nothing_else(string line, bool greeting) =>
        Assert.That(ReplyGrammar.IsGreeting(line), Is.EqualTo(greeting));

    private static ReplyCommand Parse(string line) => ReplyGrammar.Parse(line, [], Monday, TimeZoneInfo.Utc);
}
