namespace UpgradeWorker.Configuration;

/// <summary>How certificates are looked for.</summary>
/// <param name="HandshakeEvery">Time between two handshakes with a domain.</param>
/// <param name="TransparencyUrl">Search of a transparency log; null = none is asked.</param>
/// <param name="TransparencyEvery">Time between two questions about one set of names.</param>
public sealed record CertificateWatchSettings(TimeSpan HandshakeEvery, Uri? TransparencyUrl, TimeSpan TransparencyEvery);
