using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>The parts of an <c>Authorization: AWS4-HMAC-SHA256 …</c> header.</summary>
internal sealed record SigV4Header(
    string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const string Scheme = "AWS4-HMAC-SHA256";

    /// <summary>Null when the header is absent or not of this form.</summary>
    public static SigV4Header? Parse(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = header[Scheme.Length..].Split(',')
            .Select(p => p.Trim().Split('=', 2))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var scope = parts.GetValueOrDefault("Credential", "").Split('/');
        return scope.Length == 5
            && scope[4] == "aws4_request"
            && parts.TryGetValue("SignedHeaders", out var signed)
            && parts.TryGetValue("Signature", out var signature)
            ? new SigV4Header(scope[0], scope[1], scope[2], scope[3], signed.Split(';'), signature)
            : null;
    }
}

/// <summary>AWS Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).</summary>
internal static class SigV4
{
    /// <summary>The signature that the holder of <paramref name="secret"/> puts on this request.</summary>
    public static string Sign(SandboxRequest request, SigV4Header header, string secret)
    {
        var canonical = CanonicalRequest(request, header);
        var scope = $"{header.Date}/{header.Region}/{header.Service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{request.Header("x-amz-date")}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), header.Date);
        key = Hmac(Hmac(Hmac(key, header.Region), header.Service), "aws4_request");
        return Convert.ToHexStringLower(Hmac(key, toSign));
    }

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static bool SameSignature(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    /// <summary>The instant of an <c>x-amz-date</c>; null when it is not one.</summary>
    public static DateTimeOffset? Instant(string? amzDate) =>
        DateTimeOffset.TryParseExact(
            amzDate, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    private static string CanonicalRequest(SandboxRequest request, SigV4Header header)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n').Append(CanonicalPath(request.Path, header.Service)).Append('\n');
        text.Append(CanonicalQuery(request.Query)).Append('\n');
        foreach (var name in header.SignedHeaders)
        {
            text.Append(name).Append(':').Append(Squeeze(request.Header(name) ?? "")).Append('\n');
        }

        text.Append('\n').AppendJoin(';', header.SignedHeaders).Append('\n');
        text.Append(request.Header("x-amz-content-sha256") ?? Hash(request.Body.Span));
        return text.ToString();
    }

    // All services but S3 encode the path a second time.
    private static string CanonicalPath(string path, string service)
    {
        var sent = path.Length == 0 ? "/" : path;
        return service == "s3" ? sent : string.Join('/', sent.Split('/').Select(Uri.EscapeDataString));
    }

    private static string CanonicalQuery(string query) => string.Join(
        '&',
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Select(p => (Key: Recode(p[0]), Value: p.Length > 1 ? Recode(p[1]) : ""))
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Key}={p.Value}"));

    private static string Recode(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));

    private static string Squeeze(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
