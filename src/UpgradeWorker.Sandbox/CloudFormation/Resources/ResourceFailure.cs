namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>A service refuses what CloudFormation asks of it: the resource fails with this text as its status reason.</summary>
internal sealed class ResourceFailure(string reason) : Exception(reason);
