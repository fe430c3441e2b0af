namespace UpgradeWorker.Mail;

/// <summary>How the worker sends and receives mail.</summary>
/// <param name="From">The worker's address, which is also the mailbox it reads.</param>
/// <param name="FromName">Its display name.</param>
/// <param name="PlusAddresses">Whether the host delivers <c>local+anything@domain</c> to <c>local@domain</c>; then replies carry their code
/// in the address.</param>
/// <param name="Mailbox">Where mail goes and comes from.</param>
/// <param name="Senders">How senders are proven, one rule a domain; empty: no mail from outside ever approves.</param>
/// <param name="Banners">Beginnings of lines that the own mail gateway puts above foreign mail.</param>
public sealed record MailSettings(
    string From, string FromName, bool PlusAddresses, MailboxSettings Mailbox, IReadOnlyList<SenderRule> Senders, IReadOnlyList<string> Banners);

/// <summary>The mailbox: a pair of folders, or servers.</summary>
public abstract record MailboxSettings
{
    private MailboxSettings()
    {
    }

    /// <summary>Mail as files: <c>outbox/</c> and <c>inbox/</c> under one folder.</summary>
    /// <param name="Path">The folder; made if missing.</param>
    /// <param name="TrustSender">Whoever can write there is believed to be whom the From field names.</param>
    public sealed record Folder(string Path, bool TrustSender) : MailboxSettings;

    /// <summary>SMTP for sending and IMAP for receiving.</summary>
    public sealed record Servers(MailServer Smtp, MailServer Imap) : MailboxSettings;
}

/// <summary>One server and the login there.</summary>
/// <param name="Host">Host name, as its certificate has it.</param>
/// <param name="Port">Port.</param>
/// <param name="Security">How the connection is protected; there is no unprotected one.</param>
/// <param name="User">Login name; null for a server that asks for none.</param>
/// <param name="Password">Password; null together with <paramref name="User"/>.</param>
public sealed record MailServer(string Host, int Port, MailSecurity Security, string? User, MailSecret? Password)
{
    /// <summary>Latest end of one exchange with the server.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>SHA-256 of a server certificate that is accepted although no public authority vouches for it, hexadecimal; null: the
    /// system's judgement alone counts.</summary>
    public string? PinnedCertificate { get; init; }
}

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Starts in clear and must turn to TLS before anything else (RFC 3207, RFC 9051 section 6.2.1); refused where the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,
}

/// <summary>How mail from one domain is proven. One of the given methods must pass.</summary>
/// <param name="Domain">Domain of the From address.</param>
/// <param name="Dkim">Check DKIM signatures ourselves (RFC 6376).</param>
/// <param name="AlignedDomains">Signing domains accepted for it; empty: the domain itself only.</param>
/// <param name="AuthServId">Identifier of the server whose Authentication-Results are believed (RFC 8601); null: none is.</param>
/// <param name="BoundaryHost">Name after <c>by</c> in the Received field of that server; needed with <paramref name="AuthServId"/>.</param>
public sealed record SenderRule(string Domain, bool Dkim, IReadOnlyList<string> AlignedDomains, string? AuthServId = null, string? BoundaryHost = null);
