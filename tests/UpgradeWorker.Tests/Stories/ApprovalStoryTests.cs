using OtpNet;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What approvers live through: answers to each of their mails, second factors, reminders.</summary>
internal sealed class ApprovalStoryTests
{
    private const string WithTotp = """ "CoolOff": "6h", "MinimumReplyAge": "0s", "People": { "ops@example.com": { "Totp": "file:totp" } } """;

    [Test]
    public async Task Every_mail_can_be_answered_and_a_mail_that_comes_twice_counts_once()
    {
        await using var story = await Story.BeginAsync(approvals: """ "CoolOff": "6h", "MinimumReplyAge": "0s" """);
        story.Publish("3.36.0");
        var asked = await story.RequestAsync();
        Assert.That(asked.TextBody, Does.Contain("In the release notes").And.Contain("3.36.0, Added: "), "what is new stands in the question");
        story.Reply(asked, "yes please", copies: 3);
        await story.UntilAsync(() => Task.FromResult(story.Mails("answer").Count > 0), "an answer");
        Assert.That(story.Mails("answer"), Has.Count.EqualTo(1));
        Assert.That(story.Mails("answer")[0].TextBody, Does.Contain("Code: UW-"));

        story.Reply(story.Mails("answer")[0], "APPROVE", copies: 3);
        await story.UntilAsync(() => Task.FromResult(story.Mails("approved").Count > 0), "the notice");
        Assert.That((await RequestAsync(story)).State, Is.EqualTo(ApprovalState.Approved));
        Assert.That((await RequestAsync(story)).Verdicts, Has.Count.EqualTo(1));
        Assert.That(story.Mails("answer"), Has.Count.EqualTo(1), "no copy is told that it came too late");

        story.Reply(story.Mails("approved")[0], "HOLD");
        await story.UntilAsync(() => Task.FromResult(story.Mails("declined").Count > 0), "the stop");
        Assert.That((await RequestAsync(story)).State, Is.EqualTo(ApprovalState.Declined));
        await story.PassAsync(TimeSpan.FromHours(7));
        Assert.That(await story.LatestRunAsync(), Is.Null);
    }

    [Test]
    public async Task A_plan_that_replaces_databases_is_approved_with_the_digits_of_the_moment_alone()
    {
        await using var story = await Story.BeginAsync(approvals: WithTotp);
        story.Publish("3.37.0");
        var request = await story.RequestAsync();
        Assert.That(request.TextBody, Does.Contain("APPROVE 123456"));
        foreach (var (text, told) in new[] { ("APPROVE", "six digits of your authenticator"), ($"APPROVE {Digits(story, -10)}", "were not right") })
        {
            var before = story.Mails("answer").Count;
            story.Reply(request, text);
            await story.UntilAsync(() => Task.FromResult(story.Mails("answer").Count > before), "an answer");
            Assert.That(string.Join(' ', story.Mails("answer").Select(mail => (mail.TextBody ?? "").ReplaceLineEndings(" "))), Does.Contain(told));
            Assert.That((await RequestAsync(story)).State, Is.EqualTo(ApprovalState.Pending));
        }

        story.Reply(request, $"APPROVE {Digits(story, 0)}");
        await story.UntilAsync(() => Task.FromResult(story.Mails("approved").Count > 0), "the notice");
        Assert.That((await RequestAsync(story)).Verdicts.Single().SecondFactor, Is.True);
    }

    [Test]
    public async Task Without_an_authenticator_one_mail_does_not_replace_databases()
    {
        await using var story = await Story.BeginAsync(approvals: """ "CoolOff": "0s", "MinimumReplyAge": "0s" """);
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(() => Task.FromResult(story.Mails("answer").Count > 0), "an answer");
        Assert.That(story.Mails("answer")[0].TextBody, Does.Contain("totp enrol"));
        Assert.That((await RequestAsync(story)).State, Is.EqualTo(ApprovalState.Pending));
    }

    [Test]
    public async Task A_request_that_nobody_answers_is_called_to_mind_twice_then_lapses_and_is_asked_again()
    {
        await using var story = await Story.BeginAsync(approvals: """ "CoolOff": "0s", "ExpireAfter": "3h" """);
        story.Publish("3.36.0");
        await story.RequestAsync();
        await story.RequestAsync(2);
        Assert.That(story.Mails("reminder"), Has.Count.EqualTo(2));
        Assert.That(story.Mails("declined").Single().Subject, Does.Contain("Lapsed"));
        Assert.That(await story.LatestRunAsync(), Is.Null);
    }

    private static string Digits(Story story, int steps) =>
        new Totp(Base32Encoding.ToBytes(Story.TotpSecret)).ComputeTotp(story.Time.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));

    private static async Task<ApprovalRequest> RequestAsync(Story story) =>
        (await story.Database.ReadAsync(session => ApprovalStore.LatestOfAsync(session, new(Story.Key)), default))!;
}
