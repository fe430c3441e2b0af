using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>The machines of the emulated account: boots them, stops them, forgets them with their disks.</summary>
internal sealed class Machines(SandboxWorld world, MachineDurations? durations = null) : WorldObserver
{
    private readonly Dictionary<string, Machine> machines = new(StringComparer.Ordinal);

    /// <summary>Called when a machine boots for the first time, before anything runs on it.</summary>
    public Action<Machine>? Prepare { get; set; }

    /// <summary>What user data and image do at the first boot; false = cloud-init ends with an error.</summary>
    public Func<Machine, bool>? FirstBoot { get; set; }

    /// <summary>Called when an agent is heard of (again).</summary>
    public event Action<Machine>? AgentReported;

    public IEnumerable<Machine> All => machines.Values;

    /// <summary>Null once the instance is gone.</summary>
    public Machine? Find(string instanceId) => machines.GetValueOrDefault(instanceId);

    public override void InstanceLaunched(Ec2Instance instance)
    {
        var machine = new Machine(instance, world, durations ?? new MachineDurations());
        machines[instance.PhysicalId] = machine;
        Prepare?.Invoke(machine);
    }

    public override void InstanceRunning(Ec2Instance instance)
    {
        var machine = machines[instance.PhysicalId];
        machine.AgentDead = false;
        var never = machine.RegisteredAt is null && world.Faults.Take<WorldFault.InstanceNeverOnline>() is not null;
        if (!never)
        {
            world.After(machine.Durations.AgentStart, () => Report(machine));
        }

        if (machine.Boot == BootState.NotStarted)
        {
            machine.Boot = BootState.Running;
            world.After(machine.Durations.FirstBoot, () => FinishFirstBoot(machine));
        }
        else
        {
            world.After(machine.Durations.LaterBoot, () => StartEnabled(machine));
        }
    }

    public override void InstanceStopped(Ec2Instance instance)
    {
        if (Find(instance.PhysicalId) is { } machine)
        {
            Halt(machine);
        }
    }

    public override void InstanceTerminated(Ec2Instance instance)
    {
        if (machines.Remove(instance.PhysicalId, out var machine))
        {
            Halt(machine);
        }
    }

    /// <summary>Brings every machine that is running to where it will be by itself in a few minutes: for stacks that are
    /// there when the story begins.</summary>
    public void FinishBoots()
    {
        foreach (var machine in machines.Values.Where(m => m.Instance.Status == "running").ToList())
        {
            FinishFirstBoot(machine);
            Report(machine);
        }
    }

    private void Report(Machine machine)
    {
        if (IsRunning(machine) && !machine.AgentOnline && !machine.AgentDead)
        {
            machine.RegisteredAt ??= world.Now;
            machine.AgentOnline = true;
            AgentReported?.Invoke(machine);
        }
    }

    private void FinishFirstBoot(Machine machine)
    {
        if (IsRunning(machine) && machine.Boot == BootState.Running)
        {
            machine.Boot = FirstBoot?.Invoke(machine) ?? true ? BootState.Done : BootState.Failed;
            StartEnabled(machine);
        }
    }

    private void StartEnabled(Machine machine)
    {
        if (IsRunning(machine))
        {
            foreach (var unit in machine.Units.Where(u => u.Enabled))
            {
                unit.Start(world.Now);
            }
        }
    }

    private void Halt(Machine machine)
    {
        machine.AgentOnline = false;
        machine.ForgetLocks();
        foreach (var unit in machine.Units)
        {
            unit.Stop(world.Now);
        }
    }

    private bool IsRunning(Machine machine) =>
        machine.Instance.Status == "running" && ReferenceEquals(Find(machine.Instance.PhysicalId), machine);
}
