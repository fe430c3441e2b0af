namespace UpgradeWorker.Configuration;

/// <summary>How senders of one mail domain are verified: any of the modes must pass.</summary>
/// <param name="Modes">At least one.</param>
/// <param name="AuthservId">RFC 8601 section 2.5; given whenever the modes have AuthRes.</param>
/// <param name="BoundaryHost">Name after "by" in the Received field of the host that writes that id; null = the same as the id.</param>
/// <param name="AlignedDomains">DKIM d= values that speak for the domain, lower case; at least the domain itself.</param>
public sealed record SenderAuthenticationSettings(
    IReadOnlyList<SenderMode> Modes, string? AuthservId, string? BoundaryHost, IReadOnlyList<string> AlignedDomains);
