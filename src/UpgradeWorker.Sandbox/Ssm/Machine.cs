using UpgradeWorker.Sandbox.Ssm.Bash;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>How far the first boot has come; cloud-init's words.</summary>
internal enum BootState
{
    NotStarted,
    Running,
    Done,
    Failed,
}

/// <summary>What runs on one EC2 instance: its disk, its units, its programs and the agent that takes commands.</summary>
internal sealed class Machine
{
    private readonly Dictionary<string, object> locks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SystemdUnit> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShellProgram> programs = new(StringComparer.Ordinal);

    public Machine(Ec2Instance instance, SandboxWorld world, MachineDurations durations)
    {
        Instance = instance;
        World = world;
        Durations = durations;
        programs["systemctl"] = SystemPrograms.Systemctl;
        programs["journalctl"] = SystemPrograms.Journalctl;
        programs["cloud-init"] = SystemPrograms.CloudInit;
    }

    public Ec2Instance Instance { get; }

    public SandboxWorld World { get; }

    public MachineDurations Durations { get; }

    public MachineDisk Disk { get; } = new();

    public BootState Boot { get; internal set; } = BootState.NotStarted;

    /// <summary>When the agent was first heard of; null = never yet.</summary>
    public DateTimeOffset? RegisteredAt { get; internal set; }

    /// <summary>Whether the agent answers now.</summary>
    public bool AgentOnline { get; internal set; }

    /// <summary>The agent has died and will not be heard of before the next boot.</summary>
    public bool AgentDead { get; internal set; }

    public IEnumerable<SystemdUnit> Units => units.Values;

    /// <summary>Null when the machine has no such unit.</summary>
    public SystemdUnit? Unit(string name) =>
        units.GetValueOrDefault(name.EndsWith(".service", StringComparison.Ordinal) ? name : name + ".service");

    public SystemdUnit AddUnit(string name) => units[name] = new SystemdUnit(name);

    /// <summary>Null when the machine has no program of that name or path.</summary>
    public ShellProgram? Program(string name) =>
        programs.GetValueOrDefault(name.StartsWith("/usr/bin/", StringComparison.Ordinal) ? name["/usr/bin/".Length..] : name);

    public void AddProgram(string path, ShellProgram program) => programs[path] = program;

    /// <summary>False when somebody else holds the lock on this file.</summary>
    public bool TakeLock(string path, object owner) => locks.TryAdd(path, owner) || ReferenceEquals(locks[path], owner);

    // Who is killed takes along what it started.
    private static bool IsWithin(object? holder, object owner) =>
        holder is not null && (ReferenceEquals(holder, owner) || IsWithin((holder as BashShell)?.Parent, owner));

    /// <summary>No lock outlives the kernel that held it.</summary>
    public void ForgetLocks() => locks.Clear();

    public void ReleaseLocks(object owner)
    {
        foreach (var path in locks.Where(l => IsWithin(l.Value, owner)).Select(l => l.Key).ToList())
        {
            locks.Remove(path);
        }
    }
}
