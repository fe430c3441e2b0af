using System.Text;
using MimeKit;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Tests.Mails;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

internal sealed class MimeComposingTests
{
    private static readonly MailIdentity Identity = new("upgrades@worker.example", "UpgradeWorker", true);

    private static readonly MailDraft Draft = new(
        MailKind.ApprovalRequest, "jane@corp.example", "[UW-0042] Approval needed: production", "May it be upgraded?\n", "<p>May it be upgraded?</p>", [])
    {
        Request = "UW-0042",
        Token = ReplyLayouts.Token,
    };

    [Test]
    public void A_request_has_one_recipient_and_its_code_in_the_reply_address()
    {
        var message = Read(Compose(Draft));
        Assert.That(message.To.ToString(), Is.EqualTo("jane@corp.example"));
        Assert.That(message.Bcc, Is.Empty);
        Assert.That(message.ReplyTo.Mailboxes.Single().Address, Is.EqualTo(ReplyLayouts.Plus));
        Assert.That(message.MessageId, Is.EqualTo("uw.request.1@worker.example"));
        Assert.That(message.References, Is.EqualTo(new[] { "first@worker.example" }));
        Assert.That(message.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        Assert.That(message.Headers["X-Auto-Response-Suppress"], Is.EqualTo("DR, RN, NRN, AutoReply"));
        Assert.That(message.Headers["X-UpgradeWorker"], Is.EqualTo("v1; req=UW-0042; kind=request"));
        Assert.That(message.TextBody, Does.StartWith("May it be upgraded?"));
        Assert.That(message.HtmlBody, Does.Contain("<p>"));
    }

    [Test]
    public void Without_plus_addresses_the_plain_one_is_used() =>
        Assert.That(Read(MimeComposing.Compose(Draft, Identity with { PlusAddresses = false }, "m@worker.example", [], Explain.Now)).ReplyTo.Mailboxes.Single().Address,
            Is.EqualTo("upgrades@worker.example"));

    [Test]
    public void The_same_draft_gives_the_same_bytes()
    {
        var once = Compose(Draft);
        Assert.That(Compose(Draft), Is.EqualTo(once));
    }

    [TestCase("a\r\nBcc: eve@evil.example")]
    [TestCase("a\nX-Evil: 1")]
    [TestCase("a\u202Eb\u0000c")]
    public void Names_from_outside_make_no_fields(string subject)
    {
        var message = Read(Compose(Draft with { Subject = subject }));
        Assert.That(message.Bcc, Is.Empty);
        Assert.That(message.Headers["X-Evil"], Is.Null);
        Assert.That((message.Subject ?? "").Any(char.IsControl), Is.False);
    }

    [Test]
    public void Lines_are_short_enough_for_any_server_and_no_byte_is_above_127()
    {
        var raw = Compose(Draft with { Text = new string('ü', 5000), Attachments = [new MailAttachment("jörnal.txt", new string('x', 5000))] });
        Assert.That(Encoding.Latin1.GetString(raw).Split("\r\n").Max(line => line.Length), Is.LessThanOrEqualTo(998));
        Assert.That(raw.Max(), Is.LessThan(128));
        Assert.That(Read(raw).Attachments.Single().ContentDisposition?.FileName, Is.EqualTo("jörnal.txt"));
    }

    [Test]
    public void Summaries_are_bulk_and_answers_are_replies()
    {
        Assert.That(Read(Compose(Draft with { Kind = MailKind.Summary })).Headers["Precedence"], Is.EqualTo("bulk"));
        Assert.That(Read(Compose(Draft with { Kind = MailKind.Answer })).Headers["Auto-Submitted"], Is.EqualTo("auto-replied"));
        Assert.That(Read(Compose(Draft with { Kind = MailKind.NeedsAttention })).Headers["X-UpgradeWorker"], Does.EndWith("kind=needs-attention"));
    }

    [Test]
    public void The_workers_own_mail_coming_back_is_a_loop() =>
        Assert.That(Explain.Verified(Compose(Draft)).Outcome, Is.EqualTo(ReplyOutcome.Loop));

    private static IEnumerable<string> Names => EveryMail.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void The_workers_own_words_sent_back_as_a_reply_decide_nothing(string name)
    {
        var draft = EveryMail.All[name];
        var html = draft.Html;
        var body = html[html.IndexOf("<body", StringComparison.Ordinal)..];
        foreach (var reply in new[]
        {
            ReplyLayouts.HtmlOnly(html), ReplyLayouts.HtmlOnly("<br><br>" + body), ReplyLayouts.Plain(draft.Text), ReplyLayouts.Alternative(draft.Text, html),
            ReplyLayouts.HtmlOnly("<blockquote>" + body + "</blockquote>"),
        })
        {
            Assert.That(Explain.Verified(reply).Outcome, Is.EqualTo(ReplyOutcome.Unclear));
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Every_mail_can_be_sent_and_is_read_back_as_it_was(string name)
    {
        var draft = EveryMail.All[name];
        var message = Read(Compose(draft));
        Assert.That(message.TextBody!.ReplaceLineEndings("\n"), Is.EqualTo(draft.Text));
        Assert.That(message.HtmlBody!.ReplaceLineEndings("\n"), Is.EqualTo(draft.Html));
        Assert.That(message.Subject, Is.EqualTo(draft.Subject));
    }

    private static byte[] Compose(MailDraft draft) => MimeComposing.Compose(draft, Identity, "uw.request.1@worker.example", ["first@worker.example"], Explain.Now);

    private static MimeMessage Read(byte[] raw) => MimeMessage.Load(new MemoryStream(raw));
}
