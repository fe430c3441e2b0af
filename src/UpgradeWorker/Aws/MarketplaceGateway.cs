using Amazon.MarketplaceDiscovery.Model;

namespace UpgradeWorker.Aws;

/// <summary>Asks AWS Marketplace what a product's versions are (Marketplace Discovery API).</summary>
public sealed class MarketplaceGateway
{
    private const int PageSize = 50;

    private readonly AwsClients clients;

    internal MarketplaceGateway(AwsClients clients) => this.clients = clients;

    /// <summary>
    /// The versions in which a product is delivered by CloudFormation; if there are none, by AMI. Each once, in the order of the answer.
    /// </summary>
    /// <param name="productId">Such as <c>prod-0123456789abc</c>.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<IReadOnlyList<MarketplaceVersion>> VersionsAsync(string productId, CancellationToken cancellationToken)
    {
        var options = await Pages.AllAsync(
            token => clients.Calls.InvokeAsync(
                AwsOperations.ListFulfillmentOptions,
                attempt => clients.Marketplace.ListFulfillmentOptionsAsync(
                    new ListFulfillmentOptionsRequest { ProductId = productId, MaxResults = PageSize, NextToken = token }, attempt),
                cancellationToken),
            answer => answer.NextToken,
            answer => answer.FulfillmentOptions);
        var stacks = Versions(options.Select(option => option.CloudFormationFulfillmentOption));
        return stacks.Count > 0 ? stacks : Versions(options.Select(option => option.AmazonMachineImageFulfillmentOption));
    }

    private static List<MarketplaceVersion> Versions(IEnumerable<VersionedFulfillmentOption?> options) =>
    [
        .. options.Where(option => option?.FulfillmentOptionVersion is { Length: > 0 })
            .Select(option => new MarketplaceVersion(option!.FulfillmentOptionVersion!, Answers.NullIfEmpty(option.ReleaseNotes)))
            .DistinctBy(version => version.Version),
    ];
}

/// <summary>A version of a product in AWS Marketplace.</summary>
/// <param name="Version">In the vendor's words.</param>
/// <param name="ReleaseNotes">Null = none.</param>
public sealed record MarketplaceVersion(string Version, string? ReleaseNotes);
