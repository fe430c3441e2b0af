using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Security;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Jobs;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;
using UpgradeWorker.Tests.Mail;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What the worker does when mail itself fails: nothing is lost, nothing waits behind it, and somebody hears of it.</summary>
internal sealed class MailboxStoryTests
{
    private const string Worker = "worker@example.com";
    private const string Patient = """ "CoolOff": "6h", "MinimumReplyAge": "0s", "ExpireAfter": "7d" """;

    private static readonly Finding Gone = new("MailUnreachable", "nobody answers");

    [Test]
    public async Task A_worker_killed_on_either_side_of_every_step_of_mail_decides_once_and_answers()
    {
        await using var story = await Story.BeginAsync(approvals: Patient);
        var seen = new Dictionary<StoryPoint, int>();
        story.Doom = point => point.Job is not (nameof(SeekApprovalsJob) or nameof(SendMailJob)) ? Death.None : (seen[point] = seen.GetValueOrDefault(point) + 1) switch
        {
            1 => Death.Before,
            2 => Death.After,
            _ => Death.None,
        };
        story.Publish("3.36.0");
        var asked = await story.RequestAsync();
        foreach (var (text, kind) in new[] { ("yes please", "answer"), ("APPROVE", "approved"), ("HOLD", "declined") })
        {
            seen.Clear();
            story.Reply(asked, text, copies: 2);
            await story.UntilAsync(() => Task.FromResult(story.Mails(kind).Count > 0), kind);
        }

        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Deaths, Is.GreaterThan(40));
        Assert.That(await VerdictsAsync(story), Is.EqualTo(new[] { VerdictKind.Approve, VerdictKind.Hold }));
        Assert.That(new[] { "request", "answer", "approved", "declined" }.Select(kind => story.Mails(kind).Count), Has.All.EqualTo(1));
        Assert.That(story.Waiting, Is.Zero, "everything was put away");
    }

    [Test]
    public async Task What_a_killed_worker_was_sending_is_sent_by_the_next_one_at_once()
    {
        await using var story = await Story.BeginAsync(approvals: Patient);
        story.Doom = point => point.Name == "mail" && story.Deaths == 0 ? Death.Before : Death.None;
        story.Publish("3.36.0");
        await story.UntilAsync(() => Task.FromResult(story.Deaths > 0), "a death while a mail is being sent");
        Assert.That(story.Mails("request"), Has.Count.EqualTo(1), "before any time has gone by");
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Mails_that_come_twice_and_in_any_order_end_the_same(int seed)
    {
        await using var story = await Story.BeginAsync(
            approvals: """ "Quorum": 2, "CoolOff": "6h", "MinimumReplyAge": "0s" """, approvers: "\"ops@example.com\", \"omar@example.com\", \"jane@example.com\"");
        story.Publish("3.36.0");
        await story.RequestAsync(3);
        var requests = story.Mails("request").ToDictionary(mail => mail.To.Mailboxes.Single().Address);
        var replies = new (string From, string Text)[]
        {
            ("ops@example.com", "APPROVE"), ("omar@example.com", "APPROVE"), ("jane@example.com", "what is this?"), ("jane@example.com", "STATUS"),
        };
        var order = new Random(seed);
        foreach (var (from, text) in replies.Concat(replies).OrderBy(_ => order.Next()).ToList())
        {
            // The same mail has the same Message-ID; what comes again came another way.
            story.Reply(requests[from], text, from, copies: 2);
            await story.Job<SeekApprovalsJob>().RunAsync(default);
            await story.Job<SeekApprovalsJob>().RunAsync(default);
        }

        await story.RunAsync();
        var request = await RequestAsync(story);
        Assert.That(request.State, Is.EqualTo(ApprovalState.Approved));
        Assert.That(request.Verdicts.Select(verdict => verdict.By), Is.EquivalentTo(new[] { "ops@example.com", "omar@example.com" }));
        Assert.That(story.Mails("approved"), Has.Count.EqualTo(3), "one for each approver");
        Assert.That(story.Mails("answer"), Is.Not.Empty.And.Count.LessThanOrEqualTo(8), "at most one for each mail");
    }

    [Test]
    public async Task Mails_that_cannot_be_read_go_into_quarantine_with_an_alarm_and_block_nobody()
    {
        await using var story = await Story.BeginAsync(approvals: Patient);
        story.Publish("3.36.0");
        var asked = await story.RequestAsync();
        // Whatever goes wrong with this sender's mail: here the row of it cannot be written.
        story.Sql("CREATE TRIGGER boom BEFORE INSERT ON inbound WHEN NEW.sender = 'boom@example.com' BEGIN SELECT RAISE(ABORT, 'boom'); END");
        story.Deliver("1-nonsense.eml", "this is no mail"u8.ToArray());
        story.Deliver("2-large.eml", [.. "From: big@example.com\r\nSubject: x\r\n\r\n"u8, .. new byte[2 * 1024 * 1024]]);
        story.Deliver("3-boom.eml", "From: boom@example.com\r\nMessage-ID: <boom@example.com>\r\nSubject: x\r\n\r\nAPPROVE\r\n"u8.ToArray());
        story.Reply(asked, "APPROVE");
        await story.UntilAsync(async () => await VerdictsAsync(story) is [VerdictKind.Approve], "the approval behind them");
        await story.PassAsync(TimeSpan.FromMinutes(30));
        Assert.That(story.Waiting, Is.Zero);
        Assert.That(story.Shelf("quarantine"), Is.EquivalentTo(new[] { "1-nonsense.eml", "2-large.eml", "3-boom.eml" }));
        Assert.That(story.Alarms.Lines.Count(line => line.StartsWith("4023 ", StringComparison.Ordinal) || line.StartsWith("4005 ", StringComparison.Ordinal)), Is.EqualTo(3), string.Join('\n', story.Alarms.Lines));
        var troubles = await story.Database.ReadAsync(session => InboundStore.TroublesAsync(session, story.Time.GetUtcNow().AddDays(-1)), default);
        Assert.That(troubles, Has.Count.EqualTo(3), "the summary tells of them");
    }

    [Test]
    public async Task A_mailbox_that_cannot_be_read_for_a_quarter_of_an_hour_raises_one_alarm_and_loses_nothing()
    {
        var (story, server) = await BeginAsync();
        await using var _ = story;
        server.Reading = new FetchResult.Unreachable(Gone);
        await MinutesAsync(story, 14);
        Assert.That(Silent(story), Is.Zero);
        await MinutesAsync(story, 30);
        Assert.That(Silent(story), Is.EqualTo(1));
        server.Reading = null;
        await MinutesAsync(story, 2);
        server.Reading = new FetchResult.Unreachable(Gone);
        await MinutesAsync(story, 17);
        Assert.That(Silent(story), Is.EqualTo(2), "another silence is another alarm");

        static int Silent(Story story) => story.Alarms.Lines.Count(line => line.StartsWith("4026 ", StringComparison.Ordinal));
    }

    [Test]
    public async Task After_a_refused_login_each_way_is_tried_every_five_minutes_only()
    {
        var (story, server) = await BeginAsync();
        await using var _ = story;
        server.Reading = new FetchResult.LoginRefused(Gone);
        server.Sending = new SendResult.LoginRefused(Gone);
        story.Publish("3.36.0");
        await story.UntilAsync(() => Task.FromResult(server.Tries > 1), "a mail that wants to go out");
        var (tries, looks) = (server.Tries, server.Looks);
        await MinutesAsync(story, 20);
        Assert.That(server.Tries - tries, Is.InRange(3, 4));
        Assert.That(server.Looks - looks, Is.InRange(3, 4));
        (server.Reading, server.Sending) = (null, null);
        await story.UntilAsync(() => Task.FromResult(server.Taken.Any(mail => Kind(mail) == "request")), "the request");
        Assert.That(server.Taken.Select(mail => mail.MessageId), Is.Unique, "nothing was sent twice");
    }

    [Test]
    public async Task The_worker_mails_itself_and_raises_one_alarm_when_that_does_not_arrive()
    {
        var (story, server) = await BeginAsync();
        await using var _ = story;
        await MinutesAsync(story, 30);
        Assert.That(server.Taken.Count(mail => Kind(mail) == "canary"), Is.EqualTo(1));
        Assert.That((server.Waiting, server.Shelves.GetValueOrDefault(MailShelf.Ignored), Lost(story)), Is.EqualTo((0, 1, 0)));
        server.Delivers = false;
        await MinutesAsync(story, 6 * 60);
        Assert.That(server.Taken.Count(mail => Kind(mail) == "canary"), Is.EqualTo(2));
        Assert.That(Lost(story), Is.EqualTo(1));
        Assert.That(
            (await story.Database.ReadAsync(session => MailTroubles.SinceAsync(session, story.Time.GetUtcNow()), default)).Select(trouble => trouble.Reason), Has.Member("CanaryLost"),
            "the summary tells it too");

        static int Lost(Story story) => story.Alarms.Lines.Count(line => line.StartsWith("4028 ", StringComparison.Ordinal));
    }

    [TestCase(10, 6, VerdictKind.Approve, TestName = "A_mailbox_whose_clock_is_far_ahead_lets_no_answer_lapse")]
    [TestCase(10, 8, null, TestName = "Nor_does_it_let_one_be_accepted_that_came_too_late")]
    [TestCase(-10, 6, VerdictKind.Approve, TestName = "A_mailbox_whose_clock_is_far_behind_lets_no_answer_lapse")]
    [TestCase(-10, 8, null, TestName = "Nor_does_it_let_one_be_accepted_that_came_too_late_while_nobody_looked")]
    public async Task A_clock_of_the_mailbox_that_is_wrong(int daysAhead, int repliesAfterDays, VerdictKind? verdict)
    {
        var (story, server) = await BeginAsync(approvals: """ "CoolOff": "6h", "MinimumReplyAge": "0s", "ExpireAfter": "7d" """);
        await using var _ = story;
        story.Publish("3.36.0");
        await story.UntilAsync(() => Task.FromResult(server.Taken.Any(mail => Kind(mail) == "request")), "the request");
        // The worker is down meanwhile.
        story.Time.Advance(TimeSpan.FromDays(repliesAfterDays));
        server.Ahead = TimeSpan.FromDays(daysAhead);
        Reply(server, "APPROVE");
        await story.Job<SeekApprovalsJob>().RunAsync(default);
        Assert.That(await VerdictsAsync(story), Is.EqualTo(verdict is { } kind ? [kind] : Array.Empty<VerdictKind>()));
    }

    [Test]
    public async Task An_answer_whose_sender_can_be_looked_up_only_later_came_when_it_was_first_seen()
    {
        var isDown = true;
        var asked = 0;
        TxtLookup dns = (_, _) => Task.FromResult<TxtAnswer>(asked++ >= 0 && isDown ? new TxtAnswer.Unavailable("no answer") : new TxtAnswer.Missing());
        var (story, server) = await BeginAsync(sender: new SenderCheck([new SenderRule("example.com", true, [])], new DkimCheck(dns), false));
        await using var _ = story;
        story.Publish("3.36.0");
        await story.UntilAsync(() => Task.FromResult(server.Taken.Any(mail => Kind(mail) == "request")), "the request");
        server.Ahead = TimeSpan.FromDays(10);
        var seen = story.Time.GetUtcNow();
        var hash = Reply(server, "APPROVE", isSigned: true);
        await MinutesAsync(story, 60);
        Assert.That((asked > 1, server.Waiting), Is.EqualTo((true, 1)), "it waits for the name server");
        isDown = false;
        await MinutesAsync(story, 1);
        Assert.That(server.Waiting, Is.Zero);
        var row = (await story.Database.ReadAsync(session => InboundStore.FindAsync(session, hash), default))!;
        Assert.That((row.ReceivedAt, row.Sender, row.Outcome), Is.EqualTo((seen, "ops@example.com", "unverified")));
    }

    /// <returns>The hash of the mail.</returns>
    private static string Reply(MemoryMailServer server, string text, bool isSigned = false)
    {
        using var asked = MimeMessage.Load(new MemoryStream(server.Taken.Last(mail => Kind(mail) == "request").Raw.ToArray()));
        using var reply = Story.Answer(asked, text, "ops@example.com");
        if (isSigned)
        {
            reply.Prepare(EncodingConstraint.SevenBit);
            using var key = RSA.Create(2048);
            new DkimSigner(DotNetUtilities.GetRsaKeyPair(key).Private, "example.com", "s1").Sign(reply, [HeaderId.From, HeaderId.Subject, HeaderId.MessageId]);
            // The library dates it by the real clock, not by the story's. Whether it fits is looked at only once the key is there.
            var signature = reply.Headers.First(header => header.Id == HeaderId.DkimSignature);
            signature.Value = string.Join(';', signature.Value.Split(';').Where(tag => !tag.Trim().StartsWith("t=", StringComparison.Ordinal)));
        }

        using var bytes = new MemoryStream();
        reply.WriteTo(bytes);
        var raw = bytes.ToArray();
        server.Deliver(raw);
        return Convert.ToHexStringLower(SHA256.HashData(raw));
    }

    private static async Task<(Story Story, MemoryMailServer Server)> BeginAsync(string approvals = Patient, SenderCheck? sender = null)
    {
        MemoryMailServer server = null!;
        var story = await Story.BeginAsync(approvals: approvals, post: time =>
        {
            server ??= new MemoryMailServer(time, Worker);
            var mail = Story.MailBy(server, server);
            return sender is null ? mail : mail with { Sender = sender };
        });
        return (story, server);
    }

    private static async Task MinutesAsync(Story story, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            await story.Job<SeekApprovalsJob>().RunAsync(default);
            await story.Job<SendMailJob>().RunAsync(default);
            if (minute % 5 == 0)
            {
                await story.RunAsync();
            }

            story.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static string? Kind(OutgoingMail mail)
    {
        using var message = MimeMessage.Load(new MemoryStream(mail.Raw.ToArray()));
        return message.Headers["X-UpgradeWorker"]?.Split("kind=")[^1].Split(';')[0];
    }

    private static async Task<ApprovalRequest> RequestAsync(Story story) =>
        (await story.Database.ReadAsync(session => ApprovalStore.LatestOfAsync(session, new(Story.Key)), default))!;

    private static async Task<IReadOnlyList<VerdictKind>> VerdictsAsync(Story story) => [.. (await RequestAsync(story)).Verdicts.Select(verdict => verdict.Kind)];
}
