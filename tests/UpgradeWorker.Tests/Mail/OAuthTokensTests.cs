using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit.Security;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>Access tokens from a token endpoint on loopback, and the login with them at a server that plays a script.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OAuthTokensTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
    private readonly Endpoint endpoint = new();
    private readonly List<string> hidden = [];

    public void Dispose() => endpoint.Dispose();

    [Test]
    public async Task A_token_is_kept_and_renewed_before_its_end()
    {
        using var tokens = Tokens(refresh: null);
        Assert.That(await tokens.GetAsync(default), Is.EqualTo("token-1"));
        clock.Advance(TimeSpan.FromMinutes(54));
        Assert.That(await tokens.GetAsync(default), Is.EqualTo("token-1"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await tokens.GetAsync(default), Is.EqualTo("token-2"));
        Assert.That(endpoint.Asked, Has.All.Contains("grant_type=client_credentials").And.All.Contains("client_secret=s3cret").And.All.Contains("scope=mail"));
        Assert.That(hidden, Is.EqualTo(new[] { "token-1", "token-2" }), "they never show up in a log");
    }

    [Test]
    public async Task A_replaced_refresh_token_is_used_from_then_on()
    {
        endpoint.Extra = ",\"refresh_token\":\"second\"";
        using var tokens = Tokens(refresh: "first");
        await tokens.GetAsync(default);
        clock.Advance(TimeSpan.FromHours(1));
        await tokens.GetAsync(default);
        Assert.That(endpoint.Asked[0], Does.Contain("grant_type=refresh_token").And.Contain("refresh_token=first"));
        Assert.That(endpoint.Asked[1], Does.Contain("refresh_token=second"));
    }

    [Test]
    public async Task A_refusal_is_a_refused_login_without_the_secret_in_its_words()
    {
        endpoint.Status = HttpStatusCode.BadRequest;
        endpoint.Extra = ",\"error\":\"invalid_client\"";
        using var tokens = Tokens(refresh: null);
        var refused = await Assert.ThrowsAsync<AuthenticationException>(() => tokens.GetAsync(default));
        Assert.That(refused!.Message, Does.Contain("400 invalid_client").And.Not.Contain("s3cret"));
    }

    [TestCase(HttpStatusCode.ServiceUnavailable)]
    [TestCase(HttpStatusCode.TooManyRequests)]
    public async Task An_endpoint_in_trouble_is_for_later(HttpStatusCode status)
    {
        endpoint.Status = status;
        using var tokens = Tokens(refresh: null);
        await Assert.ThrowsAsync<IOException>(() => tokens.GetAsync(default));
    }

    [TestCase("XOAUTH2")]
    [TestCase("OAUTHBEARER")]
    public async Task The_token_opens_the_server_and_a_refused_one_gets_one_successor(string mechanism)
    {
        using var tokens = Tokens(refresh: null);
        await tokens.GetAsync(default);
        var said = new List<string>();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        // It takes the second token only: the first, kept from before, was revoked meanwhile.
        var played = PlayAsync(listener, mechanism, "token-2", said);
        var server = new MailServer("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, MailProtection.None, "upgrades@worker.example", null) { Tokens = tokens };
        var probe = await new SmtpGateway(server, new MailIdentity("upgrades@worker.example", "U", true), TimeProvider.System).ProbeAsync(default);
        await played;
        Assert.That(probe, Is.Null);
        Assert.That(said, Has.Count.EqualTo(2).And.All.Contains("upgrades@worker.example"));
        Assert.That(said[1], Does.Contain("Bearer token-2"));
    }

    private OAuthTokens Tokens(string? refresh) => new(
        new OAuthClient(endpoint.Url, "app", new MailSecret("s3cret"), refresh is null ? null : new MailSecret(refresh), "mail"),
        OAuthTokens.CreateHttp(), clock, hidden.Add);

    private static async Task PlayAsync(TcpListener listener, string mechanism, string wanted, List<string> said)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 script");
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["EHLO", ..]:
                    await writer.WriteLineAsync($"250-script\r\n250 AUTH {mechanism}");
                    break;
                case ["AUTH", _, var initial]:
                    said.Add(Encoding.UTF8.GetString(Convert.FromBase64String(initial)));
                    if (said[^1].Contains(wanted, StringComparison.Ordinal))
                    {
                        await writer.WriteLineAsync("235 2.7.0 welcome");
                        break;
                    }

                    // RFC 7628 section 3.2.3: the failure in a challenge, then an empty answer, then the refusal.
                    await writer.WriteLineAsync("334 " + Convert.ToBase64String("{\"status\":\"401\"}"u8));
                    await reader.ReadLineAsync();
                    await writer.WriteLineAsync("535 5.7.8 no");
                    break;
                case ["QUIT"]:
                    await writer.WriteLineAsync("221 bye");
                    return;
            }
        }
    }

    /// <summary>A token endpoint: every token has another number.</summary>
    private sealed class Endpoint : IDisposable
    {
        private readonly HttpListener listener = new();
        private int given;

        public Endpoint()
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/token");
            free.Stop();
            listener.Prefixes.Add(Url.GetLeftPart(UriPartial.Authority) + "/");
            listener.Start();
            _ = ServeAsync();
        }

        public Uri Url { get; }

        public List<string> Asked { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string Extra { get; set; } = "";

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    using (var reader = new StreamReader(context.Request.InputStream))
                    {
                        Asked.Add(await reader.ReadToEndAsync());
                    }

                    context.Response.StatusCode = (int)Status;
                    var token = Status == HttpStatusCode.OK ? $",\"access_token\":\"token-{++given}\"" : "";
                    var body = Encoding.UTF8.GetBytes($"{{\"token_type\":\"Bearer\",\"expires_in\":3600{token}{Extra}}}");
                    await context.Response.OutputStream.WriteAsync(body);
                    context.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
