using System.Security.Cryptography;
using System.Text;
using Amazon.S3.Model;

namespace UpgradeWorker.Aws;

/// <summary>Puts templates that are too long to be sent into a bucket, from where CloudFormation reads them.</summary>
public sealed class TemplateUploads
{
    /// <summary>Longest template that can be sent with the request (CloudFormation API Reference, CreateChangeSet, TemplateBody).</summary>
    public const int LongestBody = 51_200;

    /// <summary>Longest template at all (same place, TemplateURL).</summary>
    public const int LongestTemplate = 1_048_576;

    private readonly AwsClients clients;

    internal TemplateUploads(AwsClients clients) => this.clients = clients;

    /// <summary>Whether a template has to be uploaded before it can be used.</summary>
    public static bool IsNeededFor(string template) => Encoding.UTF8.GetByteCount(template) > LongestBody;

    /// <summary>Uploads a template under a key that its content decides, unless it is there already.</summary>
    /// <param name="bucket">A bucket in the stack's region.</param>
    /// <param name="prefix">What keys begin with, such as <c>templates/</c>; may be empty.</param>
    /// <param name="template">The text, up to 1 MB.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The address that a change set takes.</returns>
    public async Task<Uri> UploadAsync(string bucket, string prefix, string template, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(template);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, LongestTemplate, nameof(template));
        var hash = SHA256.HashData(bytes);
        var key = $"{prefix}{Convert.ToHexStringLower(hash)}.template";
        if (!await IsThereAsync(bucket, key, bytes.Length, cancellationToken))
        {
            await clients.Calls.InvokeAsync(
                AwsOperations.PutObject,
                async attempt =>
                {
                    using var content = new MemoryStream(bytes, writable: false);
                    return await clients.S3.PutObjectAsync(
                        new PutObjectRequest
                        {
                            BucketName = bucket,
                            Key = key,
                            InputStream = content,
                            UseChunkEncoding = false,
                            ContentType = "text/plain; charset=utf-8",
                            ChecksumSHA256 = Convert.ToBase64String(hash),
                        },
                        attempt);
                },
                cancellationToken);
        }

        return Address(bucket, key);
    }

    /// <summary>Without s3:ListBucket a missing object answers 403; then it is written again, which changes nothing.</summary>
    private async Task<bool> IsThereAsync(string bucket, string key, long length, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.HeadObject,
                attempt => clients.S3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = key }, attempt),
                cancellationToken);
            return answer.ContentLength == length;
        }
        catch (AwsFaultException fault) when (fault.Kind is AwsFaultKind.Gone or AwsFaultKind.AccessDenied)
        {
            return false;
        }
    }

    private Uri Address(string bucket, string key)
    {
        var config = clients.S3.Config;
        if (config.ServiceURL is { Length: > 0 } overridden)
        {
            return new Uri($"{overridden.TrimEnd('/')}/{bucket}/{key}");
        }

        // A name with dots does not fit the wildcard of the virtual-hosted address' certificate.
        var host = $"s3.{clients.Connection.Region}.{config.RegionEndpoint.PartitionDnsSuffix}";
        return new Uri(bucket.Contains('.', StringComparison.Ordinal) ? $"https://{host}/{bucket}/{key}" : $"https://{bucket}.{host}/{key}");
    }
}
