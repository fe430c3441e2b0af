using System.Text.RegularExpressions;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>
/// Reads a Systems Manager parameter. It holds the address of a template, which is then fetched, or the id of an AMI, such as
/// AWS Marketplace keeps for each product: another id than before is a sign of a new release.
/// </summary>
internal static partial class ParameterSource
{
    public static async Task<SourceReading> ReadAsync(
        TemplateSourceSettings.Parameter source, IReadOnlyList<KnownTemplate> known, StackClients clients, Downloads downloads, CancellationToken cancellationToken)
    {
        var value = (await clients.Secrets.ReadAsync(source.Path, cancellationToken)).Trim();
        if (ImageId().IsMatch(value))
        {
            return new() { Announced = [new AnnouncedRelease(value, null, null)] };
        }

        if (ObjectAddress().Match(value) is { Success: true } address)
        {
            return await FromBucketAsync(source, address.Groups["bucket"].Value, address.Groups["key"].Value, known, clients.TemplateObjects, cancellationToken);
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var url) && Downloads.IsTrustworthy(url) && url.UserInfo.Length == 0
            // An entity tag means something at its own address only.
            ? await UrlSource.ReadAsync(url, new TemplateSourceSettings.Url(url).Name, known, downloads, cancellationToken)
            // What the parameter holds is not shown: it may be meant for somebody else.
            : SourceReading.Failed(
                new Finding("ParameterUnusable", $"The parameter {source.Path} holds neither an https or s3:// address of a template nor the id of an AMI; "
                    + "give the name of one that does."),
                mayPass: false);
    }

    private static async Task<SourceReading> FromBucketAsync(
        TemplateSourceSettings.Parameter source, string bucket, string key, IReadOnlyList<KnownTemplate> known, TemplateObjects objects, CancellationToken cancellationToken)
    {
        var name = $"s3://{bucket}/{key}";
        if (await objects.ReadAsync(bucket, key, TemplateText.MostBytes, cancellationToken) is not { } content)
        {
            return SourceReading.Failed(new Finding("TemplateMissing", $"{name}, which the parameter {source.Path} names, is not there."), mayPass: false);
        }

        var (body, sha256, wrong) = TemplateText.Read(content.Bytes, name);
        return (wrong ?? TemplateText.Complaint(body!, name)) is { } complaint
            ? SourceReading.Failed(complaint, mayPass: false)
            : new() { Offers = [new OfferedTemplate(UrlSource.Item, sha256, known.Any(one => one.Sha256 == sha256) ? null : body, null)] };
    }

    [GeneratedRegex("^ami-[0-9a-f]{8,17}$", RegexOptions.NonBacktracking)]
    private static partial Regex ImageId();

    [GeneratedRegex("^s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(?<key>[^?#]{1,1024})$", RegexOptions.NonBacktracking)]
    private static partial Regex ObjectAddress();
}
