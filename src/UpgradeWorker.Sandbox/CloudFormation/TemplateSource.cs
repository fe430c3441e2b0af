using System.Text;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Where a request's template comes from: exactly one of TemplateBody (1 to 51,200 bytes), TemplateURL (an S3
/// object, up to 1 MB) and UsePreviousTemplate
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html).</summary>
internal static class TemplateSource
{
    private const int LargestBody = 51_200;
    private const int LongestUrl = 5120;
    private const int LargestObject = 1_048_576;

    /// <summary>Null when the request names none.</summary>
    public static Template? Read(SandboxWorld world, QueryCall call, EmulatedStack? stack)
    {
        var (body, url) = (call.Text("TemplateBody"), call.Text("TemplateURL"));
        var previous = call.Flag("UsePreviousTemplate") ?? false;
        if ((body is null ? 0 : 1) + (url is null ? 0 : 1) + (previous ? 1 : 0) > 1)
        {
            throw AwsException.Validation("Only one of TemplateBody, TemplateURL and UsePreviousTemplate can be specified.");
        }

        if (previous)
        {
            return stack?.Template ?? throw AwsException.Validation("UsePreviousTemplate needs a stack that has a template.");
        }

        RequestSettings.RefuseLonger(call, "TemplateURL", LongestUrl);
        if (body is not null)
        {
            return Encoding.UTF8.GetByteCount(body) is >= 1 and <= LargestBody
                ? TemplateReader.Read(body)
                : throw AwsException.Validation(
                    $"1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to {LargestBody}");
        }

        return url is null ? null : TemplateReader.Read(Download(world, url));
    }

    public static Template Demand(SandboxWorld world, QueryCall call, EmulatedStack? stack) =>
        Read(world, call, stack) ?? throw AwsException.Validation("Either Template URL or Template Body must be specified.");

    private static string Download(SandboxWorld world, string url)
    {
        var (bucket, key) = S3Address(url);
        var found = world.Resources.Find("AWS::S3::Bucket", bucket) as S3Bucket;
        if (found is null || !found.Objects.TryGetValue(key, out var item))
        {
            throw AwsException.Validation(
                "S3 error: The specified key does not exist.\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html");
        }

        return item.Content.Length <= LargestObject
            ? Encoding.UTF8.GetString(item.Content)
            : throw AwsException.Validation($"Template may not exceed {LargestObject} bytes in size.");
    }

    // https://BUCKET.s3.REGION.amazonaws.com/KEY, https://s3.REGION.amazonaws.com/BUCKET/KEY, and this sandbox's own address.
    private static (string Bucket, string Key) S3Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Contains("s3-website", StringComparison.Ordinal))
        {
            throw NotS3(url);
        }

        var path = Uri.UnescapeDataString(uri.AbsolutePath).TrimStart('/');
        var marker = uri.Host.IndexOf(".s3", StringComparison.Ordinal);
        if (uri.Host.EndsWith(".amazonaws.com", StringComparison.Ordinal) && marker > 0)
        {
            return (uri.Host[..marker], path);
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return (uri.IsLoopback || uri.Host.StartsWith("s3", StringComparison.Ordinal)) && slash > 0
            ? (path[..slash], path[(slash + 1)..])
            : throw NotS3(url);
    }

    private static AwsException NotS3(string url) => AwsException.Validation($"TemplateURL must be a supported URL: {url}");
}
