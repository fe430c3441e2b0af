using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Operations;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Somebody at the console who does what the fault plan says, in the middle of somebody else's work.</summary>
internal sealed class Person(CloudFormationState state) : WorldObserver
{
    private FaultPlan Faults => state.World.Faults;

    public override void DatabaseSnapshotStarted(DbSnapshot snapshot)
    {
        if (snapshot.Source.Stack is { } membership
            && state.Find(membership.StackId) is { } stack
            && Faults.Take<WorldFault.PersonUpdatesStackDuringSnapshot>() is { } fault)
        {
            Update(stack, fault.ParameterKey, fault.Value);
        }
    }

    public void SeesCompleteSet(ChangeSet set)
    {
        if (Faults.Take<WorldFault.PersonUpdatesStack>(f => !f.BeforeExecution) is { } fault)
        {
            Update(set.Stack, fault.ParameterKey, fault.Value);
        }
    }

    public void IsFasterThanExecution(ChangeSet set)
    {
        if (Faults.Take<WorldFault.PersonUpdatesStack>(f => f.BeforeExecution) is { } fault)
        {
            Update(set.Stack, fault.ParameterKey, fault.Value);
        }

        if (Faults.Take<WorldFault.PersonDeletesChangeSet>() is not null)
        {
            set.Status = "DELETE_COMPLETE";
            set.Stack.ChangeSets.Remove(set.Name);
        }
    }

    public void SeesUpdate(EmulatedStack stack)
    {
        if (Faults.Take<WorldFault.PersonCancelsUpdate>() is { } fault)
        {
            var operation = stack.Operation;
            state.World.After(fault.After, () =>
            {
                if (stack.Status == "UPDATE_IN_PROGRESS" && stack.Operation == operation)
                {
                    operation?.Cancel();
                }
            });
        }
    }

    /// <summary>Updates one parameter of a stack, or nothing while it is busy.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="parameterKey">The parameter.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="token">The call's client request token; null = the console sends none.</param>
    /// <param name="monitoringMinutes">How long the update can still be cancelled when it is done otherwise; null = as the stack has it.</param>
    public void Update(EmulatedStack stack, string parameterKey, string value, string? token, int? monitoringMinutes)
    {
        if (stack.Template is { } template && !stack.IsBusy)
        {
            var inputs = stack.Parameters.Select(p => p.Key == parameterKey
                ? new ParameterInput(p.Key, value)
                : new ParameterInput(p.Key, null, UsePrevious: true)).ToList();
            var target = new StackTarget(
                template, ParameterRules.Resolve(template, inputs, stack.Parameters, state.World.SsmParameters),
                monitoringMinutes is null ? stack.Settings : stack.Settings with { MonitoringMinutes = monitoringMinutes });
            StackOperation.Update(state, stack, target, token).Start();
        }
    }

    private void Update(EmulatedStack stack, string parameterKey, string value)
    {
        if (stack.IsBusy)
        {
            return;
        }

        foreach (var set in stack.ChangeSets.Values.Where(s => s.ExecutionStatus == "AVAILABLE"))
        {
            set.ExecutionStatus = "OBSOLETE";
        }

        Update(stack, parameterKey, value, token: null, monitoringMinutes: null);
    }
}
