using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Certificates;

namespace UpgradeWorker.Tests.Certificates;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HandshakeGatewayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);

    [Test]
    public async Task It_tells_what_the_domain_serves_also_when_nobody_would_trust_it()
    {
        using var certificate = SomeCertificate.Of("04AB", ["things.example.com", "192.0.2.1"], Now.AddDays(-200));
        await using var server = new TlsListener(_ => certificate);

        var seen = (Handshake.Seen)await ShakeAsync(server.Port);

        Assert.That(seen.At, Is.EqualTo(Now));
        Assert.That((seen.Leaf.Serial, seen.Leaf.IssuerOrganization, seen.Leaf.IssuerName), Is.EqualTo(("04AB", "Let's Encrypt", "E7")));
        Assert.That((seen.Leaf.NotBefore, seen.Leaf.NotAfter), Is.EqualTo((Now.AddDays(-200), Now.AddDays(-110))));
        Assert.That(seen.Leaf.Set!.Text, Is.EqualTo("192.0.2.1,things.example.com"));
        Assert.That(seen.Leaf.IsValidAt(Now), Is.False);
    }

    [Test]
    public async Task It_asks_for_the_domain_and_offers_elliptic_curves_and_RSA_both()
    {
        using var certificate = SomeCertificate.Of("05", ["things.example.com"], Now);
        await using var server = new TlsListener(_ => certificate);

        await ShakeAsync(server.Port);

        Assert.That(server.Asked, Is.EqualTo(new[] { "things.example.com" }));
        // ecdsa_secp256r1_sha256 and rsa_pss_rsae_sha256 (RFC 8446, section 4.2.3).
        Assert.That(server.Signatures, Does.Contain(0x0403).And.Contain(0x0804));
    }

    [Test]
    public async Task A_renewed_certificate_is_seen_at_the_next_handshake()
    {
        using var old = SomeCertificate.Of("06", ["things.example.com"], Now);
        using var renewed = SomeCertificate.Of("07", ["things.example.com"], Now);
        var shown = old;
        await using var server = new TlsListener(_ => shown);

        var first = (Handshake.Seen)await ShakeAsync(server.Port);
        shown = renewed;
        var second = (Handshake.Seen)await ShakeAsync(server.Port);

        Assert.That((first.Leaf.Serial, second.Leaf.Serial), Is.EqualTo(("06", "07")));
    }

    [Test]
    public async Task A_domain_that_cannot_be_reached_is_told_with_its_address()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // Bound and not listening: every connection is refused.

        var failed = (Handshake.Failed)await ShakeAsync(((IPEndPoint)socket.LocalEndPoint!).Port);

        Assert.That(failed.Why.Reason, Is.EqualTo("DomainUnreachable"));
        Assert.That(failed.Why.Message, Does.StartWith("things.example.com at 127.0.0.1 port "));
    }

    [Test]
    public async Task A_server_that_shows_no_certificate_is_told_apart()
    {
        await using var server = new TlsListener(_ => null);

        Assert.That(((Handshake.Failed)await ShakeAsync(server.Port)).Why.Reason, Is.EqualTo("NoCertificate"));
    }

    [Test]
    public async Task A_server_that_never_answers_is_given_up_at_the_deadline()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var shaking = ShakeAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().ReadExactlyAsync(new byte[5]); // The hello has come: now it waits.

        time.Advance(HandshakeGateway.Deadline);

        Assert.That(((Handshake.Failed)await shaking).Why.ToString(), Does.Contain("no answer within 15 s"));
    }

    private Task<Handshake> ShakeAsync(int port) =>
        new HandshakeGateway(time).ShakeAsync(new HandshakeTarget("things.example.com", "127.0.0.1", port), CancellationToken.None);
}
