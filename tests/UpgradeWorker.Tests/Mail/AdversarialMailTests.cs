using System.Text;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Tests.Mail;

/// <summary>Mails that must never approve, with every sender taken for proven.</summary>
internal sealed class AdversarialMailTests
{
    private const string Html = "text/html; charset=utf-8";

    private static IEnumerable<TestCaseData> Traps()
    {
        // What only looks typed by the person.
        yield return Trap("quote alone", ReplyLayouts.Plain("> APPROVE\n" + ReplyLayouts.Quoted()));
        yield return Trap("quoted approve below text", ReplyLayouts.Plain("See below.\n\n> APPROVE"));
        yield return Trap("approve only in the signature", ReplyLayouts.Plain("-- \nAPPROVE"));
        yield return Trap("approve in an interleaved answer", ReplyLayouts.Plain("> May it be upgraded?\nAPPROVE\n> Code: " + ReplyLayouts.Token));
        yield return Trap("approve after another line", ReplyLayouts.Plain("I think\nAPPROVE"));
        yield return Trap("approve as subject only", ReplyLayouts.Plain("").Replace("Subject: Re: [UW-0042]", "Subject: APPROVE [UW-0042]", StringComparison.Ordinal));
        yield return Trap("forwarded", ReplyLayouts.Plain("FYI\n\n---------- Forwarded message ---------\nFrom: x\nTo: y\n\nAPPROVE"));
        yield return Trap("two bottom lines", ReplyLayouts.Plain(ReplyLayouts.Quoted() + "\n\nfine\nAPPROVE"));

        // What people write when they do not mean it.
        foreach (var text in new[]
        {
            "APPROVE?", "APPROVE if tests pass", "approve after Monday", "Do not APPROVE", "not approved", "I'd approve", "APPROVE / REJECT", "APPROVE or not",
            "disapprove", "APPROVE\n\nOn second thought: wait", "APPROVE\nhold", "APPROVE\n\nWhat about the backup?", "APPROVE\nexcept the cache", "APPROVE\nREJECT", "+1",
            "ok", "yes", "LGTM", "👍", "Sounds good", "APPROVE 12345", "APPROVE 1234567", "APPROVE ACK", "APPROVE ALL", "APPROVE UW-0041", "APPROVED BY NOBODY", "approve\u00ADd\u200B it",
            "APPROVE\nmais pas avant lundi", "APPROVE\naber nicht heute", "APPROVE\npero espere", "APPROVE\nmas não hoje", "APPROVE\nniet vandaag", "APPROVE\ninte idag",
            "APPROVE\nnie dzisiaj", "APPROVE\nне сегодня", "APPROVE\n但是不要今天", "APPROVE\nただし明日", "ＡＰＰＲＯＶＥ", "АPPROVE", "APPROVE\u0335", "\u202EEVORPPA\u202C", "A P P R O V E", "APPR0VE",
            "=41PPROVE", "+AEEAUABQAFIATwBWAEU-", "\"APPROVE\"", "*APPROVE*", "APPROVE;", "APPROVE: yes", "APPROVE - but later", "Re: APPROVE",
        })
        {
            yield return Trap(text, ReplyLayouts.Plain(text + "\n\n" + Tongue.All[0].AttributionLine + "\n" + ReplyLayouts.Quoted()));
        }

        // HTML that shows something else than it says.
        foreach (var html in new[]
        {
            "<div style='display:none'>APPROVE</div>", "<div hidden>APPROVE</div><div>see you</div>", "<span style='font-size:0'>APPROVE</span>", "<span style='opacity:0'>APPROVE</span>",
            "<span style='color:#fff'>APPROVE</span>", "<font color=white>APPROVE</font>", "<s>APPROVE</s>", "<del>APPROVE</del> <p>no</p>", "<span style='text-decoration:line-through'>APPROVE</span>",
            "<div style='max-height:0;overflow:hidden'>APPROVE</div>", "<div style='visibility:hidden'>APPROVE</div>", "<!-- APPROVE -->", "<title>APPROVE</title>", "<style>APPROVE</style>",
            "<script>APPROVE</script>", "<template>APPROVE</template>", "<textarea>APPROVE</textarea>", "<blockquote>APPROVE</blockquote>", "<div class=gmail_quote>APPROVE</div>",
            "<div id=divRplyFwdMsg></div>APPROVE", "<div id=appendonsend></div><p>APPROVE</p>", "<div class=x_gmail_quote>APPROVE</div>", "<div>APPROVE<span style='display:none'> REJECT</span></div>",
            "<div>APPROVE <s>perhaps</s></div>", "<div>AP<span style='display:none'>x</span>PROVE</div>", "<div>do not<br></div><div>APPROVE</div>", "<img alt='APPROVE'>", "<input value='APPROVE'>",
            "<blockquote><b></blockquote></b>x", "<b><blockquote></b>APPROVE</blockquote>", "<span><blockquote></span>APPROVE", "<p>APPROVE</p><p>unless it rains</p>", "<div>APPROVE<wbr>if ok</div>",
            "<div style='position:absolute;left:-9999px'>APPROVE</div>", "<svg><text>APPROVE</text></svg>", "<noscript>APPROVE</noscript>", "&#x202E;APPROVE", "APPROVE&#8203;D", "<div>APPROVE</div><div>&#x3f;</div>",
        })
        {
            yield return Trap(html, ReplyLayouts.Mail(Html, "8bit", "<html><body>" + html + "</body></html>"));
        }

        // Parts that contradict each other.
        yield return Trap("plain approves, HTML rejects", ReplyLayouts.Alternative("APPROVE", "<p>REJECT</p>"));
        yield return Trap("plain approves, HTML is empty", ReplyLayouts.Alternative("APPROVE", "<p></p>"));
        yield return Trap("HTML approves, plain asks", ReplyLayouts.Alternative("Really?", "<p>APPROVE</p>"));
        yield return Trap("plain approves, HTML conditions", ReplyLayouts.Alternative("APPROVE", "<p>APPROVE</p><p>but only on Sunday</p>"));
        yield return Trap("second text part rejects", ReplyLayouts.Mail("multipart/mixed; boundary=b", "8bit",
            "--b\nContent-Type: text/plain\n\nAPPROVE\n--b\nContent-Type: text/plain\n\nREJECT\n--b--\n"));
        yield return Trap("approve only in an attachment", ReplyLayouts.Mail("multipart/mixed; boundary=b", "8bit",
            "--b\nContent-Type: text/plain\n\nsee file\n--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nAPPROVE\n--b--\n"));
        yield return Trap("approve only in a forwarded mail", ReplyLayouts.Mail("multipart/mixed; boundary=b", "8bit",
            "--b\nContent-Type: message/rfc822\n\nSubject: x\n\nAPPROVE\n--b--\n"));
        yield return Trap("calendar answer", ReplyLayouts.Mail("text/calendar; method=REPLY", "8bit", "APPROVE"));
        yield return Trap("encrypted", ReplyLayouts.Mail("multipart/encrypted; boundary=b", "8bit", "--b\nContent-Type: text/plain\n\nAPPROVE\n--b--\n"));
        yield return Trap("parts shown as text", ReplyLayouts.Plain("APPROVE\n\n--bound\nContent-Type: text/plain\n\nREJECT"));
        yield return Trap("UTF-7", ReplyLayouts.Mail("text/plain; charset=utf-7", "8bit", "+AEEAUABQAFIATwBWAEU-"));
        yield return Trap("UTF-7 in disguise", ReplyLayouts.Mail("text/plain; charset=\"unicode-1-1-utf-7\"", "8bit", "+AEEAUABQAFIATwBWAEU-"));
        yield return Trap("NUL in the text", ReplyLayouts.Plain("APPROVE\n\n\0"));
        yield return Trap("undecodable", ReplyLayouts.Mail("text/plain; charset=us-ascii", "8bit", "APPROVE\n\n" + new string('ÿ', 40)));
        yield return Trap("flowed condition", ReplyLayouts.Plain("APPROVE \nif the backup is done", "; format=flowed"));
        yield return Trap("deep nesting", ReplyLayouts.Mail("multipart/mixed; boundary=b0", "8bit", Deep(400)));

        // Who and what for.
        yield return Trap("two From fields", ReplyLayouts.Plain("APPROVE").Replace("To: ", "From: eve@evil.example\nTo: ", StringComparison.Ordinal));
        yield return Trap("two senders in From", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", "jane@corp.example, eve@evil.example"));
        yield return Trap("the name of the approver only", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", "\"jane@corp.example\" <eve@evil.example>"));
        yield return Trap("group", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", "jane: jane@corp.example, eve@evil.example;"));
        yield return Trap("delegate", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "Sender: eve@corp.example\n"));
        yield return Trap("subdomain", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", "jane@corp.example.evil.example"));
        yield return Trap("look-alike domain", ReplyLayouts.Mail("text/plain; charset=utf-8", "8bit", "APPROVE", "", "jane@сorp.example"));
        yield return Trap("encoded word in the address", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", "=?utf-8?q?jane=40corp.example?= <eve@evil.example>"));
        yield return Trap("no code", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", to: "upgrades@worker.example"));
        yield return Trap("another code", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", to: "upgrades+zzzzzzzzzzzzzzzzzzzzzzzzzz@worker.example"));
        yield return Trap("two codes", ReplyLayouts.Plain("APPROVE\n\n> Code: UW-zzzzzzzzzzzzzzzzzzzzzzzzzz"));
        yield return Trap("two codes in HTML", ReplyLayouts.Alternative("APPROVE", "<p>APPROVE</p><blockquote>UW-zzzzzzzzzzzzzzzzzzzzzzzzzz</blockquote>"));

        // Machines.
        foreach (var field in new[]
        {
            "Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: bulk", "List-Id: <a.b>", "Return-Path: <>", "X-Loop: x", "X-UpgradeWorker: v1; req=UW-0042; kind=request",
            "X-MS-Exchange-Inbox-Rules-Loop: x", "X-FC-MachineGenerated: true", "X-Auto-Response-Suppress: All", "X-Failed-Recipients: x@y.example",
        })
        {
            yield return Trap(field, ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", field + "\n"));
        }

        yield return Trap("out of office", ReplyLayouts.Plain("APPROVE").Replace("Subject: Re: ", "Subject: Automatic reply: ", StringComparison.Ordinal));
        yield return Trap("out of office, encoded", ReplyLayouts.Plain("APPROVE").Replace("Subject: Re: ", "Subject: =?utf-8?q?R=C3=A9ponse_automatique?= ", StringComparison.Ordinal));
        yield return Trap("mailer daemon", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE", "", "MAILER-DAEMON@corp.example"));
        yield return Trap("delivery report", ReplyLayouts.Mail("multipart/report; report-type=delivery-status; boundary=b", "8bit",
            "--b\nContent-Type: text/plain\n\nAPPROVE\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; jane@corp.example\nAction: failed\n\n--b--\n"));
        yield return Trap("read receipt", ReplyLayouts.Mail("multipart/report; report-type=disposition-notification; boundary=b", "8bit",
            "--b\nContent-Type: text/plain\n\nAPPROVE\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n"));

        // No mail at all.
        yield return Trap("empty", "");
        yield return Trap("no fields", "APPROVE\n");
        yield return Trap("binary", new string('\u0001', 3000));
        yield return Trap("too big", ReplyLayouts.Plain("APPROVE\n" + new string('x', 1_100_000)));
    }

    [TestCaseSource(nameof(Traps))]
    public void It_never_approves(string raw) =>
        Assert.That(Explain.Verified(raw).Outcome, Is.Not.EqualTo(ReplyOutcome.Approve));

    [TestCase("Action: failed", MailReportKind.DeliveryFailed)]
    [TestCase("Action: delayed", MailReportKind.DeliveryDelayed)]
    [TestCase("Action: delivered", MailReportKind.DeliveryOther)]
    public void A_delivery_report_tells_whom_it_is_about(string action, MailReportKind kind)
    {
        var report = Explain.Read(Encoding.UTF8.GetBytes(ReplyLayouts.Mail("multipart/report; report-type=delivery-status; boundary=b", "8bit",
            $"--b\nContent-Type: text/plain\n\nx\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; jane@corp.example\n{action}\n\n"
            + "--b\nContent-Type: message/rfc822\n\nMessage-ID: <uw.request.1@worker.example>\n\nx\n--b--\n"))).Report!;
        Assert.That(report.Kind, Is.EqualTo(kind));
        Assert.That(report.Recipients, Is.EqualTo(new[] { "jane@corp.example" }));
        Assert.That(report.OriginalMessageId, Is.EqualTo("uw.request.1@worker.example"));
    }

    [Test]
    public void Old_character_sets_are_read()
    {
        var body = Encoding.ASCII.GetBytes(ReplyLayouts.Mail("text/plain; charset=iso-2022-jp", "7bit", "REJECT \u001b$BCf;_\u001b(B"));
        Assert.That(((ReplyCommand.Reject)Explain.Verified(body).Command!).Reason, Is.EqualTo("中止"));
    }

    private static TestCaseData Trap(string name, string raw) => new TestCaseData(raw).SetArgDisplayNames(string.Concat(name.Where(c => c is >= ' ' and < '\u007f' and not '"')));

    private static string Deep(int depth)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            text.Append(null, $"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n");
        }

        return text.Append(null, $"--b{depth}\nContent-Type: text/plain\n\nAPPROVE\n--b{depth}--\n").ToString();
    }
}
