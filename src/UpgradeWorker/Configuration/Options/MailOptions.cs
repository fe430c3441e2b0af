namespace UpgradeWorker.Configuration.Options;

internal sealed class MailOptions
{
    [Setting("None: nothing is sent or read. Folder: files in outbox and inbox. Servers: SMTP and IMAP.")]
    public MailKind Kind { get; set; } = MailKind.None;

    [Setting("Address that mails come from and replies go to.")]
    public string? From { get; set; }

    [Setting("Display name beside that address.")]
    public string FromName { get; set; } = "UpgradeWorker";

    [Setting("The mail host delivers local+anything@domain to local@domain; replies then carry their code in the address.")]
    public bool PlusAddresses { get; set; } = true;

    [Setting("Beginnings of lines that your mail gateway puts above mail from outside; they are not read as the reply.")]
    public List<string> Banners { get; set; } = [];

    [Setting("The folder mailbox.")]
    public FolderMailOptions Folder { get; set; } = new();

    [Setting("The server that takes outgoing mail.")]
    public SmtpOptions Smtp { get; set; } = new();

    [Setting("The mailbox that replies are read from.")]
    public ImapOptions Imap { get; set; } = new();

    [Setting("Login by OAuth 2.0 in place of a password, for servers with UseOAuth.")]
    public OAuthOptions OAuth { get; set; } = new();

    [Setting("How often the worker mails itself, to see that replies would arrive. Null: never.", Min = "10m", Max = "7d")]
    public TimeSpan? Canary { get; set; } = TimeSpan.FromHours(6);

    [Setting("How senders are verified, by the approver's mail domain.")]
    public Dictionary<string, SenderAuthenticationOptions> SenderAuthentication { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    [Setting("Folder with your own mail templates. Null: the built-in ones.")]
    public string? TemplatesFolder { get; set; }
}

internal sealed class FolderMailOptions
{
    [Setting("Folder that holds outbox and inbox; relative to the settings file.")]
    public string Path { get; set; } = "mail";

    [Setting("Whoever can write into inbox is believed to be who the mail says.")]
    public bool TrustSender { get; set; }
}

internal sealed class SmtpOptions
{
    [Setting("Host name.")]
    public string? Host { get; set; }

    [Setting("Port.", Min = "1", Max = "65535")]
    public int Port { get; set; } = 587;

    [Setting("StartTls (required, never opportunistic), Tls from the first byte, or None (loopback only).")]
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    [Setting("User name. Null: no login.")]
    public string? User { get; set; }

    [Setting("Secret reference to the password.", Secret = true)]
    public string? Password { get; set; }

    [Setting("Log in with a token of Mail:OAuth instead of a password.")]
    public bool UseOAuth { get; set; }

    [Setting("SHA-256 (hexadecimal) of a certificate that is accepted although no authority vouches for it. Null: none.")]
    public string? PinnedCertificate { get; set; }
}

internal sealed class ImapOptions
{
    [Setting("Host name.")]
    public string? Host { get; set; }

    [Setting("Port.", Min = "1", Max = "65535")]
    public int Port { get; set; } = 993;

    [Setting("Tls from the first byte, StartTls (required, never opportunistic), or None (loopback only).")]
    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    [Setting("User name.")]
    public string? User { get; set; }

    [Setting("Secret reference to the password.", Secret = true)]
    public string? Password { get; set; }

    [Setting("Log in with a token of Mail:OAuth instead of a password.")]
    public bool UseOAuth { get; set; }

    [Setting("SHA-256 (hexadecimal) of a certificate that is accepted although no authority vouches for it. Null: none.")]
    public string? PinnedCertificate { get; set; }

    [Setting("Folders of the mailbox.")]
    public ImapFolderOptions Folders { get; set; } = new();
}

internal sealed class OAuthOptions
{
    [Setting("URL that gives access tokens.")]
    public string? TokenEndpoint { get; set; }

    [Setting("Id of the application.")]
    public string? ClientId { get; set; }

    [Setting("Secret reference to the application's secret.", Secret = true)]
    public string? ClientSecret { get; set; }

    [Setting("Secret reference to a refresh token. Null: the application's own right to the mailbox (client credentials).", Secret = true)]
    public string? RefreshToken { get; set; }

    [Setting("Scope that is asked for. Null: none is sent.")]
    public string? Scope { get; set; }
}

internal sealed class ImapFolderOptions
{
    [Setting("Read; everything in it is work.")]
    public string Inbox { get; set; } = "INBOX";

    [Setting("Replies that were understood.")]
    public string Processed { get; set; } = "Processed";

    [Setting("Automatic mail and bounces.")]
    public string Ignored { get; set; } = "Ignored";

    [Setting("Mail that could not be read.")]
    public string Quarantine { get; set; } = "Quarantine";
}

internal sealed class SenderAuthenticationOptions
{
    [Setting("Any of these must pass: AuthRes (the Authentication-Results of your own mail host) or Dkim (checked by the worker).")]
    public List<SenderMode> Modes { get; set; } = [];

    [Setting("The authserv-id of the Authentication-Results header that your own mail host writes (RFC 8601 section 2.5).")]
    public string? AuthservId { get; set; }

    [Setting("Name after \"by\" in the Received header of that mail host. Null: the same as AuthservId.")]
    public string? BoundaryHost { get; set; }

    [Setting("DKIM d= values accepted for this domain. Empty: the domain itself.")]
    public List<string> AlignedDomains { get; set; } = [];
}
