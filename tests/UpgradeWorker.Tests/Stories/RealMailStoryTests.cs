using System.Diagnostics;
using MimeKit;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;
using UpgradeWorker.Tests.Mail;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Approvals by the jobs of a worker through Postfix and Dovecot that misbehave.</summary>
[Category("Servers")]
internal sealed class RealMailStoryTests
{
    private const string Worker = "worker@example.com";

    private RealMailServers _servers = null!;
    private ImapGateway _operators = null!;
    private ImapGateway _workers = null!;
    private volatile string _password = "secret";
    private int _logins;

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
        _operators = new ImapGateway(_servers.Imap(Story.Operator), new ImapFolders(), TimeProvider.System);
        _workers = new ImapGateway(_servers.Imap(Worker), new ImapFolders(), TimeProvider.System);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _operators?.Dispose();
        _workers?.Dispose();
        _servers?.Dispose();
    }

    [Test]
    public async Task An_approval_survives_whatever_the_servers_do_and_counts_once()
    {
        await using var story = await Story.BeginAsync(
            approvals: """ "CoolOff": "6h", "MinimumReplyAge": "0s", "ExpireAfter": "7d" """, begins: TimeProvider.System.GetUtcNow().AddDays(-1),
            post: _ => Story.MailBy(
                new LosingAnswers(new SmtpGateway(Own(_servers.Smtp(Worker)), new MailIdentity(Worker, "UpgradeWorker", true), TimeProvider.System)),
                new ImapGateway(Own(_servers.Imap(Worker)), new ImapFolders(), TimeProvider.System)));

        // A wrong password: nothing is lost, and an account is not locked by trying it over and over.
        _password = "wrong";
        _logins = 0;
        _servers.Kick(Worker);
        story.Publish("3.36.0");
        for (var minute = 0; minute < 20; minute++)
        {
            await story.RunAsync();
            story.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(await OperatorsAsync(null), Is.Empty);
        Assert.That(_logins, Is.InRange(6, 10), "SMTP and IMAP, every five minutes");
        _password = "secret";
        await UntilAsync(story, async () => (await OperatorsAsync("request")).Count == 2, "the request, twice");
        var asked = (await OperatorsAsync("request"))[0];
        Assert.That((await OperatorsAsync("request"))[1].MessageId, Is.EqualTo(asked.MessageId), "mail programs show one");

        _servers.Restart();
        await story.RunAsync();
        await story.RestartAsync();

        // The worker's mailbox is full when the answer comes: the server keeps it until there is room.
        _servers.Fill(Worker);
        await AnswerAsync(asked, "APPROVE");
        await story.RunAsync();
        Assert.That(await StateAsync(story), Is.EqualTo((ApprovalState.Pending, 0)));
        _servers.Fill(null);
        await UntilAsync(null, async () => (await FetchAsync(_workers)).Count >= 2, "the answer, twice");

        _servers.ForgetNumbers(Worker);
        _servers.Kick(Worker);
        await UntilAsync(story, async () => await StateAsync(story) == (ApprovalState.Approved, 1), "the approval");
        await UntilAsync(story, async () => (await OperatorsAsync("approved")).Count == 2, "the notice, twice");

        // What was put away keeps its place, and what comes again under a new number means nothing new.
        _servers.ForgetNumbers(Worker);
        await story.RestartAsync();
        for (var tick = 0; tick < 10; tick++)
        {
            await story.RunAsync();
            story.Time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.That(await StateAsync(story), Is.EqualTo((ApprovalState.Approved, 1)));
        Assert.That(await FetchAsync(_workers), Is.Empty, "everything was dealt with");
        var told = await OperatorsAsync(null);
        Assert.That(told.Select(mail => mail.MessageId).Distinct().Count(), Is.EqualTo(2), "the request and the notice, nothing else");
        Assert.That(told, Has.Count.EqualTo(4));
    }

    /// <summary>The worker's own login, with the password that holds at the moment.</summary>
    private MailServer Own(MailServer server) => server with
    {
        Password = new MailSecret(_ =>
        {
            Interlocked.Increment(ref _logins);
            return Task.FromResult(_password);
        }),
    };

    private async Task AnswerAsync(MimeMessage to, string text)
    {
        using var answer = Story.Answer(to, text);
        using var bytes = new MemoryStream();
        await answer.WriteToAsync(bytes);
        var smtp = new SmtpGateway(_servers.Smtp(Story.Operator), new MailIdentity(Story.Operator, "Operator", false), TimeProvider.System);
        for (var copy = 0; copy < 2; copy++)
        {
            var mail = new OutgoingMail("1", answer.To.Mailboxes.Single().Address, answer.MessageId!, bytes.ToArray());
            Assert.That(await smtp.SendAsync(mail, default), Is.InstanceOf<SendResult.Sent>());
        }
    }

    /// <summary>Mails of a kind, or all of them, in the operator's mailbox.</summary>
    private async Task<IReadOnlyList<MimeMessage>> OperatorsAsync(string? kind) =>
        [.. (await FetchAsync(_operators)).Select(mail => MimeReading.Parse(mail.Raw).Message!)
            .Where(mail => kind is null || mail.Headers["X-UpgradeWorker"]?.Contains($"kind={kind}", StringComparison.Ordinal) == true)];

    /// <summary>What stands in an inbox; a server that was restarted has ended the connection, so that the first look may fail.</summary>
    private static async Task<IReadOnlyList<ReceivedMail>> FetchAsync(ImapGateway gateway)
    {
        for (var look = 0; look < 3; look++)
        {
            if (await gateway.FetchAsync(default) is FetchResult.Fetched { Mails: var mails })
            {
                return mails;
            }
        }

        throw new AssertionException("The mailbox cannot be read.");
    }

    private static async Task<(ApprovalState State, int Verdicts)> StateAsync(Story story)
    {
        var request = await story.Database.ReadAsync(session => ApprovalStore.LatestOfAsync(session, new(Story.Key)), default);
        return (request!.State, request.Verdicts.Count);
    }

    /// <summary>Waits for servers that take their own time; the story's clock goes on meanwhile, if there is one.</summary>
    private static async Task UntilAsync(Story? story, Func<Task<bool>> isSo, string what)
    {
        var deadline = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.That(deadline.Elapsed, Is.LessThan(TimeSpan.FromSeconds(40)), $"{what} never comes");
            if (story is not null)
            {
                await story.RunAsync();
                story.Time.Advance(TimeSpan.FromSeconds(20));
            }
        }
    }
}
