using System.Globalization;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>Public addresses and what they lead to.</summary>
internal static class Addresses
{
    /// <summary>One of the addresses set aside for documentation (RFC 5737), not in use here.</summary>
    public static string Next(SandboxWorld world)
    {
        while (true)
        {
            var number = world.Ids.Number(3 * 250);
            var network = (number / 250) switch { 0 => "192.0.2", 1 => "198.51.100", _ => "203.0.113" };
            var address = string.Create(CultureInfo.InvariantCulture, $"{network}.{(number % 250) + 4}");
            if (world.Resources.Alive.All(r => r is not ElasticIp || r.PhysicalId != address))
            {
                return address;
            }
        }
    }

    public static void Lead(SandboxWorld world, ElasticIp address, Ec2Instance? instance)
    {
        if (address.Instance == instance)
        {
            return;
        }

        if (address.Instance is { } old)
        {
            old.PublicIp = null;
        }

        address.Instance = instance;
        if (instance is not null)
        {
            instance.PublicIp = address.PhysicalId;
        }

        world.Tell(o => o.EipAssociated(address, instance));
    }

    public static Ec2Instance Instance(SandboxWorld world, string id) =>
        world.Resources.Find("AWS::EC2::Instance", id) as Ec2Instance
        ?? throw new ResourceFailure($"Resource handler returned message: \"The instance ID '{id}' does not exist\"");
}
