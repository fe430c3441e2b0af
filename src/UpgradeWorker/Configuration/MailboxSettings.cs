namespace UpgradeWorker.Configuration;

/// <summary>Which mailbox there is.</summary>
public abstract record MailboxSettings
{
    private MailboxSettings()
    {
    }

    /// <summary>No mail: decisions are made on the command line.</summary>
    public sealed record None : MailboxSettings;

    /// <summary>Files in <c>outbox/</c> and <c>inbox/</c> under an absolute path.</summary>
    /// <param name="Path">Absolute.</param>
    /// <param name="TrustSender">Whoever can write into inbox is believed to be who the mail says.</param>
    public sealed record Folder(string Path, bool TrustSender) : MailboxSettings;

    /// <summary>SMTP out, IMAP in.</summary>
    /// <param name="Smtp">Takes outgoing mail.</param>
    /// <param name="Imap">Null = replies are not read; decisions are made on the command line.</param>
    /// <param name="Folders">Folders of that mailbox.</param>
    public sealed record Servers(MailServerSettings Smtp, MailServerSettings? Imap, ImapFolderSettings Folders) : MailboxSettings;
}
