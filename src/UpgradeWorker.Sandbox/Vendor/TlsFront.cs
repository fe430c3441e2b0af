using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>
/// Port 443 of the emulated instances, on loopback: whoever asks for a name is shown the certificate that Let's Encrypt issued to the
/// instance to which the name leads. It serves nothing but the handshake. Nothing signs the certificates: they are for looking at.
/// </summary>
public sealed class TlsFront : IAsyncDisposable
{
    // Let's Encrypt dates notBefore back (https://letsencrypt.org/docs/profiles/).
    private static readonly TimeSpan Backdating = TimeSpan.FromHours(1);
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X500DistinguishedName Issuer = new("C=US, O=Let's Encrypt, CN=E7");

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly EmulatedVendor vendor;
    private readonly Task serving;

    public TlsFront(EmulatedVendor vendor)
    {
        this.vendor = vendor;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync();
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync((_, hello, _, _) => ValueTask.FromResult(Options(hello.ServerName)), null, stopping.Token);
            }
            catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // One client's handshake came to nothing, or this is the end.
            }
        }
    }

    private SslServerAuthenticationOptions Options(string name) => new()
    {
        ServerCertificate = vendor.World.Do(_ => vendor.Application.Served(name)) is { } issued
            ? Certificate(issued)
            : throw new AuthenticationException($"No instance has a certificate for {name}."),
    };

    private static X509Certificate2 Certificate(IssuedCertificate issued)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in issued.Names)
        {
            names.AddDnsName(name);
        }

        var request = new CertificateRequest($"CN={issued.Names[0]}", Key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(
            Issuer, X509SignatureGenerator.CreateForECDsa(Key), issued.At - Backdating, issued.NotAfter - Backdating, Convert.FromHexString(issued.Serial));
        return bare.CopyWithPrivateKey(Key);
    }
}
