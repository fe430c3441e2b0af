using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>Asks AWS Marketplace which versions of a product there are. It tells no template.</summary>
internal static class MarketplaceSource
{
    public static async Task<SourceReading> ReadAsync(
        TemplateSourceSettings.Marketplace source, MarketplaceGateway marketplace, CancellationToken cancellationToken)
    {
        var versions = await marketplace.VersionsAsync(source.ProductId, cancellationToken);
        return versions.Count > 0
            ? new() { Announced = [.. versions.Select(one => new AnnouncedRelease(one.Version, VersionInText.Find(one.Version)?.ToString(), one.ReleaseNotes))] }
            : SourceReading.Failed(
                new Finding("NoVersions", $"AWS Marketplace names no version of {source.ProductId}; give the id of a product that is delivered by CloudFormation or AMI."),
                mayPass: false);
    }
}
