using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Jobs;
using UpgradeWorker.Mail;

namespace UpgradeWorker;

/// <summary>Makes the mailbox that the settings describe: none, a pair of folders, or SMTP and IMAP.</summary>
internal static class MailboxFactory
{
    /// <summary>Makes it. Nothing is connected to before the first mail.</summary>
    /// <exception cref="SecretUnavailableException">A password cannot be read.</exception>
    public static async Task<Mailbox> CreateAsync(
        Configuration.MailSettings settings, SecretResolver secrets, TimeProvider time, CancellationToken cancellationToken)
    {
        if (settings.From is not { } from || settings.Mailbox is MailboxSettings.None)
        {
            return Mailbox.None;
        }

        var identity = new MailIdentity(from, settings.FromName, settings.PlusAddresses);
        var rules = settings.SenderAuthentication.Select(row => new SenderRule(
            row.Key, row.Value.Modes.Contains(SenderMode.Dkim), row.Value.AlignedDomains,
            row.Value.Modes.Contains(SenderMode.AuthRes) ? row.Value.AuthservId : null, row.Value.BoundaryHost)).ToList();
        switch (settings.Mailbox)
        {
            case MailboxSettings.Folder folder:
                var box = new FolderMailbox(folder.Path, time);
                return new Mailbox(box, box, identity, new SenderCheck(rules, new DkimCheck(TxtLookups.Dns()), folder.TrustSender));
            case MailboxSettings.Servers servers:
                var smtp = new SmtpGateway(await ServerAsync(servers.Smtp, secrets, cancellationToken), identity, time);
                var imap = servers.Imap is null ? null : new ImapGateway(
                    await ServerAsync(servers.Imap, secrets, cancellationToken),
                    new ImapFolders(), time);
                // A mailbox off this machine never approves unless a rule proves its senders.
                return new Mailbox(smtp, imap, identity, imap is null ? null : new SenderCheck(rules, new DkimCheck(TxtLookups.Dns()), trustSender: false));
            default:
                throw new InvalidOperationException($"Unknown mailbox {settings.Mailbox.GetType().Name}.");
        }
    }

    private static async Task<MailServer> ServerAsync(MailServerSettings server, SecretResolver secrets, CancellationToken cancellationToken) => new(
        server.Host, server.Port, server.Security == MailSecurity.Tls ? MailProtection.Tls : MailProtection.StartTls,
        server.User,
        server.Password is null ? null : new MailSecret(await secrets.ResolveAsync(server.Password, cancellationToken)))
    {
        PinnedCertificate = server.PinnedCertificate,
    };
}
