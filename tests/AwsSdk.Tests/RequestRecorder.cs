using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Web;

namespace AwsSdk.Tests;

/// <summary>A server on loopback that keeps what it is sent and answers every action with nothing in it.</summary>
internal sealed class RequestRecorder : IDisposable
{
    private readonly HttpListener listener = new();

    public RequestRecorder()
    {
        Endpoint = new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(Endpoint.ToString());
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>The last form of each action.</summary>
    public ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Forms { get; } = new();

    public void Dispose() => listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var form = HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
            var action = form["Action"] ?? "";
            Forms[action] = form.AllKeys.OfType<string>().ToDictionary(key => key, key => form[key] ?? "");
            context.Response.ContentType = "text/xml";
            using var writer = new StreamWriter(context.Response.OutputStream);
            await writer.WriteAsync($"<{action}Response><{action}Result/><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{action}Response>");
        }
    }
}
