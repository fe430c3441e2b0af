namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>Emulated durations on an instance, before the speed divides them. Nobody publishes figures; these are of the order
/// that operators see.</summary>
public sealed record MachineDurations
{
    /// <summary>From running until the agent is first heard of.</summary>
    public TimeSpan AgentStart { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>From running until cloud-init is done at the first boot.</summary>
    public TimeSpan FirstBoot { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>From running until the enabled units are up at every later boot.</summary>
    public TimeSpan LaterBoot { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan UnitStart { get; init; } = TimeSpan.FromSeconds(6);
    public TimeSpan UnitStop { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>From SendCommand until GetCommandInvocation knows of it.</summary>
    public TimeSpan CommandVisible { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>From SendCommand until the agent begins.</summary>
    public TimeSpan CommandDelivery { get; init; } = TimeSpan.FromSeconds(2);
}
