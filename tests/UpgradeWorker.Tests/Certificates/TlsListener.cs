using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace UpgradeWorker.Tests.Certificates;

/// <summary>A TLS server on loopback that shows what it is told to, and keeps the client hellos it got.</summary>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<string, X509Certificate2?> shown;
    private readonly Task serving;

    /// <param name="shown">The certificate for a server name; null = the connection is closed.</param>
    public TlsListener(Func<string, X509Certificate2?> shown)
    {
        this.shown = shown;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Server names that were asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Signature schemes of the last client hello (RFC 8446, section 4.2.3).</summary>
    public IReadOnlyList<int> Signatures { get; private set; } = [];

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
                var hello = new byte[16 * 1024];
                var length = await client.Client.ReceiveAsync(hello, SocketFlags.Peek, stopping.Token);
                Signatures = SignaturesOf(hello.AsSpan(0, length));
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync((_, info, _, _) => ValueTask.FromResult(Options(info.ServerName)), null, stopping.Token);
                _ = await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, stopping.Token);
            }
            catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // The next client may do better; when stopping there is none.
            }
        }
    }

    private SslServerAuthenticationOptions Options(string name)
    {
        Asked.Add(name);
        return new() { ServerCertificate = shown(name) ?? throw new AuthenticationException("none") };
    }

    private static List<int> SignaturesOf(ReadOnlySpan<byte> record)
    {
        // Record and handshake headers, version, random; then session id, cipher suites and compression, each with its length.
        var at = 5 + 4 + 2 + 32;
        at += 1 + record[at];
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(record[at..]);
        at += 1 + record[at];
        for (at += 2; at + 4 <= record.Length; at += 4 + BinaryPrimitives.ReadUInt16BigEndian(record[(at + 2)..]))
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(record[at..]) == 13)
            {
                var schemes = new List<int>();
                var count = BinaryPrimitives.ReadUInt16BigEndian(record[(at + 4)..]) / 2;
                for (var one = 0; one < count; one++)
                {
                    schemes.Add(BinaryPrimitives.ReadUInt16BigEndian(record[(at + 6 + (2 * one))..]));
                }

                return schemes;
            }
        }

        return [];
    }
}
