using Amazon.S3.Model;

namespace UpgradeWorker.Aws;

/// <summary>Reads templates that lie in a bucket.</summary>
public sealed class TemplateObjects
{
    private readonly AwsClients clients;

    internal TemplateObjects(AwsClients clients) => this.clients = clients;

    /// <summary>All objects below a prefix, over all pages.</summary>
    public Task<IReadOnlyList<TemplateObject>> ListAsync(string bucket, string prefix, CancellationToken cancellationToken) => Pages.AllAsync(
        token => clients.Calls.InvokeAsync(
            AwsOperations.ListObjectsV2,
            attempt => clients.S3.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, ContinuationToken = token }, attempt),
            cancellationToken),
        answer => answer.IsTruncated == true ? answer.NextContinuationToken : null,
        answer => answer.S3Objects?.Select(one => new TemplateObject(one.Key, one.ETag, one.Size ?? 0, one.LastModified.Utc())));

    /// <summary>An object's bytes; null when it is not there.</summary>
    /// <param name="bucket">Its bucket.</param>
    /// <param name="key">Its key.</param>
    /// <param name="mostBytes">Of a longer object one byte more than this is returned, and no more is read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TemplateContent?> ReadAsync(string bucket, string key, int mostBytes, CancellationToken cancellationToken)
    {
        try
        {
            return await clients.Calls.InvokeAsync(
                AwsOperations.GetObject,
                async attempt =>
                {
                    using var answer = await clients.S3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, attempt);
                    return new TemplateContent(await BytesAsync(answer.ResponseStream, mostBytes + 1, attempt), answer.ETag);
                },
                cancellationToken);
        }
        catch (AwsFaultException fault) when (fault is { Kind: AwsFaultKind.Gone, ErrorCode: "NoSuchKey" })
        {
            return null;
        }
    }

    private static async Task<byte[]> BytesAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var block = new byte[65_536];
        int read;
        while (bytes.Length < most && (read = await stream.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, most - bytes.Length)), cancellationToken)) > 0)
        {
            bytes.Write(block, 0, read);
        }

        return bytes.ToArray();
    }
}

/// <summary>An object as a listing shows it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ETag">Changes whenever its content does.</param>
/// <param name="Length">In bytes.</param>
/// <param name="LastModified">Null = not told.</param>
public sealed record TemplateObject(string Key, string ETag, long Length, DateTimeOffset? LastModified);

/// <summary>An object's content.</summary>
/// <param name="Bytes">All of it, or more than was asked for.</param>
/// <param name="ETag">As in the listing.</param>
public sealed record TemplateContent(byte[] Bytes, string ETag);
