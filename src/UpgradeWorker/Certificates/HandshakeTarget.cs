using UpgradeWorker.Configuration;

namespace UpgradeWorker.Certificates;

/// <summary>With whom hands are shaken.</summary>
/// <param name="Domain">The name that is asked for (SNI, RFC 6066 section 3), in ASCII form.</param>
/// <param name="Address">Host name or IP address that is connected to.</param>
/// <param name="Port">TCP port.</param>
public sealed record HandshakeTarget(string Domain, string Address, int Port)
{
    /// <summary>The target for a domain of a stack.</summary>
    public static HandshakeTarget Of(StackSettings stack, string domain) => new(domain, stack.HttpsAddress ?? domain, stack.HttpsPort);
}
