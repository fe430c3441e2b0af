using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using UpgradeWorker.Commands.Checks;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Jobs;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>Against Postfix and Dovecot as they are. Where they are absent these are skipped, unless UPGRADEWORKER_REQUIRE_SERVERS=1.</summary>
[Category("Servers")]
internal sealed class RealMailServersTests
{
    private static readonly MailIdentity Worker = new("upgrades@worker.example", "UpgradeWorker", true);
    private static readonly MailIdentity Jane = new("jane@corp.example", "Jane", false);

    private RealMailServers _servers = null!;

    [OneTimeSetUp]
    public void Start()
    {
        var (servers, missing) = RealMailServers.Start();
        if (servers is null)
        {
            if (Environment.GetEnvironmentVariable("UPGRADEWORKER_REQUIRE_SERVERS") == "1")
            {
                Assert.Fail(missing!);
            }

            Assert.Ignore(missing!);
        }

        _servers = servers!;
    }

    [OneTimeTearDown]
    public void Stop() => _servers?.Dispose();

    [Test]
    public async Task A_whole_approval_goes_out_and_comes_back()
    {
        var draft = new MailDraft(MailKind.ApprovalRequest, "jane@corp.example", "[UW-0042] Approval needed", "May it be upgraded?\n", "<p>May it be upgraded?</p>", [])
        {
            Request = "UW-0042",
            Token = ReplyLayouts.Token,
        };
        var request = new OutgoingMail("7", "jane@corp.example", "uw.1@worker.example", MimeComposing.Compose(draft, Worker, "uw.1@worker.example", [], Explain.Now));
        var smtp = new SmtpGateway(_servers.Smtp("upgrades@worker.example"), Worker, TimeProvider.System);
        Assert.That(await smtp.SendAsync(request, default), Is.InstanceOf<SendResult.Sent>());

        using var janes = new ImapGateway(_servers.Imap("jane@corp.example"), new ImapFolders(), TimeProvider.System);
        var asked = MimeReading.Parse((await Arrived(janes)).Raw).Message!;
        Assert.That(asked.Headers["Return-Path"], Does.Contain("upgrades+b-7@worker.example"));
        await Reply("APPROVE\n", asked.ReplyTo.Mailboxes.Single().Address, "r1");

        using var workers = new ImapGateway(_servers.Imap("upgrades@worker.example"), new ImapFolders(), TimeProvider.System);
        var got = await Arrived(workers);
        Assert.That(got.ReceivedAt, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
        var mail = MimeReading.Read(got, MimeReading.Parse(got.Raw).Message, null, new SenderAuthentication.Passed("given", ""));
        Assert.That(mail.Recipients, Does.Contain("upgrades+0123456789abcdefghjkmnpqrs@worker.example"));
        var context = Explain.Context();
        context = context with { Issued = [context.Issued[0] with { ExpiresAt = got.ReceivedAt.AddDays(1) }] };
        Assert.That(ReplyJudge.Judge(mail, context, got.ReceivedAt).Outcome, Is.EqualTo(ReplyOutcome.Approve));
        Assert.That((await Fetch(workers)).Select(again => again.Key), Is.EqualTo(new[] { got.Key }), "reading leaves no trace");
        Assert.That(await workers.FileAsync(got.Key, MailShelf.Processed, default), Is.Null);
        Assert.That(await workers.FileAsync(got.Key, MailShelf.Processed, default), Is.Null, "once more after a crash");
        Assert.That(await Fetch(workers), Is.Empty);
        using var shelf = new ImapGateway(_servers.Imap("upgrades@worker.example"), new ImapFolders(Inbox: "Processed"), TimeProvider.System);
        Assert.That(await Fetch(shelf), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_password_is_told_as_such()
    {
        using var imap = new ImapGateway(_servers.Imap("jane@corp.example", "wrong"), new ImapFolders(), TimeProvider.System);
        Assert.That(await imap.FetchAsync(default), Is.InstanceOf<FetchResult.LoginRefused>());
        var smtp = new SmtpGateway(_servers.Smtp("jane@corp.example", "wrong"), Jane, TimeProvider.System);
        var finding = ((SendResult.LoginRefused)await smtp.SendAsync(Mail("x", "jane@corp.example", "r2"), default)).Why;
        Assert.That(finding.Reason, Is.EqualTo("MailLoginRefused"));
        Assert.That(finding.Message, Does.Not.Contain("wrong"));
        Assert.That((await smtp.ProbeAsync(default))!.Reason, Is.EqualTo("MailLoginRefused"));
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        var untrusted = _servers.Imap("jane@corp.example") with { PinnedCertificate = null };
        using var imap = new ImapGateway(untrusted, new ImapFolders(), TimeProvider.System);
        Assert.That((await imap.ProbeAsync(default))!.Reason, Is.EqualTo("MailTlsFailed"));
    }

    [Test]
    public async Task New_numbers_lose_nothing()
    {
        using var imap = new ImapGateway(_servers.Imap("upgrades@worker.example"), new ImapFolders(), TimeProvider.System);
        await Reply("HOLD\n", ReplyLayouts.Plus, "r3");
        var before = await Arrived(imap);
        _servers.ForgetNumbers("upgrades@worker.example");
        var after = await Arrived(imap);
        Assert.That(after.Key, Is.Not.EqualTo(before.Key));
        Assert.That(after.Sha256, Is.EqualTo(before.Sha256));
        Assert.That(await imap.FileAsync(before.Key, MailShelf.Ignored, default), Is.Null);
        Assert.That(await Fetch(imap), Has.Count.EqualTo(1), "an old number moves no mail");
        Assert.That(await imap.FileAsync(after.Key, MailShelf.Ignored, default), Is.Null);
        Assert.That(await Fetch(imap), Is.Empty);
    }

    [Test]
    public async Task Lost_connections_and_restarts_are_survived()
    {
        using var imap = new ImapGateway(_servers.Imap("upgrades@worker.example"), new ImapFolders(), TimeProvider.System);
        Assert.That(await imap.ProbeAsync(default), Is.Null);
        _servers.Kick("upgrades@worker.example");
        await imap.FetchAsync(default);
        Assert.That(await imap.FetchAsync(default), Is.InstanceOf<FetchResult.Fetched>());
        // Sessions may outlive the server's master, so this one is ended first.
        _servers.Kick("upgrades@worker.example");
        _servers.StopDovecot();
        await imap.FetchAsync(default);
        var result = await imap.FetchAsync(default);
        Assert.That(result, Is.InstanceOf<FetchResult.Unreachable>());
        _servers.StartDovecot();
        Assert.That(await imap.FetchAsync(default), Is.InstanceOf<FetchResult.Fetched>());
    }

    [Test]
    public async Task A_recipient_that_the_server_refuses_is_failed_for_good()
    {
        var smtp = new SmtpGateway(_servers.Smtp("jane@corp.example"), Jane, TimeProvider.System);
        var result = await smtp.SendAsync(Mail("x", "someone@elsewhere..example", "r4"), default);
        Assert.That(result, Is.InstanceOf<SendResult.Failed>());
    }

    [Test]
    public async Task The_worker_mails_itself_and_finds_that_mail_even_if_the_service_put_it_away()
    {
        var smtp = new SmtpGateway(_servers.Smtp("upgrades@worker.example"), Worker, TimeProvider.System);
        using var imap = new ImapGateway(_servers.Imap("upgrades@worker.example"), new ImapFolders(), TimeProvider.System);
        var result = await CanaryCheck.OfAsync(smtp, imap, Worker, TimeSpan.FromSeconds(30), TimeProvider.System, default);
        Assert.That((result.State, result.Message), Is.EqualTo((CheckState.Ok, result.Message)), result.Message);
        Assert.That(await Fetch(imap), Is.Empty, "nothing is left lying");
        using var ignored = new ImapGateway(_servers.Imap("upgrades@worker.example"), new ImapFolders(Inbox: "Ignored", Ignored: "Else"), TimeProvider.System);
        var mark = MimeReading.Parse((await Fetch(ignored))[^1].Raw).Message!.Headers["X-UpgradeWorker"]!.Split("nonce=")[1];
        Assert.That(await imap.TakeOwnAsync(mark, default), Is.EqualTo((true, (Finding?)null)), "found where the service puts it");
        Assert.That(await imap.TakeOwnAsync("another", default), Is.EqualTo((false, (Finding?)null)));
        Assert.That(await imap.FetchAsync(default), Is.InstanceOf<FetchResult.Fetched>(), "the inbox is read as before");
    }

    [Test]
    public async Task A_mail_to_itself_that_goes_elsewhere_is_told()
    {
        var smtp = new SmtpGateway(_servers.Smtp("upgrades@worker.example"), Worker, TimeProvider.System);
        using var elsewhere = new ImapGateway(_servers.Imap("ops@example.com"), new ImapFolders(), TimeProvider.System);
        var result = await CanaryCheck.OfAsync(smtp, elsewhere, Worker, TimeSpan.FromSeconds(3), TimeProvider.System, default);
        Assert.That(result.State, Is.EqualTo(CheckState.Wrong));
        Assert.That(result.Message, Does.Contain("did not arrive within 3 s").And.Contain("upgrades+check@worker.example"));
        var refused = new SmtpGateway(_servers.Smtp("upgrades@worker.example", "wrong"), Worker, TimeProvider.System);
        Assert.That((await CanaryCheck.OfAsync(refused, elsewhere, Worker, TimeSpan.FromSeconds(3), TimeProvider.System, default)).Message, Does.Contain("refused the login"));
        using var cleared = new ImapGateway(_servers.Imap("upgrades@worker.example"), new ImapFolders(), TimeProvider.System);
        await cleared.FileAsync((await Arrived(cleared)).Key, MailShelf.Ignored, default);
    }

    [Test]
    public async Task Waiting_ends_as_soon_as_a_mail_comes_and_the_stage_that_reads_it_is_called_at_once()
    {
        var server = _servers.Imap("ops@example.com");
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var services = new ServiceCollection().AddLogging().AddSingleton(called);
        services.AddSingleton(new Mailbox(null, null, null, null) { Watch = new ImapWatch(server, "INBOX", TimeProvider.System) });
        services.AddSingleton(TimeProvider.System);
        services.AddQuartz(quartz => quartz.AddJob(typeof(Called), configure: job => job.WithIdentity(nameof(SeekApprovalsJob)).StoreDurably()));
        services.AddSingleton<MailboxWatcher>();
        await using var provider = services.BuildServiceProvider();
        await (await provider.GetRequiredService<ISchedulerFactory>().GetScheduler(default)).Start(default);
        using var watcher = provider.GetRequiredService<MailboxWatcher>();
        await watcher.StartAsync(default);
        using var ops = new ImapGateway(server, new ImapFolders(), TimeProvider.System);
        var deadline = Stopwatch.StartNew();
        var number = 0;
        while (!called.Task.IsCompleted && deadline.Elapsed < TimeSpan.FromSeconds(60))
        {
            // The first of them may come before the watcher listens.
            await Reply("x\n", "ops@example.com", $"w{number++}");
            await Task.WhenAny(called.Task, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));
        }

        await watcher.StopAsync(default);
        foreach (var mail in await Fetch(ops))
        {
            await ops.FileAsync(mail.Key, MailShelf.Ignored, default);
        }

        Assert.That(called.Task.IsCompleted, $"after {number} mails");
    }

    [Test]
    public async Task Mails_that_stay_keep_no_other_from_being_read()
    {
        for (var number = 0; number < 30; number++)
        {
            await Reply("x\n", "ops@example.com", $"many{number}");
        }

        using var ops = new ImapGateway(_servers.Imap("ops@example.com"), new ImapFolders(), TimeProvider.System);
        var deadline = Stopwatch.StartNew();
        var keys = new HashSet<string>();
        while (keys.Count < 30 && deadline.Elapsed < TimeSpan.FromSeconds(60))
        {
            keys.UnionWith((await Fetch(ops)).Select(mail => mail.Key));
        }

        Assert.That(keys, Has.Count.EqualTo(30), "although none was put away");
        foreach (var key in keys)
        {
            await ops.FileAsync(key, MailShelf.Ignored, default);
        }
    }

    /// <summary>Stands where the stage that reads the mailbox does.</summary>
    [SuppressMessage("Performance", "CA1812", Justification = "Quartz makes it.")]
    internal sealed class Called(TaskCompletionSource called) : Quartz.IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            called.TrySetResult();
            return default;
        }
    }

    private async Task Reply(string text, string to, string id)
    {
        var smtp = new SmtpGateway(_servers.Smtp("jane@corp.example"), Jane, TimeProvider.System);
        Assert.That(await smtp.SendAsync(Mail(text, to, id), default), Is.InstanceOf<SendResult.Sent>());
    }

    private static OutgoingMail Mail(string text, string to, string id) =>
        new(id, to, id + "@corp.example", Encoding.UTF8.GetBytes(ReplyLayouts.Mail("text/plain; charset=utf-8", "8bit", text, to: to)));

    private static async Task<IReadOnlyList<ReceivedMail>> Fetch(ImapGateway gateway) => ((FetchResult.Fetched)await gateway.FetchAsync(default)).Mails;

    /// <summary>The one mail, as soon as the server has it.</summary>
    private static async Task<ReceivedMail> Arrived(ImapGateway gateway)
    {
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < TimeSpan.FromSeconds(30))
        {
            if (await gateway.FetchAsync(default) is FetchResult.Fetched { Mails: [var only] })
            {
                return only;
            }
        }

        throw new TimeoutException("No mail arrived.");
    }
}
