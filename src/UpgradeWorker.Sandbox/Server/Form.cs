using System.Net;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>Form fields, from the body or (for a GET) from the query.</summary>
internal static class Form
{
    public static IReadOnlyDictionary<string, string> Parse(SandboxRequest request)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        var text = request.Body.Length > 0 ? request.Text : request.Query;
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            fields[WebUtility.UrlDecode(key)] = WebUtility.UrlDecode(value);
        }

        return fields;
    }
}
