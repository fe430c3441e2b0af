using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>Serves a <see cref="SandboxServer"/> over HTTP, on the loopback address only.</summary>
public sealed class KestrelHost : IAsyncDisposable
{
    private const long LargestBody = 64 * 1024 * 1024;
    private readonly WebApplication application;

    private KestrelHost(WebApplication application, Uri endpoint)
    {
        this.application = application;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>Begins to listen; port 0 takes any free one.</summary>
    public static Task<KestrelHost> StartAsync(SandboxServer server, int port, CancellationToken token) => StartAsync(server.HandleAsync, port, token);

    /// <summary>The same for whatever answers, so that tests can stand between caller and server.</summary>
    internal static async Task<KestrelHost> StartAsync(
        Func<SandboxRequest, CancellationToken, Task<SandboxResponse>> answer, int port, CancellationToken token)
    {
        // The empty builder reads no environment and no files: nothing outside decides where this listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
            options.Listen(IPAddress.Loopback, port);
        });
        var application = builder.Build();
        application.Run(context => AnswerAsync(answer, context));
        await application.StartAsync(token);
        var address = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new KestrelHost(application, new Uri(address));
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task AnswerAsync(Func<SandboxRequest, CancellationToken, Task<SandboxResponse>> answer, HttpContext context)
    {
        var token = context.RequestAborted;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, token);
        var headers = context.Request.Headers.ToDictionary(
            h => h.Key, h => string.Join(',', h.Value.ToArray()), StringComparer.OrdinalIgnoreCase);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var request = new SandboxRequest(
            context.Request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            headers,
            body.ToArray());
        var response = await answer(request, token);
        if (response.Aborted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (request.Method != "HEAD" && response.Status is not (204 or 304))
        {
            context.Response.ContentLength = response.Body.Length;
            await context.Response.Body.WriteAsync(response.Body, token);
        }
    }
}
