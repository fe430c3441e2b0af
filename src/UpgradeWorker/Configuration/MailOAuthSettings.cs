namespace UpgradeWorker.Configuration;

/// <summary>A login by OAuth 2.0 (RFC 6749) in place of a password.</summary>
/// <param name="TokenEndpoint">Where access tokens come from; https, or http on this machine.</param>
/// <param name="ClientId">Id of the application.</param>
/// <param name="ClientSecret">Where its secret is kept; null = a public client, with a refresh token.</param>
/// <param name="RefreshToken">Where the refresh token is kept; null = client credentials (section 4.4).</param>
/// <param name="Scope">What the token is for; null = not sent.</param>
public sealed record MailOAuthSettings(Uri TokenEndpoint, string ClientId, SecretReference? ClientSecret, SecretReference? RefreshToken, string? Scope);
