using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace UpgradeWorker.Tests.Sources;

/// <summary>A real web server on loopback; what it answers is the test's to say.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly List<string> asked = [];

    private WebHost(WebApplication application) => this.application = application;

    public Uri Address { get; private set; } = null!;

    public required RequestDelegate Answer { get; set; }

    /// <summary>Path and validators of each request, in order.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>Serves the text at every path.</summary>
    public static Task<WebHost> ServingAsync(string body) => StartAsync(context => context.Response.WriteAsync(body));

    /// <param name="answer">Answers every request.</param>
    /// <param name="tls">Whether it speaks TLS, with a certificate that nobody vouches for.</param>
    public static async Task<WebHost> StartAsync(RequestDelegate answer, bool tls = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (tls)
            {
                listen.UseHttps(Certificate());
            }
        }));
        if (tls)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var application = builder.Build();
        var host = new WebHost(application) { Answer = answer };
        application.Run(async context =>
        {
            lock (host.asked)
            {
                host.asked.Add($"{context.Request.Path}{context.Request.QueryString} {context.Request.Headers.IfNoneMatch}{context.Request.Headers.IfModifiedSince}".Trim());
            }

            await host.Answer(context);
        });
        await application.StartAsync();
        host.Address = new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return host;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
