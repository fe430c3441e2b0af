using Microsoft.Extensions.Time.Testing;
using MimeKit;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Tests.Vendor;

namespace UpgradeWorker.Sandbox.Tests.Demo;

public sealed class OperatorMailboxTests : IDisposable
{
    private readonly DemoFolder folder = new();
    private readonly OperatorMailbox mailbox;

    public OperatorMailboxTests() => mailbox = new OperatorMailbox(folder, new FakeTimeProvider(VendorWorld.Start));

    public void Dispose() => folder.Dispose();

    [SetUp]
    public void Empty()
    {
        foreach (var path in Directory.EnumerateFiles(folder.Outbox).Concat(Directory.EnumerateFiles(folder.Inbox)).ToList())
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_mail_is_fetched_once_and_a_half_written_one_not_at_all()
    {
        Deliver("first", "one.eml");
        File.WriteAllText(Path.Combine(folder.Outbox, "two.eml.tmp"), "From: half");

        Assert.Multiple(() =>
        {
            Assert.That(mailbox.Fetch().Select(m => m.Subject), Is.EqualTo(new[] { "first" }));
            Assert.That(mailbox.Fetch(), Is.Empty);
        });
    }

    [Test]
    public void A_reply_goes_to_the_reply_address_in_the_thread_above_the_quoted_mail()
    {
        Deliver("May it be?", "request.eml");
        mailbox.Reply(mailbox.Fetch()[0], "APPROVE");

        var reply = MimeMessage.Load(Directory.EnumerateFiles(folder.Inbox, "*.eml").Single());

        Assert.Multiple(() =>
        {
            Assert.That(reply.To.ToString(), Does.Contain("upgrades+code@example.test"));
            Assert.That(reply.Subject, Is.EqualTo("Re: May it be?"));
            Assert.That(reply.InReplyTo, Is.EqualTo("question@example.test"));
            Assert.That(reply.References, Does.Contain("question@example.test"));
            Assert.That(reply.TextBody!.ReplaceLineEndings("\n"), Does.StartWith("APPROVE\n\nOn Mon, 2 Nov 2026 at 07:00, UpgradeWorker wrote:\n> Reply APPROVE"));
        });
    }

    [TestCase("v1; req=UW-0001; kind=request", "request")]
    [TestCase("v1; kind=needs-attention", "needs-attention")]
    [TestCase("something else", "")]
    public void What_a_mail_is_for_is_read_from_its_mark(string mark, string kind)
    {
        var mail = new MimeMessage();
        mail.Headers.Add("X-UpgradeWorker", mark);

        Assert.That(OperatorMailbox.KindOf(mail), Is.EqualTo(kind));
    }

    private void Deliver(string subject, string name)
    {
        var mail = new MimeMessage { Subject = subject, MessageId = "question@example.test", Date = VendorWorld.Start.AddHours(-1) };
        mail.From.Add(new MailboxAddress("UpgradeWorker", "upgrades@example.test"));
        mail.ReplyTo.Add(new MailboxAddress("UpgradeWorker", "upgrades+code@example.test"));
        mail.Body = new TextPart("plain") { Text = "Reply APPROVE to agree.\n\nCode: X\n" };
        mail.WriteTo(Path.Combine(folder.Outbox, name));
    }
}
