namespace Amazon.MarketplaceDiscovery.Model;

/// <summary>One way in which a product can be had; the member that fits is set. Other ways than these two leave both null.</summary>
public class FulfillmentOption
{
    public CloudFormationFulfillmentOption? CloudFormationFulfillmentOption { get; set; }

    public AmazonMachineImageFulfillmentOption? AmazonMachineImageFulfillmentOption { get; set; }
}

/// <summary>What the ways that have versions have in common.</summary>
public abstract class VersionedFulfillmentOption
{
    public string? FulfillmentOptionId { get; set; }

    public string? FulfillmentOptionName { get; set; }

    public string? FulfillmentOptionType { get; set; }

    public string? FulfillmentOptionDisplayName { get; set; }

    public string? FulfillmentOptionVersion { get; set; }

    public string? ReleaseNotes { get; set; }

    public string? UsageInstructions { get; set; }
}

/// <summary>Delivery as a CloudFormation template.</summary>
public class CloudFormationFulfillmentOption : VersionedFulfillmentOption;

/// <summary>Delivery as an Amazon Machine Image.</summary>
public class AmazonMachineImageFulfillmentOption : VersionedFulfillmentOption;
