using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>Carries commands to machines, lets them run in emulated time, and holds them to their limits.</summary>
internal sealed class SsmAgent
{
    private readonly List<SsmCommand> commands = [];
    private readonly Machines machines;

    public SsmAgent(Machines machines)
    {
        this.machines = machines;
        machines.AgentReported += DeliverPending;
    }

    /// <summary>Every command, oldest first.</summary>
    public IReadOnlyList<SsmCommand> Commands => commands;

    public SsmCommand? Find(string commandId) => commands.FirstOrDefault(c => c.CommandId == commandId);

    public void Send(SsmCommand command)
    {
        command.Invocations = [.. command.InstanceIds.Select(id => new SsmInvocation(command, machines.Find(id)!))];
        commands.Add(command);
        foreach (var invocation in command.Invocations)
        {
            var world = invocation.Machine.World;
            invocation.Limit = world.After(TimeSpan.FromSeconds(command.TimeoutSeconds), () => NotDelivered(invocation));
            invocation.Next = world.After(invocation.Machine.Durations.CommandDelivery, () => Begin(invocation));
        }
    }

    /// <summary>Ends it as soon as the agent hears of it; a command that has ended stays as it is.</summary>
    public static void Cancel(SsmInvocation invocation)
    {
        if (!invocation.HasEnded)
        {
            invocation.Cancelling();
            var world = invocation.Machine.World;
            world.After(invocation.Machine.Durations.CommandDelivery, () =>
            {
                if (!invocation.HasEnded)
                {
                    invocation.Close(world.Now, "Cancelled", "Cancelled");
                }
            });
        }
    }

    private void DeliverPending(Machine machine)
    {
        foreach (var invocation in commands.SelectMany(c => c.Invocations).Where(i => i.Machine == machine && i.Status == "Pending").ToList())
        {
            invocation.Next?.Cancel();
            invocation.Next = machine.World.After(machine.Durations.CommandDelivery, () => Begin(invocation));
        }
    }

    private static void NotDelivered(SsmInvocation invocation)
    {
        if (invocation.Status == "Pending")
        {
            invocation.Close(invocation.Machine.World.Now, "TimedOut", "DeliveryTimedOut");
        }
    }

    private static void Begin(SsmInvocation invocation)
    {
        var machine = invocation.Machine;
        if (invocation.Status != "Pending" || !machine.AgentOnline)
        {
            return; // It waits until the agent reports, or for its limit.
        }

        invocation.Limit?.Cancel();
        invocation.Begin(machine.World.Now);
        var limit = TimeSpan.FromSeconds(invocation.Command.ExecutionTimeout);
        invocation.Limit = machine.World.After(limit, () => TimeOut(invocation));
        if (machine.World.Faults.Take<WorldFault.AgentDies>(f => invocation.Command.Script.Contains(f.Script, StringComparison.Ordinal)) is not null)
        {
            (machine.AgentOnline, machine.AgentDead) = (false, true);
            return;
        }

        Continue(invocation);
    }

    // The agent dies with its machine: nobody tells SSM, so the command stays InProgress until its limit.
    private static void Continue(SsmInvocation invocation)
    {
        var machine = invocation.Machine;
        if (invocation.HasEnded || !machine.AgentOnline)
        {
            return;
        }

        if (invocation.Session!.Advance() is { } wait)
        {
            invocation.Next = machine.World.After(wait, () => Continue(invocation));
        }
        else
        {
            invocation.End(machine.World.Now);
        }
    }

    private static void TimeOut(SsmInvocation invocation)
    {
        if (!invocation.HasEnded)
        {
            invocation.Close(invocation.Machine.World.Now, "TimedOut", "ExecutionTimedOut");
        }
    }
}
