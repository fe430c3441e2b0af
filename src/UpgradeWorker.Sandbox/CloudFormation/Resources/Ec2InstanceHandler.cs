using System.Globalization;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>AWS::EC2::Instance, always EBS-backed: a change of user data or type stops and starts it with the same disk.</summary>
internal sealed class Ec2InstanceHandler(SandboxWorld world) : ResourceHandler(world)
{
    private static readonly string[] NeedStop = ["UserData", "InstanceType", "EbsOptimized", "KernelId", "RamdiskId"];

    public override (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request)
    {
        if (request.Text("ImageId") is null && request.Properties["LaunchTemplate"] is null)
        {
            throw new ResourceFailure("Resource handler returned message: \"The request must contain the parameter ImageId\"");
        }

        var id = $"i-{World.Ids.Hex17()}";
        var instance = Register(new Ec2Instance(id, (JsonObject)request.Properties.DeepClone(), World.Now) { Status = "pending" }, request);
        var host = World.Ids.Number(60_000);
        instance.Attributes["InstanceId"] = id;
        instance.Attributes["PrivateIp"] = string.Create(CultureInfo.InvariantCulture, $"10.0.{host / 250}.{(host % 250) + 4}");
        instance.Attributes["PrivateDnsName"] = $"ip-{instance.Attributes["PrivateIp"].Replace('.', '-')}.{World.Options.Region}.compute.internal";
        instance.Attributes["AvailabilityZone"] = request.Text("AvailabilityZone") ?? $"{World.Options.Region}a";
        Address(instance);
        World.Tell(o => o.InstanceLaunched(instance));
        return (instance, Durations.InstanceLaunch);
    }

    public override void EndCreation(EmulatedResource resource)
    {
        resource.Status = "running";
        World.Tell(o => o.InstanceRunning((Ec2Instance)resource));
    }

    // "Anything beyond DeleteOnTermination": the sandbox does not look closer.
    public override bool Replaces(string property, JsonNode? before, JsonNode? after) => property == "BlockDeviceMappings";

    public override TimeSpan BeginUpdate(EmulatedResource resource, JsonObject properties)
    {
        if (NeedStop.All(p => JsonNode.DeepEquals(resource.Properties[p], properties[p])))
        {
            return Durations.SmallResource;
        }

        var instance = (Ec2Instance)resource;
        instance.Status = "stopping";
        World.Tell(o => o.InstanceStopped(instance));
        return Durations.InstanceStop + Durations.InstanceStart;
    }

    public override void EndUpdate(EmulatedResource resource, JsonObject properties)
    {
        base.EndUpdate(resource, properties);
        if (resource.Status != "stopping")
        {
            return;
        }

        var instance = (Ec2Instance)resource;
        instance.Status = "running";
        if (World.Resources.Of<ElasticIp>().All(a => a.Instance != instance))
        {
            Address(instance); // Without an Elastic IP the public address changes over a stop.
        }

        World.Tell(o => o.InstanceRunning(instance));
    }

    public override TimeSpan BeginDeletion(EmulatedResource resource, bool snapshotFirst)
    {
        var instance = (Ec2Instance)resource;
        instance.Status = "shutting-down";
        World.Tell(o => o.InstanceTerminated(instance));
        foreach (var address in World.Resources.Of<ElasticIp>().Where(a => a.Instance == instance))
        {
            Addresses.Lead(World, address, null);
        }

        return Durations.InstanceTermination;
    }

    public override void EndDeletion(EmulatedResource resource)
    {
        base.EndDeletion(resource);
        resource.Status = "terminated";
    }

    private void Address(Ec2Instance instance)
    {
        instance.PublicIp = Addresses.Next(World);
        instance.Attributes["PublicIp"] = instance.PublicIp;
        instance.Attributes["PublicDnsName"] =
            $"ec2-{instance.PublicIp.Replace('.', '-')}.{World.Options.Region}.compute.amazonaws.com";
    }
}
