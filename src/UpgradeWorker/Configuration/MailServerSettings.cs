namespace UpgradeWorker.Configuration;

/// <summary>One mail server and how to log in. User and password are both given or both null (no login).</summary>
public sealed record MailServerSettings(string Host, int Port, MailSecurity Security, string? User, SecretReference? Password);
