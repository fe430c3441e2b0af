namespace UpgradeWorker.Core.Certificates;

/// <summary>What a served or logged leaf certificate says of itself. Nothing in it is proven: it may be expired or forged.</summary>
/// <param name="Serial">Serial number in hexadecimal, capital letters.</param>
/// <param name="Names">DNS names and addresses of its subject alternative names (RFC 5280, section 4.2.1.6), as written; may be empty.</param>
/// <param name="IssuerOrganization">Organization of its issuer; empty if that names none.</param>
/// <param name="IssuerName">Common name of its issuer; empty if that has none.</param>
/// <param name="NotBefore">Begin of its validity (UTC). Let's Encrypt dates it about an hour before the issuance.</param>
/// <param name="NotAfter">End of its validity (UTC).</param>
public sealed record LeafCertificate(
    string Serial, IReadOnlyList<string> Names, string IssuerOrganization, string IssuerName, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    private const string LetsEncrypt = "Let's Encrypt";

    /// <summary>
    /// Whether one of Let's Encrypt's production authorities issued it. Those of the staging environment, which has limits of its own,
    /// say so in their names (Let's Encrypt, "Staging Environment"); earlier ones were called "Fake".
    /// </summary>
    public bool IsFromLetsEncrypt => IssuerOrganization == LetsEncrypt
        && !IssuerName.Contains("STAGING", StringComparison.OrdinalIgnoreCase)
        && !IssuerName.StartsWith("Fake", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its exact set of names; null if it has none, or one that can be no host name.</summary>
    public NameSet? Set => NameSet.TryCreate(Names, out var set, out _) ? set : null;

    /// <summary>Whether it is for this host; a wildcard stands for exactly one label (RFC 9525, section 6.3).</summary>
    /// <param name="host">A host name in ASCII form.</param>
    public bool Covers(string host) => Names.Any(name =>
        string.Equals(name, host, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("*.", StringComparison.Ordinal)
            && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && string.Equals(name[1..], host[dot..], StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether it is valid at an instant, both ends included.</summary>
    public bool IsValidAt(DateTimeOffset instant) => NotBefore <= instant && instant <= NotAfter;
}
