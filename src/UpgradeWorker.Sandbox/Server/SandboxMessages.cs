using System.Text;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>A request as it came over the wire: <paramref name="Path"/> percent-encoded as sent, <paramref name="Query"/>
/// without the question mark as sent, header names compared without case.</summary>
public sealed record SandboxRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string Text => Encoding.UTF8.GetString(Body.Span);
}

/// <summary>An answer. <paramref name="Aborted"/> = the connection breaks instead of answering.</summary>
public sealed record SandboxResponse(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, bool Aborted = false)
{
    public static SandboxResponse Of(int status, string contentType, string body, string? requestId = null)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType };
        if (requestId is not null)
        {
            headers["x-amzn-RequestId"] = requestId;
        }

        return new SandboxResponse(status, headers, Encoding.UTF8.GetBytes(body));
    }

    public string Text => Encoding.UTF8.GetString(Body);
}
