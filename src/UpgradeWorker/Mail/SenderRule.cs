namespace UpgradeWorker.Mail;

/// <summary>How mail from one domain is proven. One of the given methods must pass; a rule without any proves nothing.</summary>
/// <param name="Domain">Domain of the From address.</param>
/// <param name="Dkim">Check DKIM signatures ourselves (RFC 6376).</param>
/// <param name="AlignedDomains">Signing domains accepted for it; empty: the domain itself only.</param>
/// <param name="AuthServId">Identifier of the server whose Authentication-Results are believed (RFC 8601); null: none is.</param>
/// <param name="BoundaryHost">Name after <c>by</c> in the Received field of that server; null: the same as its identifier.</param>
public sealed record SenderRule(string Domain, bool Dkim, IReadOnlyList<string> AlignedDomains, string? AuthServId = null, string? BoundaryHost = null);
