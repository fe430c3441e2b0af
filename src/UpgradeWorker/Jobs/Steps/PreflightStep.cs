using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Looks whether everything is as it was approved, and everything needed is there. Touches nothing.</summary>
internal static class PreflightStep
{
    public static async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var plan = context.Plan;
        var clients = context.Clients;
        var caller = await clients.Identity.WhoAmIAsync(cancellationToken);
        var reading = await clients.Stacks.LookAsync(context.Stack.Key, plan.StackId.Arn, cancellationToken);
        if (reading is null)
        {
            return Refuse("StackMissing", $"The stack {plan.StackId.Name} that was approved no longer exists.");
        }

        var look = reading.Look;
        if (!StackStatuses.CanStart(look.Status))
        {
            return Refuse("StackBusy", $"The stack is {look.Status}: nothing can be started.");
        }

        if (look.Output(context.Stack.Profile.VersionOutput) != plan.RunningVersion)
        {
            return Refuse(
                "VersionChanged",
                $"The stack runs {look.Output(context.Stack.Profile.VersionOutput) ?? "an unknown version"}, not {plan.RunningVersion} as when it was approved.");
        }

        var instances = plan.Instances.Select(look.PhysicalId).ToList();
        if (instances.Contains(null))
        {
            return Refuse("InstanceMissing", $"The stack has no instance {plan.Instances[instances.IndexOf(null)]}.");
        }

        if (plan.StopsService || plan.Migrations.Count > 0)
        {
            foreach (var instance in instances)
            {
                if (await clients.Instances.FindAgentAsync(instance!, cancellationToken) is not { IsOnline: true })
                {
                    return new StepOutcome.Faulted(
                        new Finding(
                            "InstanceUnreachable",
                            $"Systems Manager does not reach instance {instance}: its agent must be online (instance role with AmazonSSMManagedInstanceCore)."),
                        Retryable: true);
                }
            }
        }

        return await StateAsync(context, look, cancellationToken) ?? new StepOutcome.Done(new Evidence.BeforeUpdate(
            [.. instances.Select(instance => instance!)], caller.Arn,
            [.. look.Outputs.Select(output => KeyValuePair.Create(output.Key, output.Value))]));
    }

    private static async Task<StepOutcome?> StateAsync(StepContext context, StackLook look, CancellationToken cancellationToken)
    {
        foreach (var snapshot in context.Plan.Snapshots)
        {
            var id = look.PhysicalId(snapshot.LogicalId);
            var status = id is null ? null
                : snapshot.Role == "database" ? (await context.Clients.Databases.FindInstanceAsync(id, cancellationToken))?.Status
                : (await context.Clients.Caches.FindGroupAsync(id, cancellationToken))?.Status;
            if (status != "available")
            {
                return new StepOutcome.Faulted(
                    new Finding("DatabaseNotAvailable", $"{snapshot.LogicalId} ({id ?? "not created"}) is {status ?? "missing"}, not available."),
                    Retryable: status is not null);
            }
        }

        if (context.Plan.Snapshots.Any(snapshot => snapshot.Role == "database")
            && await context.Clients.Databases.QuotaAsync(cancellationToken) is { } quota
            && quota.Free < context.Plan.Snapshots.Count(snapshot => snapshot.Role == "database"))
        {
            return Refuse("SnapshotQuota", $"The account has {quota.Used} of {quota.Max} manual RDS snapshots: delete some, or raise the quota.");
        }

        return null;
    }

    private static StepOutcome.Refused Refuse(string reason, string message) => new(new Finding(reason, message));
}
