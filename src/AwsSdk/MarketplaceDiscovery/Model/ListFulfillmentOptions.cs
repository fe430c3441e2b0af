using Amazon.Runtime;

namespace Amazon.MarketplaceDiscovery.Model;

/// <summary>Asks how a product can be had (API reference: ListFulfillmentOptions).</summary>
public class ListFulfillmentOptionsRequest : AmazonMarketplaceDiscoveryRequest
{
    /// <summary>Such as <c>prod-0123456789abc</c>; required.</summary>
    public string? ProductId { get; set; }

    /// <summary>1 to 50.</summary>
    public int? MaxResults { get; set; }

    /// <summary>From the page before; null = the first page.</summary>
    public string? NextToken { get; set; }
}

/// <summary>A page of the ways in which a product can be had.</summary>
public class ListFulfillmentOptionsResponse : AmazonWebServiceResponse
{
    public List<FulfillmentOption>? FulfillmentOptions { get; set; }

    /// <summary>Null = this is the last page.</summary>
    public string? NextToken { get; set; }
}
