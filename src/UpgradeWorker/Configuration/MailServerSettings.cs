namespace UpgradeWorker.Configuration;

/// <summary>One mail server and how to log in. A user goes with a password or with OAuth; without a user there is no login.</summary>
/// <param name="Host">As its certificate names it.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="User">Login name.</param>
/// <param name="Password">Where the password is kept.</param>
/// <param name="PinnedCertificate">SHA-256 in hexadecimal of a certificate that is accepted although no authority vouches for it; null = none.</param>
public sealed record MailServerSettings(
    string Host, int Port, MailSecurity Security, string? User, SecretReference? Password, string? PinnedCertificate)
{
    /// <summary>Where access tokens come from; null = the password is used.</summary>
    public MailOAuthSettings? OAuth { get; init; }
}
