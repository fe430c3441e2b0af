using System.Globalization;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>One operation on a stack (or the rollback of one, which has an id of its own): its marks on events and its
/// time.</summary>
internal sealed class OperationContext
{
    private const string StackType = "AWS::CloudFormation::Stack";
    private readonly bool immediate;

    public OperationContext(CloudFormationState state, EmulatedStack stack, string kind, string? token, bool immediate)
    {
        (State, Stack, Token, this.immediate) = (state, stack, token, immediate);
        OperationId = state.World.Ids.Uuid();
        stack.LastOperations.Insert(0, (kind, OperationId));
    }

    public CloudFormationState State { get; }

    public EmulatedStack Stack { get; }

    /// <summary>The client request token of the call that began it; null = it had none.</summary>
    public string? Token { get; }

    public string OperationId { get; }

    public SandboxWorld World => State.World;

    public bool IsImmediate => immediate;

    /// <summary>A following operation of the same call, such as the rollback of an update.</summary>
    public OperationContext Next(string kind) => new(State, Stack, kind, Token, immediate);

    public DueAction Wait(TimeSpan duration, Action act) => World.After(immediate ? TimeSpan.Zero : duration, act);

    public void SetStatus(string status, string? reason = null)
    {
        Stack.Status = status;
        Stack.StatusReason = reason;
        Emit(new StackEvent(
            World.Ids.Uuid(), Stack.Name, Stack.Id, StackType, NextInstant(), status, reason, null, Token, OperationId));
        if (!status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
        {
            Stack.Operation = null;
            World.Tell(o => o.StackSettled(Stack.Id, status));
        }
    }

    /// <summary><paramref name="properties"/>: JSON of the properties with NoEcho values masked; null = the event shows
    /// none.</summary>
    public void Emit(StackResource resource, string physicalId, string status, string? reason, string? properties)
    {
        (resource.Status, resource.Reason, resource.Timestamp) = (status, reason, World.Now);
        EmitFor(resource.LogicalId, resource.Type, physicalId, status, reason, properties);
    }

    public void EmitFor(string logicalId, string type, string physicalId, string status, string? reason, string? properties)
    {
        var at = NextInstant();
        var id = status.StartsWith("DELETE", StringComparison.Ordinal)
            ? $"{logicalId}-{World.Ids.Uuid()}"
            : string.Create(CultureInfo.InvariantCulture, $"{logicalId}-{status}-{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
        Emit(new StackEvent(id, logicalId, physicalId, type, at, status, reason, properties, Token, OperationId));
    }

    private void Emit(StackEvent entry) => Stack.Add(entry);

    // Events of one stack never share a millisecond: their order is their time.
    private DateTimeOffset NextInstant()
    {
        var now = World.Now;
        var floor = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var last = Stack.Events.Count > 0 ? Stack.Events[^1].Timestamp : DateTimeOffset.MinValue;
        return floor > last ? floor : last.AddMilliseconds(1);
    }
}
