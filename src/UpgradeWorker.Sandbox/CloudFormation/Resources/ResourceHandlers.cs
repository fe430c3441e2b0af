using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>The handler of each type.</summary>
internal sealed class ResourceHandlers(SandboxWorld world)
{
    private readonly Dictionary<string, ResourceHandler> handlers = new(StringComparer.Ordinal)
    {
        ["AWS::EC2::Instance"] = new Ec2InstanceHandler(world),
        ["AWS::EC2::EIP"] = new ElasticIpHandler(world),
        ["AWS::EC2::EIPAssociation"] = new EipAssociationHandler(world),
        ["AWS::RDS::DBInstance"] = new DbInstanceHandler(world),
        ["AWS::ElastiCache::ReplicationGroup"] = new ReplicationGroupHandler(world),
        ["AWS::S3::Bucket"] = new BucketHandler(world),
    };

    public ResourceHandler For(string type)
    {
        if (!handlers.TryGetValue(type, out var handler))
        {
            handlers[type] = handler = new GenericHandler(world, type);
        }

        return handler;
    }
}
