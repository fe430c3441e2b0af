using Microsoft.Data.Sqlite;
using MimeKit;

namespace UpgradeWorker.Tests.Stories;

/// <content>The mails of the story: what the worker sends, and what people answer.</content>
internal sealed partial class Story
{
    /// <summary>Mails of a kind in the outbox, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Mails(string kind) => Post.Mails(kind);

    /// <summary>Changes the worker's database behind its back.</summary>
    public void Sql(string text)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>Lays bytes into the worker's inbox.</summary>
    public void Deliver(string name, byte[] raw) => File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "mail", "inbox")).FullName, name), raw);

    /// <summary>How many mails lie in the worker's inbox.</summary>
    public int Waiting => Directory.GetFiles(Path.Combine(folder, "mail", "inbox"), "*.eml").Length;

    /// <summary>Names of the mails that were put away in a folder of the inbox.</summary>
    public IReadOnlyList<string> Shelf(string name) => [.. Directory.GetFiles(Path.Combine(folder, "mail", "inbox", name)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Waits for a request and returns it.</summary>
    public async Task<MimeMessage> RequestAsync(int number = 1)
    {
        await UntilAsync(() => Task.FromResult(Mails("request").Count >= number), $"request {number}");
        return Mails("request")[number - 1];
    }

    /// <summary>Answers a mail as a mail program does: the text, then the quoted original.</summary>
    public void Reply(MimeMessage to, string text, string from = Operator, int copies = 1) => Post.Reply(to, text, from, copies);

    /// <summary>The answer that a mail program makes.</summary>
    public static MimeMessage Answer(MimeMessage to, string text, string from = Operator)
    {
        var reply = new MimeMessage();
        reply.From.Add(MailboxAddress.Parse(from));
        reply.To.Add(to.ReplyTo.Mailboxes.FirstOrDefault() ?? to.From.Mailboxes.First());
        reply.Subject = "Re: " + to.Subject;
        reply.InReplyTo = to.MessageId;
        reply.MessageId = $"{Guid.NewGuid():N}@example.com";
        var quoted = string.Join('\n', (to.TextBody ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => "> " + line));
        reply.Body = new TextPart("plain") { Text = $"{text}\n\nOn Mon, 2 Nov 2026, UpgradeWorker <worker@example.com> wrote:\n{quoted}\n" };
        return reply;
    }
}
