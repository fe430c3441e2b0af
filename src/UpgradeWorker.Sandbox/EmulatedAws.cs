using UpgradeWorker.Sandbox.CloudFormation;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.ElastiCache;
using UpgradeWorker.Sandbox.Marketplace;
using UpgradeWorker.Sandbox.Rds;
using UpgradeWorker.Sandbox.S3;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Sts;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox;

/// <summary>An emulated account with the services that are AWS's alone: what the vendor's software adds (SSM on its
/// instances, rows, certificates) hangs on <see cref="World"/> and <see cref="Server"/>.</summary>
public sealed class EmulatedAws
{
    public EmulatedAws(TimeProvider clock, SandboxOptions? options = null)
    {
        World = new SandboxWorld(clock, options);
        CloudFormation = new CloudFormationState(World);
        Server = new SandboxServer(
            World,
            new CloudFormationService(CloudFormation),
            new RdsService(World),
            new ElastiCacheService(World),
            new StsService(World),
            new S3Service(World),
            new MarketplaceService(World));
    }

    public SandboxWorld World { get; }

    public CloudFormationState CloudFormation { get; }

    public SandboxServer Server { get; }
}
