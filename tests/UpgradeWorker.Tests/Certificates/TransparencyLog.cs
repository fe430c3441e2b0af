using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace UpgradeWorker.Tests.Certificates;

/// <summary>A certificate-transparency search on loopback that speaks crt.sh's JSON.</summary>
internal sealed class TransparencyLog : IDisposable
{
    private readonly HttpListener server = new();
    private readonly List<(X509Certificate2? Certificate, string Issuer, string Serial, DateTimeOffset NotBefore)> logged = [];
    private readonly Task serving;

    public TransparencyLog()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        server.Prefixes.Add(Url.ToString());
        server.Start();
        serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>What it was asked, each with the user agent.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The rows it answers with, whatever is logged; null = those of what is logged.</summary>
    public string? Rows { get; set; }

    /// <summary>Whether it answers nothing but 502.</summary>
    public bool Fails { get; set; }

    public void Add(string serial, DateTimeOffset notBefore, string issuer, string[] names, bool precertificate = false) =>
        logged.Add((SomeCertificate.Of(serial, names, notBefore, issuer, precertificate), issuer, serial.ToLowerInvariant(), notBefore));

    /// <summary>A row whose certificate it cannot give.</summary>
    public void AddMissing(string serial, DateTimeOffset notBefore) =>
        logged.Add((null, SomeCertificate.Production, serial.ToLowerInvariant(), notBefore));

    public void Dispose()
    {
        server.Abort();
        serving.Wait(TimeSpan.FromSeconds(10));
        logged.ForEach(one => one.Certificate?.Dispose());
    }

    private async Task ServeAsync()
    {
        while (server.IsListening)
        {
            try
            {
                var context = await server.GetContextAsync();
                Asked.Add($"{context.Request.Url!.Query} {context.Request.UserAgent}");
                var body = Fails ? null : context.Request.QueryString["d"] is { } id ? Certificate(int.Parse(id, CultureInfo.InvariantCulture)) : Rows ?? Found();
                context.Response.StatusCode = body is null ? 502 : 200;
                context.Response.Close(Encoding.UTF8.GetBytes(body ?? ""), willBlock: false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private string? Certificate(int id) => id <= logged.Count ? logged[id - 1].Certificate?.ExportCertificatePem() : null;

    private string Found() => JsonSerializer.Serialize(logged.Select((one, index) => new
    {
        issuer_ca_id = 295810,
        issuer_name = one.Issuer,
        name_value = "things.example.com",
        id = index + 1,
        not_before = one.NotBefore.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        serial_number = one.Serial,
    }));
}
