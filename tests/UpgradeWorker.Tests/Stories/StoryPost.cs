using MimeKit;

namespace UpgradeWorker.Tests.Stories;

/// <summary>The operator's side of the folder mailbox.</summary>
/// <param name="folder">The folder that holds <c>mail/outbox</c> and <c>mail/inbox</c>.</param>
internal sealed class StoryPost(string folder)
{
    /// <summary>Mails of a kind in the outbox, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Mails(string kind)
    {
        var outbox = Path.Combine(folder, "mail", "outbox");
        return !Directory.Exists(outbox) ? [] : [.. Directory.EnumerateFiles(outbox, "*.eml").Select(file => MimeMessage.Load(file))
            .Where(mail => mail.Headers["X-UpgradeWorker"]?.Contains($"kind={kind}", StringComparison.Ordinal) == true).OrderBy(mail => mail.Date)];
    }

    /// <summary>Answers a mail as a mail program does: the text, then the quoted original.</summary>
    public void Reply(MimeMessage to, string text, string from = Story.Operator, int copies = 1)
    {
        using var reply = Story.Answer(to, text, from);
        Directory.CreateDirectory(Path.Combine(folder, "mail", "inbox"));
        for (var copy = 0; copy < copies; copy++)
        {
            // Each copy came another way; and none is there half.
            reply.Headers.Insert(0, new Header("Received", $"from mx{copy}.example.com by mail.example.com"));
            var file = Path.Combine(folder, "mail", "inbox", $"{copy}.{reply.MessageId}.eml");
            reply.WriteTo(file + ".tmp");
            File.Move(file + ".tmp", file);
        }
    }
}
