using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using UpgradeWorker.Core;

namespace UpgradeWorker.Certificates;

/// <summary>
/// Looks which certificate a domain serves, as any client would: the platform's own offer of TLS versions, ciphers and signatures, with
/// ECDSA and RSA both. Never with RSA alone: the vendor's software would ask Let's Encrypt for a second certificate because of it.
/// Nothing is sent after the handshake, and the certificate need not be valid: it is looked at, not trusted.
/// </summary>
public sealed class HandshakeGateway(TimeProvider time)
{
    /// <summary>Longest time of one handshake, the connection included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>Shakes hands once. What goes wrong is an answer, not an exception; only stopping throws.</summary>
    public async Task<Handshake> ShakeAsync(HandshakeTarget target, CancellationToken cancellationToken)
    {
        byte[]? raw = null;
        Exception? fault = null;
        var connected = false;
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(target.Address, target.Port, either.Token);
            connected = true;
            await using var tls = new SslStream(connection.GetStream());
            await tls.AuthenticateAsClientAsync(Options(target.Domain, certificate => raw = certificate), either.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fault = exception;
        }

        // A server may break off after it showed its certificate; what was shown counts.
        return raw is not null ? Read(target, raw) : new Handshake.Failed(Why(target, fault, connected));
    }

    private Handshake Read(HandshakeTarget target, byte[] raw)
    {
        try
        {
            return new Handshake.Seen(LeafReader.Read(raw), time.GetUtcNow());
        }
        catch (CryptographicException exception)
        {
            return new Handshake.Failed(new Finding("BadCertificate", $"{Name(target)} shows a certificate that cannot be read: {exception.Message}"));
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "The certificate is looked at and not trusted; nothing is sent over the connection.")]
    private static SslClientAuthenticationOptions Options(string domain, Action<byte[]> shown) => new()
    {
        TargetHost = domain,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        // A resumed session would show the certificate of the session's beginning.
        AllowTlsResume = false,
        CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            if (certificate is not null)
            {
                shown(certificate.GetRawCertData());
            }

            return true;
        },
    };

    private static Finding Why(HandshakeTarget target, Exception? fault, bool connected)
    {
        var what = fault is OperationCanceledException ? $"no answer within {Deadline.TotalSeconds:0} s" : fault?.Message ?? "none was shown";
        return connected
            ? new Finding("NoCertificate", $"{Name(target)} shows no certificate: {what}")
            : new Finding("DomainUnreachable", $"{Name(target)} cannot be reached: {what}");
    }

    private static string Name(HandshakeTarget target) => target.Address == target.Domain
        ? $"{target.Domain} port {target.Port}"
        : $"{target.Domain} at {target.Address} port {target.Port}";
}
