using System.Net;
using System.Net.Sockets;
using System.Text;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>What the answers of an SMTP server come to, by a server that plays a script.</summary>
internal sealed class SmtpGatewayTests
{
    private static readonly OutgoingMail Mail = new("1", "jane@corp.example", "m@worker.example", Encoding.UTF8.GetBytes(ReplyLayouts.Plain("x\n")));

    [Test]
    public async Task Accepted_is_sent() => Assert.That(await Send(new Script()), Is.InstanceOf<SendResult.Sent>());

    [TestCase("451 4.3.0 later")]
    [TestCase("452 4.2.2 mailbox full")]
    public async Task A_4xx_answer_is_for_later(string answer)
    {
        Assert.That(await Send(new Script { Rcpt = answer }), Is.InstanceOf<SendResult.Retry>());
        Assert.That(await Send(new Script { End = answer }), Is.InstanceOf<SendResult.Retry>());
    }

    [TestCase("550 5.1.1 no such user")]
    [TestCase("554 5.7.1 refused")]
    public async Task A_5xx_answer_is_final(string answer)
    {
        Assert.That(await Send(new Script { Rcpt = answer }), Is.InstanceOf<SendResult.Failed>());
        Assert.That(await Send(new Script { End = answer }), Is.InstanceOf<SendResult.Failed>());
    }

    [TestCase("550 5.7.1 this sender may not send here")]
    [TestCase("503 5.5.1 bad sequence")]
    public async Task What_the_server_has_against_us_is_no_reason_to_give_a_mail_up(string answer)
    {
        Assert.That(await Send(new Script { From = answer }), Is.InstanceOf<SendResult.Retry>());
        Assert.That(await Send(new Script { Greeting = answer.Replace("50", "54", StringComparison.Ordinal) }), Is.InstanceOf<SendResult.Retry>());
    }

    [Test]
    public async Task A_connection_lost_after_the_final_dot_is_tried_again() =>
        Assert.That(await Send(new Script { End = null }), Is.InstanceOf<SendResult.Retry>());

    [Test]
    public async Task A_demanded_login_that_is_missing_is_a_matter_of_login() =>
        Assert.That(await Send(new Script { From = "530 5.7.0 Authentication required" }), Is.InstanceOf<SendResult.LoginRefused>());

    [Test]
    public async Task A_server_without_TLS_gets_nothing()
    {
        var result = await Send(new Script(), MailProtection.StartTls);
        Assert.That(((SendResult.Retry)result).Why.Reason, Is.EqualTo("MailTlsMissing"));
    }

    [Test]
    public async Task An_unprotected_connection_leaves_this_machine_never()
    {
        var gateway = new SmtpGateway(new MailServer("mail.corp.example", 25, MailProtection.None, null, null), new MailIdentity("u@worker.example", "U", true), TimeProvider.System);
        Assert.That(((SendResult.Retry)await gateway.SendAsync(Mail, default)).Why.Reason, Is.EqualTo("MailTlsMissing"));
    }

    [Test]
    public async Task Nobody_at_the_port_is_for_later()
    {
        var gateway = new SmtpGateway(new MailServer("127.0.0.1", 1, MailProtection.None, null, null), new MailIdentity("u@worker.example", "U", true), TimeProvider.System);
        Assert.That(((SendResult.Retry)await gateway.SendAsync(Mail, default)).Why.Reason, Is.EqualTo("MailUnreachable"));
    }

    [Test]
    public void A_password_never_shows_itself() => Assert.That($"{new MailServer("h", 1, MailProtection.Tls, "u", new MailSecret("hunter2"))}", Does.Not.Contain("hunter2"));

    private static async Task<SendResult> Send(Script script, MailProtection protection = MailProtection.None)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var played = script.PlayAsync(listener);
        var server = new MailServer("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, protection, null, null) { Deadline = TimeSpan.FromSeconds(20) };
        var result = await new SmtpGateway(server, new MailIdentity("upgrades@worker.example", "U", true), TimeProvider.System).SendAsync(Mail, default);
        await played;
        return result;
    }

    /// <summary>Answers to the commands of one session; null hangs up.</summary>
    private sealed class Script
    {
        public string Greeting { get; init; } = "220 script";

        public string? From { get; init; } = "250 ok";

        public string? Rcpt { get; init; } = "250 ok";

        public string? End { get; init; } = "250 2.0.0 queued as ABC";

        public async Task PlayAsync(TcpListener listener)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            try
            {
                await writer.WriteLineAsync(Greeting);
                while (await reader.ReadLineAsync() is { } line)
                {
                    var answer = line.Split(' ')[0].ToUpperInvariant() switch
                    {
                        "EHLO" => "250 script",
                        "MAIL" => From,
                        "RCPT" => Rcpt,
                        "DATA" => "354 go on",
                        "." => End,
                        "QUIT" => "221 bye",
                        "RSET" => "250 ok",
                        _ => "",
                    };
                    if (answer is null)
                    {
                        return;
                    }

                    if (answer.Length > 0)
                    {
                        await writer.WriteLineAsync(answer);
                    }
                }
            }
            catch (IOException)
            {
                // The client hung up first.
            }
        }
    }
}
