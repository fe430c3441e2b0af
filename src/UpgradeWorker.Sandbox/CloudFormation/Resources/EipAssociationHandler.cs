using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>AWS::EC2::EIPAssociation: its registry schema says <c>replacementStrategy: delete_then_create</c>, so that the
/// address leads nowhere for a short time.</summary>
internal sealed class EipAssociationHandler(SandboxWorld world) : ResourceHandler(world)
{
    public override bool DeletesFirst => true;

    public override (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request)
    {
        var address = World.Resources.Of<ElasticIp>()
            .FirstOrDefault(a => a.AllocationId == request.Text("AllocationId") || a.PhysicalId == request.Text("EIP"))
            ?? throw new ResourceFailure("Resource handler returned message: \"The allocation ID does not exist\"");
        var association = Register(
            new EipAssociation($"eipassoc-{World.Ids.Hex17()}", (JsonObject)request.Properties.DeepClone(), World.Now)
            {
                Address = address,
            },
            request);
        association.Attributes["Id"] = association.PhysicalId;
        if (request.Text("InstanceId") is { } id)
        {
            Addresses.Instance(World, id);
        }

        return (association, Durations.SmallResource);
    }

    public override void EndCreation(EmulatedResource resource)
    {
        var association = (EipAssociation)resource;
        if (association.Address is { } address && association.Text("InstanceId") is { } id)
        {
            Addresses.Lead(World, address, Addresses.Instance(World, id));
        }
    }

    public override TimeSpan BeginDeletion(EmulatedResource resource, bool snapshotFirst)
    {
        if (resource is EipAssociation { Address: { } address } association && address.Instance?.PhysicalId == association.Text("InstanceId"))
        {
            Addresses.Lead(World, address, null);
        }

        return TimeSpan.FromSeconds(5);
    }
}
