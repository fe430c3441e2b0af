using System.Text;
using MimeKit;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>A person's mail client on the worker's folder mailbox.</summary>
internal sealed class OperatorMailbox(DemoFolder folder, TimeProvider clock)
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private int replies;

    /// <summary>Mails that have come since the last look, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Fetch()
    {
        List<(DateTime At, MimeMessage Mail)> found = [];
        foreach (var path in Directory.EnumerateFiles(folder.Outbox, "*.eml").Where(p => !read.Contains(p)).ToList())
        {
            read.Add(path);
            found.Add((File.GetLastWriteTimeUtc(path), MimeMessage.Load(path)));
        }

        return [.. found.OrderBy(f => f.At).Select(f => f.Mail)];
    }

    /// <summary>What the mail is for, in the worker's own word: <c>request</c>, <c>succeeded</c>…; empty = not said.</summary>
    public static string KindOf(MimeMessage mail) =>
        (mail.Headers["X-UpgradeWorker"] ?? "").Split(';')
            .Select(p => p.Trim())
            .FirstOrDefault(p => p.StartsWith("kind=", StringComparison.Ordinal))?["kind=".Length..] ?? "";

    /// <summary>Answers as a mail client does: above the quoted mail, to its Reply-To, in its thread.</summary>
    public void Reply(MimeMessage mail, string text)
    {
        var now = clock.GetUtcNow();
        var reply = new MimeMessage { Subject = Subject(mail), Date = now, InReplyTo = mail.MessageId };
        reply.From.Add(new MailboxAddress("Pat Operator", DemoSettings.OperatorAddress));
        reply.To.AddRange(mail.ReplyTo.Count > 0 ? mail.ReplyTo : mail.From);
        reply.References.AddRange(mail.References);
        if (mail.MessageId is { } id)
        {
            reply.References.Add(id);
        }

        reply.MessageId = FormattableString.Invariant($"reply-{++replies}-{now.Ticks}@example.test");
        reply.Body = new TextPart("plain") { Text = text + "\n\n" + Quote(mail) };
        var path = Path.Combine(folder.Inbox, FormattableString.Invariant($"reply-{replies}.eml"));
        using (var stream = File.Create(path + ".tmp"))
        {
            reply.WriteTo(stream);
        }

        File.Move(path + ".tmp", path);
    }

    private static string Subject(MimeMessage mail) =>
        mail.Subject is { } subject && subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : "Re: " + mail.Subject;

    private static string Quote(MimeMessage mail)
    {
        var quote = new StringBuilder();
        quote.Append(FormattableString.Invariant($"On {mail.Date:ddd, d MMM yyyy 'at' HH:mm}, {mail.From.Mailboxes.First().Name} wrote:\n"));
        foreach (var line in (mail.TextBody ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            quote.Append(line.Length == 0 ? ">" : "> ").Append(line).Append('\n');
        }

        return quote.ToString();
    }
}
