using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Ssm;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>Everything that the vendor and Systems Manager add to the emulated account, put together.</summary>
public sealed class EmulatedVendor
{
    private readonly Machines machines;
    private readonly SsmService ssm;

    /// <summary>Hangs itself on the world; do this before any resource exists.</summary>
    public EmulatedVendor(SandboxWorld world, ApplicationOptions? options = null)
    {
        World = world;
        machines = new Machines(world);
        Application = new EmulatedApplication(world, machines, options ?? new ApplicationOptions());
        world.Observe(machines);
        world.Observe(Application);
        ssm = new SsmService(world, machines);
    }

    public SandboxWorld World { get; }

    public EmulatedApplication Application { get; }

    /// <summary>To be added to the server.</summary>
    public EmulatedService Ssm => ssm;

    /// <summary>Every SSM command so far, oldest first: its id with the instance, its comment, its status.</summary>
    public IReadOnlyList<(string Id, string Comment, string Status)> Commands =>
        [.. ssm.Commands.SelectMany(c => c.Invocations).Select(i => ($"{i.Command.CommandId} {i.InstanceId}", i.Command.Comment, i.Status))];

    internal Machines Machines => machines;

    /// <summary>How the vendor's software stands, for people and tests; under the world's lock.</summary>
    public JsonObject State() => VendorState.Describe(this);

    /// <summary>Lets the instances of a stack that is there from the beginning be up and serving, their names leading to them
    /// and their first certificates issued.</summary>
    public void FinishSeeding()
    {
        machines.FinishBoots();
        foreach (var address in World.Resources.Of<ElasticIp>())
        {
            if (address.Instance is { } instance && Application.On(instance.PhysicalId) is { } application)
            {
                Application.Dns[application.Bootstrap.Domain] = address.PhysicalId;
            }
        }
    }
}
