using System.Text;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

internal sealed class FolderMailboxTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("mailbox").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, true);

    [Test]
    public async Task Sending_again_overwrites_instead_of_doubling()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        var mail = new OutgoingMail("1", "jane@corp.example", "uw.1@worker.example", Encoding.UTF8.GetBytes("x"));
        Assert.That(await mailbox.SendAsync(mail, default), Is.InstanceOf<SendResult.Sent>());
        Assert.That(await mailbox.SendAsync(mail, default), Is.InstanceOf<SendResult.Sent>());
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "outbox")).Select(Path.GetExtension), Is.EqualTo(new[] { ".eml" }));
    }

    [Test]
    public async Task A_mail_is_read_when_its_writer_is_done()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        Assert.That(await Fetch(mailbox), Is.Empty);
        var path = Path.Combine(_folder, "inbox", "a.eml");
        await File.WriteAllTextAsync(path, "half");
        Assert.That(await Fetch(mailbox), Is.Empty);
        await File.WriteAllTextAsync(path, "half and whole");
        Assert.That(await Fetch(mailbox), Is.Empty);
        _clock.Advance(TimeSpan.FromMinutes(5));
        var mail = (await Fetch(mailbox)).Single();
        Assert.That(Encoding.UTF8.GetString(mail.Raw.Span), Is.EqualTo("half and whole"));
        Assert.That(mail.ReceivedAt, Is.EqualTo(_clock.GetUtcNow().AddMinutes(-5)));
    }

    [Test]
    public async Task What_is_put_away_does_not_come_again()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        Directory.CreateDirectory(Path.Combine(_folder, "inbox"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "inbox", "a.eml"), "x");
        await Fetch(mailbox);
        Assert.That(await Fetch(mailbox), Has.Count.EqualTo(1));
        Assert.That(await mailbox.FileAsync("a.eml", MailShelf.Quarantine, default), Is.Null);
        Assert.That(await mailbox.FileAsync("a.eml", MailShelf.Quarantine, default), Is.Null, "once more after a crash");
        Assert.That(await Fetch(mailbox), Is.Empty);
        Assert.That(File.Exists(Path.Combine(_folder, "inbox", "quarantine", "a.eml")), Is.True);
    }

    [Test]
    public async Task Other_files_and_paths_outside_are_left_alone()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        Directory.CreateDirectory(Path.Combine(_folder, "inbox"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "inbox", "a.eml.tmp"), "x");
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret.eml"), "x");
        await Fetch(mailbox);
        Assert.That(await Fetch(mailbox), Is.Empty);
        await mailbox.FileAsync("../secret.eml", MailShelf.Processed, default);
        Assert.That(File.Exists(Path.Combine(_folder, "secret.eml")), Is.True);
    }

    [Test]
    public async Task Of_a_huge_mail_only_the_head_is_read()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        Directory.CreateDirectory(Path.Combine(_folder, "inbox"));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "inbox", "a.eml"), new byte[MimeReading.MostBytes + 1]);
        await Fetch(mailbox);
        var mail = (await Fetch(mailbox)).Single();
        Assert.That(mail.Raw.Length, Is.EqualTo(MimeReading.HeadBytes));
        Assert.That(mail.Size, Is.EqualTo(MimeReading.MostBytes + 1));
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_is_told_and_not_thrown()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "x");
        var mailbox = new FolderMailbox(Path.Combine(_folder, "file"), _clock);
        Assert.That(await mailbox.FetchAsync(default), Is.InstanceOf<FetchResult.Unreachable>());
        Assert.That(await mailbox.SendAsync(new OutgoingMail("1", "a@b.example", "m@x", new byte[1]), default), Is.InstanceOf<SendResult.Retry>());
        Assert.That((await mailbox.ProbeAsync(default))!.Reason, Is.EqualTo("MailboxUnwritable"));
    }

    [Test]
    public async Task A_file_that_cannot_be_read_blocks_no_other_and_is_put_into_quarantine()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        Directory.CreateDirectory(Path.Combine(_folder, "inbox"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "inbox", "a.eml"), "x");
        await File.WriteAllTextAsync(Path.Combine(_folder, "inbox", "b.eml"), "y");
        await using var held = new FileStream(Path.Combine(_folder, "inbox", "a.eml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await Fetch(mailbox);
        Assert.That((await Fetch(mailbox)).Select(mail => mail.Key), Is.EqualTo(new[] { "b.eml" }));
        await Fetch(mailbox);
        var refused = (await Fetch(mailbox)).Single(mail => mail.Key == "a.eml");
        Assert.That(refused.Unreadable, Does.StartWith("The file cannot be read"));
    }

    [Test]
    public async Task Mails_that_stay_keep_no_other_from_being_read()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        Directory.CreateDirectory(Path.Combine(_folder, "inbox"));
        for (var number = 0; number < 120; number++)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "inbox", $"{number}.eml"), "x");
        }

        await Fetch(mailbox);
        var keys = new HashSet<string>();
        for (var look = 0; look < 3; look++)
        {
            keys.UnionWith((await Fetch(mailbox)).Select(mail => mail.Key));
        }

        Assert.That(keys, Has.Count.EqualTo(120));
    }

    [Test]
    public async Task A_mail_for_trying_leaves_nothing_behind()
    {
        var mailbox = new FolderMailbox(_folder, _clock);
        Assert.That(await mailbox.TryOneAsync("From: a@b.example\r\n\r\nx"u8.ToArray(), default), Is.Null);
        Assert.That(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories), Is.Empty);
        Directory.Delete(Path.Combine(_folder, "inbox"), true);
        await File.WriteAllTextAsync(Path.Combine(_folder, "inbox"), "x");
        Assert.That((await mailbox.TryOneAsync(new byte[1], default))!.Reason, Is.EqualTo("MailboxUnwritable"));
    }

    private static async Task<IReadOnlyList<ReceivedMail>> Fetch(FolderMailbox mailbox) => ((FetchResult.Fetched)await mailbox.FetchAsync(default)).Mails;
}
