namespace UpgradeWorker.Mail;

/// <summary>The ways in which mail goes out and comes in.</summary>
/// <param name="Outgoing">Null = the settings have no mail.</param>
/// <param name="Incoming">Null = replies are not read.</param>
/// <param name="Identity">Who the worker is in mails; null = the settings have no mail.</param>
/// <param name="Sender">Proves senders; null = replies are not read.</param>
public sealed record Mailbox(IOutgoingMail? Outgoing, IIncomingMail? Incoming, MailIdentity? Identity, SenderCheck? Sender)
{
    /// <summary>Tells when a mail comes; null where only looking does.</summary>
    public ImapWatch? Watch { get; init; }

    /// <summary>Whether it is a pair of folders, from which nothing comes back by itself.</summary>
    public bool IsFolder { get; init; }

    /// <summary>No mail: decisions are made on the command line.</summary>
    public static Mailbox None { get; } = new(null, null, null, null);
}
