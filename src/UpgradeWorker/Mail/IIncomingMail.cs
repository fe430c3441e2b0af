using UpgradeWorker.Core;

namespace UpgradeWorker.Mail;

/// <summary>Where a mail goes when it has been dealt with.</summary>
public enum MailShelf
{
    /// <summary>It decided or asked something.</summary>
    Processed,

    /// <summary>Automatic mail, bounces, strangers.</summary>
    Ignored,

    /// <summary>It cannot be read, or failed three times; a person should look.</summary>
    Quarantine,
}

/// <summary>What one look into the mailbox gave.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>The mails that wait, oldest first; a bounded number of them, the rest comes with the next look.</summary>
    public sealed record Fetched(IReadOnlyList<ReceivedMail> Mails) : FetchResult;

    /// <summary>The mailbox cannot be reached now.</summary>
    public sealed record Unreachable(Finding Why) : FetchResult;

    /// <summary>The server refused the login.</summary>
    public sealed record LoginRefused(Finding Why) : FetchResult;
}

/// <summary>A way to receive mail: a folder or an IMAP mailbox.</summary>
public interface IIncomingMail
{
    /// <summary>Reads what waits and changes nothing. Never throws for anything that the other side does.</summary>
    Task<FetchResult> FetchAsync(CancellationToken cancellationToken);

    /// <summary>Puts a mail away, after what it meant is stored. A mail that is gone already counts as put away.</summary>
    /// <returns>Null when done; else why not, and the mail shows up again.</returns>
    Task<Finding?> FileAsync(string key, MailShelf shelf, CancellationToken cancellationToken);

    /// <summary>Whether it can be reached and accepts the login; null when it does.</summary>
    Task<Finding?> ProbeAsync(CancellationToken cancellationToken);
}
