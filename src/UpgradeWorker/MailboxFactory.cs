using MailKit.Security;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Mail;

namespace UpgradeWorker;

/// <summary>Makes the mailbox that the settings describe: none, a pair of folders, or SMTP and IMAP.</summary>
internal static class MailboxFactory
{
    /// <summary>Makes it. Nothing is connected to, and no password looked up, before the first mail.</summary>
    public static Mailbox Create(MailSettings settings, SecretResolver secrets, TimeProvider time)
    {
        if (settings.From is not { } from)
        {
            return Mailbox.None;
        }

        var identity = new MailIdentity(from, settings.FromName, settings.PlusAddresses);
        switch (settings.Mailbox)
        {
            case MailboxSettings.None:
                return Mailbox.None;
            case MailboxSettings.Folder folder:
                var mailbox = new FolderMailbox(folder.Path, time);
                return new Mailbox(mailbox, mailbox, identity, SenderCheckOf(settings, folder.TrustSender)) { IsFolder = true };
            case MailboxSettings.Servers servers:
                // One holder, so that sending and reading share the token.
                var tokens = (servers.Smtp.OAuth ?? servers.Imap?.OAuth) is { } oauth ? TokensOf(oauth, secrets, time) : null;
                var smtp = new SmtpGateway(Server(servers.Smtp, secrets, tokens), identity, time);
                return servers.Imap is { } imap
                    ? new Mailbox(smtp, new ImapGateway(Server(imap, secrets, tokens), Folders(servers.Folders), time), identity, SenderCheckOf(settings, false))
                    {
                        Watch = new ImapWatch(Server(imap, secrets, tokens), servers.Folders.Inbox, time),
                    }
                    : new Mailbox(smtp, null, identity, null);
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

    private static OAuthTokens TokensOf(MailOAuthSettings settings, SecretResolver secrets, TimeProvider time) => new(
        new OAuthClient(
            settings.TokenEndpoint, settings.ClientId, Secret(settings.ClientSecret, secrets), Secret(settings.RefreshToken, secrets), settings.Scope),
        OAuthTokens.CreateHttp(), time, Diagnostics.HostGuard.Instance.Add);

    private static MailSecret? Secret(SecretReference? reference, SecretResolver secrets) =>
        reference is null ? null : new MailSecret(token => RevealAsync(reference, secrets, token));

    private static MailServer Server(MailServerSettings settings, SecretResolver secrets, OAuthTokens? tokens) => new(
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
        Tokens = settings.OAuth is null ? null : tokens,
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
