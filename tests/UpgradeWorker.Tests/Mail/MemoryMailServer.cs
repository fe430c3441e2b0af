using System.Globalization;
using UpgradeWorker.Core;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>A mail server and a mailbox in memory, for stories in which they fail.</summary>
internal sealed class MemoryMailServer(TimeProvider time, string own) : IOutgoingMail, IIncomingMail
{
    private readonly List<(string Key, byte[] Raw, DateTimeOffset At)> _inbox = [];
    private int _number;

    /// <summary>What the server says instead of taking a mail; null = it takes it.</summary>
    public SendResult? Sending { get; set; }

    /// <summary>What the mailbox says instead of giving its mails out; null = it gives them.</summary>
    public FetchResult? Reading { get; set; }

    /// <summary>Whether mail to the mailbox's own address reaches it.</summary>
    public bool Delivers { get; set; } = true;

    /// <summary>How far the mailbox's clock is ahead of everybody else's.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>How often a mail was handed over, taken or not.</summary>
    public int Tries { get; private set; }

    public int Looks { get; private set; }

    public List<OutgoingMail> Taken { get; } = [];

    public Dictionary<MailShelf, int> Shelves { get; } = [];

    public int Waiting => _inbox.Count;

    public void Deliver(byte[] raw) => _inbox.Add(((++_number).ToString(CultureInfo.InvariantCulture), raw, time.GetUtcNow() + Ahead));

    public Task<SendResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Tries++;
        if (Sending is { } instead)
        {
            return Task.FromResult(instead);
        }

        Taken.Add(mail);
        if (Delivers && mail.To.Split('@')[0].Split('+')[0] + "@" + mail.To.Split('@')[1] == own)
        {
            Deliver(mail.Raw.ToArray());
        }

        return Task.FromResult<SendResult>(new SendResult.Sent(null));
    }

    public Task<FetchResult> FetchAsync(CancellationToken cancellationToken)
    {
        Looks++;
        return Task.FromResult(Reading ?? new FetchResult.Fetched([.. _inbox.Select(mail => new ReceivedMail(mail.Key, mail.Raw, mail.Raw.Length, mail.At))]));
    }

    public Task<Finding?> FileAsync(string key, MailShelf shelf, CancellationToken cancellationToken)
    {
        Shelves[shelf] = Shelves.GetValueOrDefault(shelf) + _inbox.RemoveAll(mail => mail.Key == key);
        return Task.FromResult<Finding?>(null);
    }

    public Task<Finding?> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult<Finding?>(null);
}
