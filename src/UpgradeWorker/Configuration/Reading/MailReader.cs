using System.Net;
using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads the group Mail.</summary>
internal static class MailReader
{
    public static MailSettings Read(MailOptions options, Problems problems)
    {
        var from = options.From is { } text ? problems.Address("Mail:From", text) : null;
        if (options.From is null && options.Kind != MailKind.None)
        {
            problems.Add("Mail:From", "it is missing; mails need an address that they come from and that replies go to.");
        }

        return new()
        {
            From = from,
            FromName = options.FromName,
            PlusAddresses = options.PlusAddresses,
            Banners = options.Banners,
            Canary = options.Canary,
            Mailbox = options.Kind switch
            {
                MailKind.None => new MailboxSettings.None(),
                MailKind.Folder => new MailboxSettings.Folder(problems.FullPath(options.Folder.Path), options.Folder.TrustSender),
                MailKind.Servers => Servers(options, problems),
                _ => throw new InvalidOperationException($"Unknown kind of mailbox {options.Kind}."),
            },
            SenderAuthentication = options.SenderAuthentication.ToDictionary(
                entry => entry.Key.ToLowerInvariant(), entry => Senders(entry.Key, entry.Value, problems), StringComparer.OrdinalIgnoreCase),
            TemplatesFolder = options.TemplatesFolder is { } folder ? problems.FullPath(folder) : null,
        };
    }

    private static MailboxSettings.Servers Servers(MailOptions options, Problems problems)
    {
        if (options.Smtp.Host is null)
        {
            problems.Add("Mail:Smtp:Host", "it is missing; Mail:Kind is Servers.");
        }

        var (smtp, imap) = (options.Smtp, options.Imap);
        var oauth = MailOAuthReader.Read(options.OAuth, problems);
        if (imap is { Host: not null, User: null })
        {
            problems.Add("Mail:Imap:User", "it is missing; a mailbox needs a login.");
        }

        var folders = imap.Folders;
        string[] names = [folders.Inbox, folders.Processed, folders.Ignored, folders.Quarantine];
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Length)
        {
            problems.Add("Mail:Imap:Folders", "two of the folders have the same name; all four must differ.");
        }

        return new(
            Server("Mail:Smtp", smtp.Host ?? "", smtp.Port, smtp.Security, (smtp.User, smtp.Password), smtp.PinnedCertificate, (smtp.UseOAuth, oauth), problems),
            imap.Host is { } host
                ? Server("Mail:Imap", host, imap.Port, imap.Security, (imap.User, imap.Password), imap.PinnedCertificate, (imap.UseOAuth, oauth), problems)
                : null,
            new(folders.Inbox, folders.Processed, folders.Ignored, folders.Quarantine));
    }

    private static MailServerSettings Server(
        string path, string host, int port, MailSecurity security, (string? User, string? Password) login, string? pin,
        (bool Use, MailOAuthSettings? Settings) oauth, Problems problems)
    {
        var (user, password) = login;
        if (host.Length > 0 && Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            problems.Add($"{path}:Host", $"\"{host}\" is no host name.");
        }

        if (security == MailSecurity.None && !IsLoopback(host))
        {
            problems.Add($"{path}:Security", $"None is only for a server on this machine (127.0.0.1, ::1, localhost), not for \"{host}\"; "
                + "use StartTls or Tls.");
        }

        problems.Matches($"{path}:PinnedCertificate", pin, "^[0-9A-Fa-f]{64}$", "a SHA-256 of 64 hexadecimal digits");
        var secret = password is null ? null : SecretReference.TryParse(password, problems.BaseDirectory);
        if (password is not null && secret is null)
        {
            problems.Add($"{path}:Password", "the value (hidden) is no secret reference; write env:NAME, file:PATH or ssm:NAME.");
        }

        if (oauth.Use && (user is null || password is not null || oauth.Settings is null))
        {
            problems.Add($"{path}:UseOAuth", "it needs a User, no Password, and the group Mail:OAuth.");
        }
        else if (!oauth.Use && (user is null) != (password is null))
        {
            var missing = user is null ? "User" : "Password";
            problems.Add($"{path}:{missing}", "it is missing; user and password go together.");
        }

        return new(host, port, security, user, secret, pin) { OAuth = oauth.Use ? oauth.Settings : null };
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static SenderAuthenticationSettings Senders(string domain, SenderAuthenticationOptions options, Problems problems)
    {
        var path = $"Mail:SenderAuthentication:{domain}";
        if (Uri.CheckHostName(domain) != UriHostNameType.Dns)
        {
            problems.Add(path, $"\"{domain}\" is no mail domain.");
        }

        if (options.Modes.Count == 0)
        {
            problems.Add($"{path}:Modes", $"it is missing; name at least one of {string.Join(", ", Enum.GetNames<SenderMode>())}.");
        }

        if (options.Modes.Contains(SenderMode.AuthRes) && options.AuthservId is null)
        {
            problems.Add($"{path}:AuthservId", "it is missing; AuthRes trusts only the header that bears the id of your own mail host.");
        }

        var aligned = options.AlignedDomains.Select(name => name.ToLowerInvariant()).ToList();
        return new(options.Modes.Distinct().ToList(), options.AuthservId, options.BoundaryHost, aligned.Count > 0 ? aligned : [domain.ToLowerInvariant()]);
    }
}
