namespace UpgradeWorker.Sandbox.World;

/// <summary>A way in which an emulated product of AWS Marketplace can be had.</summary>
/// <param name="Kind">Name of the member that holds it, such as <c>cloudFormationFulfillmentOption</c>.</param>
/// <param name="Version">Null = it has none, as software as a service.</param>
/// <param name="ReleaseNotes">Null = left out of the answer.</param>
public sealed record MarketplaceOption(string Kind, string? Version, string? ReleaseNotes = null)
{
    public const string CloudFormation = "cloudFormationFulfillmentOption";
    public const string MachineImage = "amazonMachineImageFulfillmentOption";
}
