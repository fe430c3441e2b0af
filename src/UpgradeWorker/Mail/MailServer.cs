namespace UpgradeWorker.Mail;

/// <summary>One mail server and the login there.</summary>
/// <param name="Host">Host name, as its certificate has it.</param>
/// <param name="Port">Port.</param>
/// <param name="Protection">How the connection is protected.</param>
/// <param name="User">Login name; null for a server that asks for none.</param>
/// <param name="Password">Password; null together with <paramref name="User"/>.</param>
public sealed record MailServer(string Host, int Port, MailProtection Protection, string? User, MailSecret? Password)
{
    /// <summary>Access tokens that take the password's place; null = the password is used.</summary>
    public OAuthTokens? Tokens { get; init; }

    /// <summary>Latest end of one exchange with the server.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>SHA-256 of a server certificate that is accepted although no public authority vouches for it, hexadecimal; null: the
    /// system's judgement alone counts.</summary>
    public string? PinnedCertificate { get; init; }
}

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailProtection
{
    /// <summary>Starts in clear and must turn to TLS before anything else (RFC 3207, RFC 9051 section 6.2.1); refused where the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>None; refused unless the host is this machine's loopback.</summary>
    None,
}

/// <summary>Folders of the IMAP mailbox.</summary>
/// <param name="Inbox">Read; everything in it is work.</param>
/// <param name="Processed">Mail that decided or asked something.</param>
/// <param name="Ignored">Automatic mail, bounces, strangers.</param>
/// <param name="Quarantine">Mail that cannot be read.</param>
public sealed record ImapFolders(string Inbox = "INBOX", string Processed = "Processed", string Ignored = "Ignored", string Quarantine = "Quarantine");
