namespace UpgradeWorker.Configuration;

/// <summary>How a connection to a mail server is protected. There is no opportunistic kind: it can be stripped on the way.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS, required (RFC 3207, RFC 9051 section 6.2.1).</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Plain text; only to a loopback address.</summary>
    None,
}
