using System.Net;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>Carries HttpClient's requests to a server in the same process.</summary>
internal sealed class SandboxHttpHandler(SandboxServer server) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("A request needs an address.");
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = request.Headers.Host ?? uri.Authority,
        };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = string.Join(',', values);
        }

        byte[] body = [];
        if (request.Content is { } content)
        {
            body = await content.ReadAsByteArrayAsync(cancellationToken);
            foreach (var (name, values) in content.Headers.NonValidated)
            {
                headers[name] = string.Join(',', values);
            }
        }

        var sent = new SandboxRequest(request.Method.Method, uri.AbsolutePath, uri.Query.TrimStart('?'), headers, body);
        var response = await server.HandleAsync(sent, cancellationToken);
        if (response.Aborted)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded, "The connection was closed before the answer came.", new IOException("Connection reset."));
        }

        return Translate(response, request);
    }

    private static HttpResponseMessage Translate(SandboxResponse response, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(response.Body),
        };
        foreach (var (name, value) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
