using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Certificates;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Tests.Certificates;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TransparencyGatewayTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly NameSet Names = NameSet.Of("things.example.com");
    private readonly FakeTimeProvider time = new(Now);
    private readonly TransparencyLog log = new();

    public void Dispose() => log.Dispose();

    [Test]
    public async Task A_precertificate_and_its_certificate_are_one_and_either_counts_alone()
    {
        Log("0A", Now.AddDays(-1), precertificate: true);
        Log("0A", Now.AddDays(-1));
        Log("0B", Now.AddDays(-2), precertificate: true);

        var answer = await SearchAsync();

        Assert.That(answer.Fault, Is.Null);
        Assert.That(answer.Leaves.Select(leaf => leaf.Serial), Is.EqualTo(new[] { "0B", "0A" }));
        Assert.That(log.Asked[0], Does.Contain("q=things.example.com").And.Contain("output=json"));
        Assert.That(log.Asked, Has.Count.EqualTo(3), "each is fetched once");
        Assert.That(log.Asked, Has.All.Contain("UpgradeWorker/"));
    }

    [Test]
    public async Task The_exact_set_is_read_from_the_certificate_and_not_from_the_row()
    {
        Log("0A", Now, names: ["things.example.com", "other.example.com"]);

        Assert.That((await SearchAsync()).Leaves, Is.Empty);
    }

    [Test]
    public async Task Other_authorities_staging_old_and_known_ones_are_passed_over()
    {
        Log("01", Now, issuer: "C=US, O=Other Trust, CN=Other");
        Log("02", Now, issuer: SomeCertificate.Staging);
        Log("03", Now.AddDays(-30));
        Log("04", Now);

        var answer = await SearchAsync(known: "04");

        Assert.That(answer.Leaves, Is.Empty);
        Assert.That(log.Asked, Has.Count.EqualTo(2), "only the staging one looked as if it could count");
    }

    [TestCase("no JSON at all")]
    [TestCase("{}")]
    [TestCase("""[{"id":1,"issuer_name":"C=US, O=Let's Encrypt, CN=E7","serial_number":"0a"}]""")]
    public async Task An_answer_that_makes_no_sense_is_a_fault_and_no_crash(string text)
    {
        log.Rows = text;

        var answer = await SearchAsync();

        Assert.That(answer.Leaves, Is.Empty);
        Assert.That(answer.Fault!.Reason, Is.EqualTo("TransparencyUnavailable"));
    }

    [Test]
    public async Task What_was_read_before_a_fault_counts()
    {
        Log("0B", Now.AddHours(-1));
        log.AddMissing("0A", Now.AddHours(-2));

        var answer = await SearchAsync();

        Assert.That(answer.Leaves.Select(leaf => leaf.Serial), Is.EqualTo(new[] { "0B" }));
        Assert.That(answer.Fault, Is.Not.Null);
    }

    [Test]
    public async Task A_server_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var gateway = new TransparencyGateway(time);
        var searching = gateway.SearchAsync(
            new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"), Names, Now.AddDays(-8), _ => false, CancellationToken.None);
        using var client = await silent.AcceptTcpClientAsync();
        await client.GetStream().ReadExactlyAsync(new byte[5]);

        time.Advance(TransparencyGateway.Deadline);

        Assert.That((await searching).Fault!.Message, Does.Contain("no answer within 60 s"));
    }

    private async Task<TransparencyAnswer> SearchAsync(string? known = null)
    {
        using var gateway = new TransparencyGateway(time);
        return await gateway.SearchAsync(log.Url, Names, Now.AddDays(-8), serial => serial == known, CancellationToken.None);
    }

    private void Log(string serial, DateTimeOffset notBefore, string issuer = SomeCertificate.Production, string[]? names = null, bool precertificate = false) =>
        log.Add(serial, notBefore, issuer, names ?? ["things.example.com"], precertificate);
}
