using System.Globalization;
using System.Text;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.S3;

/// <summary>Bodies that a client signs chunk by chunk
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html). The chunks' own signatures are not judged.</summary>
internal static class AwsChunked
{
    public static byte[] Decode(SandboxRequest request)
    {
        var body = request.Body.Span;
        if (request.Header("x-amz-content-sha256")?.StartsWith("STREAMING-", StringComparison.Ordinal) != true)
        {
            return body.ToArray();
        }

        using var content = new MemoryStream();
        while (true)
        {
            var end = body.IndexOf("\r\n"u8);
            if (end < 0)
            {
                throw Malformed();
            }

            var header = Encoding.ASCII.GetString(body[..end]).Split(';')[0];
            if (!int.TryParse(header, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size) || body.Length < end + 2 + size)
            {
                throw Malformed();
            }

            if (size == 0)
            {
                return content.ToArray();
            }

            content.Write(body.Slice(end + 2, size));
            body = body[Math.Min(body.Length, end + 2 + size + 2)..];
        }
    }

    private static AwsException Malformed() => new("IncompleteBody", "The body is not in the aws-chunked form that its header announces.");
}
