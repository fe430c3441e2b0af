using System.Net;
using System.Text;

namespace UpgradeWorker.Tests.Mail;

/// <summary>How twenty clients lay out a reply: builders of our own, from the structure of such mails.</summary>
internal static class ReplyLayouts
{
    public const string Token = "UW-0123456789abcdefghjkmnpqrs";
    public const string Plus = "upgrades+0123456789abcdefghjkmnpqrs@worker.example";

    /// <summary>The request as it might have been sent; its words are full of traps on purpose.</summary>
    public static readonly string[] Original =
    [
        "May the stack production be upgraded from 3.36.0 to 3.37.0?",
        "",
        "The database is replaced. Reply APPROVE to approve, or REJECT and a",
        "reason to decline. Nothing starts before you answer; do not forward.",
        "If nobody answers, the request lapses on 2026-03-05 10:00 UTC.",
        "",
        $"Code: {Token}",
    ];

    /// <summary>All layouts by name. Each takes what the person typed and the language of the client.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, Tongue, string>> All = new Dictionary<string, Func<string, Tongue, string>>
    {
        ["gmail-web"] = (answer, t) => Alternative(
            answer + "\n\n" + t.AttributionLine + "\n\n" + Quoted(),
            $"<div dir=\"ltr\">{Html(answer)}</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">{Html(t.AttributionLine)}<br></div>"
            + $"<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">{HtmlOriginal()}</blockquote></div>"),
        ["gmail-wrapped-attribution"] = (answer, t) => Plain(answer + "\n\n" + Wrapped(t.AttributionLine) + "\n\n" + Quoted()),
        ["gmail-mobile"] = (answer, t) => Alternative(
            answer + "\n\n" + t.AttributionLine + "\n\n" + Quoted(),
            $"<div dir=\"auto\">{Html(answer)}</div><br><div class=\"gmail_quote gmail_quote_container\"><div class=\"gmail_attr\">{Html(t.AttributionLine)}</div><blockquote>{HtmlOriginal()}</blockquote></div>"),
        ["apple-mail"] = (answer, t) => Alternative(
            answer + "\n\n> " + t.ShortAttributionLine + "\n> \n" + Quoted(),
            $"<html><body>{Html(answer)}<br><div><br><blockquote type=\"cite\"><div>{Html(t.ShortAttributionLine)}</div><br>{HtmlOriginal()}</blockquote></div></body></html>"),
        ["iphone"] = (answer, t) => Alternative(
            answer + "\n\n" + t.SentFrom + "\n\n> " + t.AttributionLine + "\n> \n" + Quoted(),
            $"<html><body dir=\"auto\">{Html(answer)}<br><br><div dir=\"ltr\">{Html(t.SentFrom)}</div><div dir=\"ltr\"><br><blockquote type=\"cite\">{Html(t.AttributionLine)}<br>{HtmlOriginal()}</blockquote></div></body></html>"),
        ["outlook-desktop"] = (answer, t) => Alternative(
            answer + "\n\n" + HeaderBlock(t, "") + "\n" + Bare(),
            $"<html><head><style>p{{margin:0}}</style></head><body><div class=WordSection1><p class=MsoNormal>{Html(answer)}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
            + $"<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>{HtmlHeaders(t)}</div>{HtmlOriginal()}</div></body></html>"),
        ["outlook-desktop-plain"] = (answer, t) => Plain(answer + "\n\n-----" + t.Original + "-----\n" + HeaderBlock(t, "") + "\n" + Bare()),
        ["outlook-web"] = (answer, t) => Alternative(
            answer + "\n________________________________\n" + HeaderBlock(t, "") + "\n" + Bare(),
            $"<div style=\"font-family:Aptos\">{Html(answer)}</div><div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\"><div id=\"divRplyFwdMsg\">{HtmlHeaders(t)}</div>{HtmlOriginal()}"),
        ["outlook-ios"] = (answer, t) => Alternative(
            answer + "\n\nGet Outlook for iOS<https://aka.example/ios>\n________________________________\n" + HeaderBlock(t, "") + "\n" + Bare(),
            $"<div dir=\"ltr\">{Html(answer)}</div><div id=\"ms-outlook-mobile-signature\"><div>Get <a href=\"https://aka.example/ios\">Outlook for iOS</a></div></div>"
            + $"<hr><div id=\"divRplyFwdMsg\">{HtmlHeaders(t)}</div>{HtmlOriginal()}"),
        ["outlook-bold-headers"] = (answer, t) => Plain(answer + "\n\n" + HeaderBlock(t, "*") + "\n" + Bare()),
        ["thunderbird"] = (answer, t) => Plain(answer + "\n\n" + t.ShortAttributionLine + "\n" + Quoted(), "; format=flowed"),
        ["thunderbird-bottom"] = (answer, t) => Plain(t.ShortAttributionLine + "\n" + Quoted() + "\n" + answer.Split('\n')[0] + "\n\n-- \nJane Doe\nOperations"),
        ["thunderbird-html"] = (answer, t) => Alternative(
            answer + "\n\n" + t.AttributionLine + "\n" + Quoted(),
            $"<html><body><p>{Html(answer)}</p><div class=\"moz-cite-prefix\">{Html(t.AttributionLine)}<br></div><blockquote type=\"cite\" cite=\"mid:x\">{HtmlOriginal()}</blockquote><div class=\"moz-signature\">-- <br>Jane</div></body></html>"),
        ["yahoo"] = (answer, t) => Alternative(
            answer + "\n\n" + t.AttributionLine + "\n\n" + Bare(" "),
            $"<div class=\"yahoo-style-wrap\"><div>{Html(answer)}</div></div><div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\"><div>{Html(t.AttributionLine)}</div>{HtmlOriginal()}</div>"),
        ["proton"] = (answer, t) => Alternative(
            answer + "\n\nSent with Proton Mail secure email.\n\n" + t.AttributionLine + "\n\n" + Quoted(),
            $"<div>{Html(answer)}</div><div class=\"protonmail_quote\">{Html(t.AttributionLine)}<br><blockquote class=\"protonmail_quote\">{HtmlOriginal()}</blockquote></div>"),
        ["html-only"] = (answer, t) => HtmlOnly($"<html><body><div>{Html(answer)}</div><blockquote>{Html(t.AttributionLine)}{HtmlOriginal()}</blockquote></body></html>"),
        ["regards-and-signature"] = (answer, t) => Plain(answer + "\n\n" + t.Regards + ",\nJane Doe\n\n-- \nJane Doe | Head of Operations\nCorp Ltd.\n\n" + t.AttributionLine + "\n" + Quoted()),
        ["greeting-first"] = (answer, t) => Plain("Hi,\n\n" + answer + "\n\n" + t.Regards + "\nJane\n\n" + t.AttributionLine + "\n" + Quoted()),
        ["legal-notice"] = (answer, t) => Plain(answer + "\n\n" + t.Regards + "\nJane\n\nThis e-mail and any files are confidential and intended only for the\nrecipient. If you are not the recipient, do not read it.\n\n" + t.AttributionLine + "\n" + Quoted()),
        ["no-quote"] = (answer, _) => Plain(answer + "\n"),
        ["mutt-quoted-printable"] = (answer, t) => Encoded(answer + "\n\n" + t.ShortAttributionLine + "\n" + Quoted() + "\n\n-- \nJane\n"),
        ["gateway-banner"] = (answer, t) => Plain("CAUTION: This email originated from outside of the organization.\nDo not click links unless you know the sender.\n\n" + answer + "\n\n" + t.AttributionLine + "\n" + Quoted()),
    };

    public static string Quoted() => string.Join('\n', Original.Select(line => line.Length == 0 ? ">" : "> " + line));

    public static string Plain(string text, string parameters = "") => Mail($"text/plain; charset=utf-8{parameters}", "8bit", text);

    public static string HtmlOnly(string html) => Mail("text/html; charset=utf-8", "8bit", html);

    public static string Alternative(string text, string html) => Mail("multipart/alternative; boundary=\"b1\"", "8bit",
        $"--b1\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n--b1\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{html}\n--b1--\n");

    public static string Mail(string contentType, string encoding, string body, string extra = "", string from = "Jane Doe <jane@corp.example>", string to = Plus) =>
        $"From: {from}\nTo: UpgradeWorker <{to}>\nSubject: Re: [UW-0042] Approval needed: production\nDate: Mon, 2 Mar 2026 10:20:00 +0000\n"
        + $"Message-ID: <reply-1@corp.example>\nMIME-Version: 1.0\n{extra}Content-Type: {contentType}\nContent-Transfer-Encoding: {encoding}\n\n{body}";

    public static string Html(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal);

    private static string Encoded(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            encoded.Append(b == '\n' ? "\n" : b is >= 33 and < 127 and not (byte)'=' || b == ' ' ? ((char)b).ToString() : $"={b:X2}");
        }

        return Mail("text/plain; charset=utf-8", "quoted-printable", encoded.ToString().Replace(" \n", "=20\n", StringComparison.Ordinal));
    }

    private static string Bare(string prefix = "") => string.Join('\n', Original.Select(line => prefix + line));

    private static string HtmlOriginal() => string.Concat(Original.Select(line => $"<p>{Html(line)}</p>"));

    private static string HeaderBlock(Tongue t, string star) =>
        $"{star}{t.From}:{star} UpgradeWorker <upgrades@worker.example>\n{star}{t.Sent}:{star} {t.Date}\n{star}{t.To}:{star} Jane Doe\n{star}{t.Subject}:{star} [UW-0042] Approval needed\n";

    private static string HtmlHeaders(Tongue t) =>
        $"<p><b>{t.From}:</b> UpgradeWorker &lt;upgrades@worker.example&gt;<br><b>{t.Sent}:</b> {t.Date}<br><b>{t.To}:</b> Jane Doe<br><b>{t.Subject}:</b> [UW-0042] Approval needed</p>";

    private static string Wrapped(string line)
    {
        var middle = line.IndexOf(' ', line.Length / 2);
        return middle < 0 ? line : line[..middle] + "\n" + line[(middle + 1)..];
    }
}
