using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.S3;

/// <summary>The few operations of S3 that templates need, with path-style addresses
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html).</summary>
public sealed class S3Service(SandboxWorld world) : EmulatedService(world, "s3")
{
    private static readonly XNamespace Ns = "http://s3.amazonaws.com/doc/2006-03-01/";

    public override string OperationOf(SandboxRequest request) => (request.Method, Key(request).Length > 0) switch
    {
        ("GET", true) => "GetObject",
        ("HEAD", true) => "HeadObject",
        ("PUT", true) => "PutObject",
        ("DELETE", true) => "DeleteObject",
        ("GET", false) when Bucket(request).Length > 0 => "ListObjectsV2",
        ("PUT", false) when Bucket(request).Length > 0 => "CreateBucket",
        ("HEAD", false) => "HeadBucket",
        var (method, _) => $"{method} {request.Path}",
    };

    public override SandboxResponse Handle(SandboxRequest request, string operation, string requestId)
    {
        RefuseWhatIsNotEmulated(request, operation);
        return Answer(request, operation, requestId);
    }

    // Sub-resources ("?acl"), parts of objects and conditions would change what is asked for.
    private static void RefuseWhatIsNotEmulated(SandboxRequest request, string operation)
    {
        var other = operation == "ListObjectsV2"
            ? null
            : request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')[0]).FirstOrDefault(name => name != "x-id");
        other ??= request.Headers.Keys.FirstOrDefault(name =>
            name.StartsWith("if-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("range", StringComparison.OrdinalIgnoreCase)
            || name.Equals("x-amz-copy-source", StringComparison.OrdinalIgnoreCase));
        if (other is not null)
        {
            throw new AwsException("NotImplemented", $"The sandbox does not emulate '{other}' of {operation}.", 501);
        }
    }

    private SandboxResponse Answer(SandboxRequest request, string operation, string requestId) => operation switch
    {
        "GetObject" => Content(Find(request), requestId, withBody: true),
        "HeadObject" => Content(Find(request), requestId, withBody: false),
        "PutObject" => Put(request, requestId),
        "DeleteObject" => Delete(request, requestId),
        "ListObjectsV2" => List(request, requestId),
        "CreateBucket" => Create(request, requestId),
        "HeadBucket" => Head(request, requestId),
        _ => throw new AwsException("NotImplemented", $"The sandbox does not emulate {operation} of s3.", 501),
    };

    public override SandboxResponse Error(AwsException error, string requestId) => SandboxResponse.Of(
        error.Status,
        "application/xml",
        new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            new XElement("RequestId", requestId)).ToString(SaveOptions.DisableFormatting),
        requestId);

    // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    public override AwsException Refusal(RefusalKind kind, string detail) => kind switch
    {
        RefusalKind.NotSigned or RefusalKind.AccessDenied => new("AccessDenied", "Access Denied", 403),
        RefusalKind.WrongSignature => new("SignatureDoesNotMatch", detail, 403),
        RefusalKind.UnknownKey => new("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403),
        RefusalKind.ExpiredToken => new("ExpiredToken", "The provided token has expired."),
        RefusalKind.SkewedClock => new("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403),
        RefusalKind.Throttled => new("SlowDown", "Please reduce your request rate.", 503),
        RefusalKind.Unavailable => new("ServiceUnavailable", detail, 503),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private SandboxResponse Put(SandboxRequest request, string requestId)
    {
        var bucket = FindBucket(request);
        var content = AwsChunked.Decode(request);
        var item = new S3Object(
            Key(request), content, request.Header("content-type") ?? "binary/octet-stream", ETag(content), World.Now);
        bucket.Objects[item.Key] = item;
        return Answer(200, [], requestId, ("ETag", $"\"{item.ETag}\""));
    }

    private SandboxResponse Delete(SandboxRequest request, string requestId)
    {
        FindBucket(request).Objects.Remove(Key(request));
        return Answer(204, [], requestId);
    }

    private SandboxResponse Create(SandboxRequest request, string requestId)
    {
        if (World.Resources.Find("AWS::S3::Bucket", Bucket(request)) is not null)
        {
            throw new AwsException("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", 409);
        }

        World.Resources.Add(new S3Bucket(Bucket(request), [], World.Now));
        return Answer(200, [], requestId, ("Location", $"/{Bucket(request)}"));
    }

    private SandboxResponse Head(SandboxRequest request, string requestId)
    {
        FindBucket(request);
        return Answer(200, [], requestId, ("x-amz-bucket-region", World.Options.Region));
    }

    private SandboxResponse List(SandboxRequest request, string requestId)
    {
        var bucket = FindBucket(request);
        var query = request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .ToDictionary(p => p[0], p => Uri.UnescapeDataString(p.ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal);
        foreach (var name in query.Keys.Where(n => n is not ("list-type" or "prefix" or "max-keys" or "continuation-token" or "encoding-type") && !(n == "delimiter" && query[n].Length == 0)))
        {
            throw new AwsException("NotImplemented", $"The sandbox does not emulate '{name}' of ListObjectsV2.", 501);
        }

        var (prefix, after) = (query.GetValueOrDefault("prefix", ""), query.GetValueOrDefault("continuation-token", ""));
        var size = int.TryParse(query.GetValueOrDefault("max-keys"), CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, World.Options.ListPage) : World.Options.ListPage;
        var matching = bucket.Objects.Values
            .Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(o.Key, after) > 0)
            .ToList();
        var page = matching.Take(size).ToList();
        var cut = page.Count < matching.Count;
        var body = new XElement(
            Ns + "ListBucketResult",
            new XElement(Ns + "Name", bucket.PhysicalId),
            new XElement(Ns + "Prefix", prefix),
            new XElement(Ns + "KeyCount", page.Count),
            new XElement(Ns + "MaxKeys", size),
            new XElement(Ns + "IsTruncated", cut),
            cut ? new XElement(Ns + "NextContinuationToken", page[^1].Key) : null,
            page.Select(o => new XElement(
                Ns + "Contents",
                new XElement(Ns + "Key", o.Key),
                new XElement(Ns + "LastModified", o.LastModified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
                new XElement(Ns + "ETag", $"\"{o.ETag}\""),
                new XElement(Ns + "Size", o.Content.Length),
                new XElement(Ns + "StorageClass", "STANDARD"))));
        return SandboxResponse.Of(200, "application/xml", body.ToString(SaveOptions.DisableFormatting), requestId);
    }

    private static SandboxResponse Content(S3Object item, string requestId, bool withBody)
    {
        var answer = Answer(
            200,
            withBody ? item.Content : [],
            requestId,
            ("ETag", $"\"{item.ETag}\""),
            ("Content-Type", item.ContentType),
            ("Last-Modified", item.LastModified.ToString("R", CultureInfo.InvariantCulture)));
        return withBody ? answer : answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Content-Length"] = $"{item.Content.Length}" } };
    }

    private S3Object Find(SandboxRequest request) =>
        FindBucket(request).Objects.GetValueOrDefault(Key(request))
        ?? throw new AwsException("NoSuchKey", "The specified key does not exist.", 404);

    private S3Bucket FindBucket(SandboxRequest request) =>
        World.Resources.Find("AWS::S3::Bucket", Bucket(request)) as S3Bucket
        ?? throw new AwsException("NoSuchBucket", "The specified bucket does not exist", 404);

    private static string Bucket(SandboxRequest request) => Parts(request)[0];

    private static string Key(SandboxRequest request) => Parts(request) is [_, var key] ? key : "";

    private static string[] Parts(SandboxRequest request) => [.. request.Path.TrimStart('/').Split('/', 2).Select(Uri.UnescapeDataString)];

    private static SandboxResponse Answer(int status, byte[] body, string requestId, params (string Name, string Value)[] headers)
    {
        Dictionary<string, string> all = new(StringComparer.OrdinalIgnoreCase) { ["x-amz-request-id"] = requestId };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return new SandboxResponse(status, all, body);
    }

    // S3's ETag of an object put in one piece is the MD5 of its content.
#pragma warning disable CA5351
    private static string ETag(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
}
