using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Tests.Mail;

internal sealed class LegitimateReplyTests
{
    private static readonly (string Answer, ReplyOutcome Outcome)[] Answers =
    [
        ("APPROVE", ReplyOutcome.Approve),
        ("Approved, thanks!", ReplyOutcome.Approve),
        ("REJECT we have an audit this week", ReplyOutcome.Reject),
        ("DEFER 3 days", ReplyOutcome.Defer),
        ("HOLD", ReplyOutcome.Hold),
        ("STATUS", ReplyOutcome.Status),
    ];

    /// <summary>Every reply that a person would expect to be understood; the bound is the product's promise, the aim is all.</summary>
    [Test]
    public void Replies_of_many_clients_in_many_languages_are_understood()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var (layout, build) in ReplyLayouts.All)
        {
            foreach (var tongue in Tongue.All)
            {
                foreach (var (answer, outcome) in Answers)
                {
                    var judgement = Explain.Verified(build(answer, tongue));
                    count++;
                    if (judgement.Outcome != outcome)
                    {
                        wrong.Add($"{layout} {tongue.Name} \"{answer}\": {judgement.Outcome}, {judgement.Reason}");
                    }
                }
            }
        }

        Assert.That(count, Is.GreaterThanOrEqualTo(1500));
        Assert.That(wrong, Has.Count.LessThanOrEqualTo(count * 3 / 100), string.Join('\n', wrong));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void An_empty_reply_of_any_client_decides_nothing()
    {
        foreach (var (layout, build) in ReplyLayouts.All)
        {
            foreach (var tongue in Tongue.All)
            {
                var outcome = Explain.Verified(build("", tongue)).Outcome;
                Assert.That(outcome, Is.EqualTo(ReplyOutcome.Unclear), $"{layout} {tongue.Name}");
            }
        }
    }

    [Test]
    public void A_doubtful_approval_of_any_client_decides_nothing([Values(
        "APPROVE if the backup is done", "Approve?", "I cannot APPROVE", "APPROVE\nbut not before Monday", "yes", "ok, go", "Don't approve",
        "APPROVE\n\nActually, wait.", "Please do not APPROVE this", "APPROVE UW-9999")] string answer)
    {
        foreach (var (layout, build) in ReplyLayouts.All.Where(pair => pair.Key != "thunderbird-bottom"))
        {
            foreach (var tongue in Tongue.All)
            {
                Assert.That(Explain.Verified(build(answer, tongue)).Outcome, Is.EqualTo(ReplyOutcome.Unclear), $"{layout} {tongue.Name}");
            }
        }
    }
}
