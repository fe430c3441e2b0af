using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>AWS::EC2::EIP: an address, whose InstanceId moves in place.</summary>
internal sealed class ElasticIpHandler(SandboxWorld world) : ResourceHandler(world)
{
    public override (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request)
    {
        var address = Register(
            new ElasticIp(
                Addresses.Next(World), $"eipalloc-{World.Ids.Hex17()}", (JsonObject)request.Properties.DeepClone(), World.Now),
            request);
        address.Attributes["AllocationId"] = address.AllocationId;
        address.Attributes["PublicIp"] = address.PhysicalId;
        return (address, Durations.SmallResource);
    }

    public override void EndCreation(EmulatedResource resource) => Follow((ElasticIp)resource);

    public override void EndUpdate(EmulatedResource resource, JsonObject properties)
    {
        base.EndUpdate(resource, properties);
        Follow((ElasticIp)resource);
    }

    public override TimeSpan BeginDeletion(EmulatedResource resource, bool snapshotFirst)
    {
        Addresses.Lead(World, (ElasticIp)resource, null);
        return base.BeginDeletion(resource, snapshotFirst);
    }

    private void Follow(ElasticIp address)
    {
        if (address.Text("InstanceId") is { Length: > 0 } instance)
        {
            Addresses.Lead(World, address, Addresses.Instance(World, instance));
        }
    }
}
