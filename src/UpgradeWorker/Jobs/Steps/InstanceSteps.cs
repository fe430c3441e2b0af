using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>What is done on the instance after the update: waiting for its first boot, and the migrations.</summary>
internal static class InstanceSteps
{
    private static readonly TimeSpan BootTimeout = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromHours(4);
    private static readonly TimeSpan LogTimeout = TimeSpan.FromMinutes(2);

    public static async Task<StepOutcome> AwaitInstanceAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Plan.ReplacedInstances.Count == 0 && !context.Plan.StopsService && context.Plan.Migrations.Count == 0)
        {
            return new StepOutcome.Done();
        }

        foreach (var instance in context.InstanceIds.Where(id => context.OfAttempt<Evidence.InstanceReady>().All(one => one.InstanceId != id)))
        {
            if (await context.Clients.Instances.FindAgentAsync(instance, cancellationToken) is not { IsOnline: true })
            {
                return new StepOutcome.NotYet($"instance {instance} is not online in Systems Manager yet");
            }

            switch (await InstanceScriptRunner.RunAsync(context, "await-boot", instance, InstanceScripts.AwaitBoot(), BootTimeout, cancellationToken))
            {
                case ScriptOutcome.Pending pending:
                    return pending.NotYet;
                case ScriptOutcome.Failed failed:
                    return await WithLogsAsync(context, instance, failed, cancellationToken);
                default:
                    return new StepOutcome.NotYet($"instance {instance} has booted", new Evidence.InstanceReady(instance, context.Now));
            }
        }

        return new StepOutcome.Done();
    }

    public static async Task<StepOutcome> MigrateAsync(StepContext context, CancellationToken cancellationToken)
    {
        var done = context.All<Evidence.MigrationDone>().Select(one => one.Command).ToHashSet(StringComparer.Ordinal);
        var next = context.Plan.Migrations.FirstOrDefault(migration => !done.Contains(migration.Command));
        if (next is null)
        {
            return done.Count > 0 ? new StepOutcome.Done() : new StepOutcome.Done(new Evidence.Observed(new Finding("NotNeeded", "the changelog names no migration")));
        }

        if (context.InstanceIds is not [var instance, ..])
        {
            return new StepOutcome.Faulted(new Finding("InstanceMissing", "The stack has no instance to run migrations on."), Retryable: false);
        }

        var marker = RunNames.Marker(context.Run.Id, context.Plan.TargetVersion, next.Command);
        var script = InstanceScripts.Migrate(context.Stack.Profile, next.Command, marker);
        return await InstanceScriptRunner.RunAsync(context, next.Command, instance, script, MigrationTimeout, cancellationToken) switch
        {
            ScriptOutcome.Pending pending => pending.NotYet,
            ScriptOutcome.Finished finished => new StepOutcome.NotYet(
                $"{next.Command} done", new Evidence.MigrationDone(next.Command, InstanceScriptRunner.LastLines(finished.Output, 20))),
            ScriptOutcome.Failed failed => new StepOutcome.Faulted(failed.Why, Retryable: !failed.RanToItsEnd),
            _ => throw new InvalidOperationException("Unknown script outcome."),
        };
    }

    private static async Task<StepOutcome> WithLogsAsync(
        StepContext context, string instance, ScriptOutcome.Failed failed, CancellationToken cancellationToken)
    {
        var script = InstanceScripts.CollectLogs(context.Stack.Profile);
        var logs = await InstanceScriptRunner.RunAsync(context, "collect-logs", instance, script, LogTimeout, cancellationToken);
        return logs switch
        {
            ScriptOutcome.Pending pending => pending.NotYet,
            ScriptOutcome.Finished finished => new StepOutcome.Faulted(
                failed.Why with { Message = failed.Why.Message + "\n" + InstanceScriptRunner.LastLines(finished.Output, 50) }, !failed.RanToItsEnd),
            _ => new StepOutcome.Faulted(failed.Why, !failed.RanToItsEnd),
        };
    }
}
