using MailKit.Security;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Mail;

namespace UpgradeWorker;

/// <summary>The gateways that the mail settings ask for. Nothing is connected or looked up before the first mail.</summary>
/// <param name="Outgoing">Null = the settings have no mail.</param>
/// <param name="Incoming">Null = replies are not read.</param>
/// <param name="Identity">Who the worker is in mails; null = the settings have no mail.</param>
/// <param name="Sender">Proves senders; null = replies are not read.</param>
public sealed record MailGateways(IOutgoingMail? Outgoing, IIncomingMail? Incoming, MailIdentity? Identity, SenderCheck? Sender)
{
    public static MailGateways Of(MailSettings settings, SecretResolver secrets, TimeProvider time)
    {
        if (settings.From is not { } from)
        {
            return new(null, null, null, null);
        }

        var identity = new MailIdentity(from, settings.FromName, settings.PlusAddresses);
        switch (settings.Mailbox)
        {
            case MailboxSettings.None:
                return new(null, null, null, null);
            case MailboxSettings.Folder folder:
                var mailbox = new FolderMailbox(folder.Path, time);
                return new(mailbox, mailbox, identity, SenderCheckOf(settings, folder.TrustSender));
            case MailboxSettings.Servers servers:
                var smtp = new SmtpGateway(Server(servers.Smtp, secrets), identity, time);
                return servers.Imap is { } imap
                    ? new(smtp, new ImapGateway(Server(imap, secrets), Folders(servers.Folders), time), identity, SenderCheckOf(settings, false))
                    : new(smtp, null, identity, null);
            default:
                throw new InvalidOperationException($"Unknown kind of mailbox {settings.Mailbox.GetType().Name}.");
        }
    }

    private static SenderCheck SenderCheckOf(MailSettings settings, bool trust) => new(
        [.. settings.SenderAuthentication.Select(entry => new SenderRule(
            entry.Key,
            entry.Value.Modes.Contains(SenderMode.Dkim),
            entry.Value.AlignedDomains,
            entry.Value.Modes.Contains(SenderMode.AuthRes) ? entry.Value.AuthservId : null,
            entry.Value.BoundaryHost))],
        new DkimCheck(TxtLookups.Dns()),
        trust);

    private static ImapFolders Folders(ImapFolderSettings folders) => new(folders.Inbox, folders.Processed, folders.Ignored, folders.Quarantine);

    private static MailServer Server(MailServerSettings settings, SecretResolver secrets) => new(
        settings.Host,
        settings.Port,
        settings.Security switch
        {
            MailSecurity.StartTls => MailProtection.StartTls,
            MailSecurity.Tls => MailProtection.Tls,
            MailSecurity.None => MailProtection.None,
            _ => throw new InvalidOperationException($"Unknown protection {settings.Security}."),
        },
        settings.User,
        settings.Password is { } password ? new MailSecret(token => RevealAsync(password, secrets, token)) : null)
    {
        PinnedCertificate = settings.PinnedCertificate,
    };

    // A password that cannot be had is to the gateways what a refused login is: nothing is sent or read until a person acts.
    private static async Task<string> RevealAsync(SecretReference password, SecretResolver secrets, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.ResolveAsync(password, cancellationToken);
        }
        catch (SecretUnavailableException unavailable)
        {
            throw new AuthenticationException(unavailable.Message);
        }
    }
}
