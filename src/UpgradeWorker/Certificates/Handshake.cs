using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Certificates;

/// <summary>What a handshake came to.</summary>
public abstract record Handshake
{
    private Handshake()
    {
    }

    /// <summary>A certificate was shown.</summary>
    /// <param name="Leaf">The leaf.</param>
    /// <param name="At">When (UTC).</param>
    public sealed record Seen(LeafCertificate Leaf, DateTimeOffset At) : Handshake;

    /// <summary>None was.</summary>
    /// <param name="Why">Reason <c>DomainUnreachable</c> (no connection), <c>NoCertificate</c> (no TLS, or none shown) or <c>BadCertificate</c>.</param>
    public sealed record Failed(Finding Why) : Handshake;
}
