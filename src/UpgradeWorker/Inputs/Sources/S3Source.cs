using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>Reads the template objects below a prefix of a bucket, those of the newest versions first.</summary>
internal static class S3Source
{
    /// <summary>More versions than a stack will ever be upgraded through; older ones are left alone.</summary>
    public const int MostObjects = 500;

    /// <summary>How many are fetched in one look; the rest follows in the next.</summary>
    private const int MostFetched = 50;

    public static async Task<SourceReading> ReadAsync(
        TemplateSourceSettings.S3 source, IReadOnlyList<KnownTemplate> known, TemplateObjects objects, CancellationToken cancellationToken)
    {
        var listed = (await objects.ListAsync(source.Bucket, source.Prefix, cancellationToken)).Where(one => TemplateText.HasTemplateName(one.Key));
        var newest = listed
            .OrderByDescending(one => VersionInText.Find(one.Key))
            .ThenByDescending(one => one.LastModified)
            .ThenBy(one => one.Key, StringComparer.Ordinal)
            .Take(MostObjects)
            .ToList();
        var before = known.ToDictionary(one => one.Item, StringComparer.Ordinal);
        var offers = new List<OfferedTemplate>();
        var (fetched, mayPass) = (0, false);
        Finding? wrong = null;
        foreach (var one in newest)
        {
            if (before.GetValueOrDefault(one.Key) is { Validators.ETag: { } etag } last && etag == one.ETag)
            {
                offers.Add(new(one.Key, last.Sha256, null, last.Validators));
            }
            else if (fetched < MostFetched)
            {
                fetched++;
                var (offer, fault, passing) = await FetchAsync(source, one, objects, cancellationToken);
                (wrong, mayPass) = wrong is null ? (fault, passing) : (wrong, mayPass);
                if (offer is not null)
                {
                    offers.Add(offer);
                }
            }
        }

        return new() { Offers = offers, Wrong = wrong, MayPass = mayPass, LookSoon = wrong is null && offers.Count < newest.Count };
    }

    /// <summary>One object; null where it is gone since it was listed.</summary>
    public static async Task<(OfferedTemplate? Offer, Finding? Wrong, bool MayPass)> FetchAsync(
        TemplateSourceSettings.S3 source, TemplateObject one, TemplateObjects objects, CancellationToken cancellationToken)
    {
        var name = $"s3://{source.Bucket}/{one.Key}";
        if (one.Length > TemplateText.MostBytes)
        {
            return (null, TemplateText.TooLarge(name), false);
        }

        try
        {
            if (await objects.ReadAsync(source.Bucket, one.Key, TemplateText.MostBytes, cancellationToken) is not { } content)
            {
                return (null, null, false);
            }

            var (body, sha256, wrong) = TemplateText.Read(content.Bytes, name);
            return (body is null ? null : new OfferedTemplate(one.Key, sha256, body, new Validators(content.ETag, null)), wrong, false);
        }
        catch (AwsFaultException fault)
        {
            return (null, fault.ToFinding(), fault.IsRetryable);
        }
    }
}
