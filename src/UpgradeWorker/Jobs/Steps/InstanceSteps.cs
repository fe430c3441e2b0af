using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Waits for the first boot of the instances after the update.</summary>
internal static class InstanceSteps
{
    private static readonly TimeSpan LongestBoot = TimeSpan.FromMinutes(90);

    /// <summary>What is left of the step for the logs of a boot that does not end.</summary>
    private static readonly TimeSpan ForTheLogs = TimeSpan.FromMinutes(15);

    /// <summary>cloud-init ended, with warnings (cloud-init documentation, "Failure states").</summary>
    private const int RecoverableErrors = 2;

    public static async Task<StepOutcome> AwaitInstanceAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Plan.HasNoAgent)
        {
            return new StepOutcome.Done(new Evidence.Observed(new Finding(
                "NotNeeded", "the instance has no Systems Manager agent: what is done on it is left to people")));
        }

        if (context.Plan.ReplacedInstances.Count == 0 && !context.Plan.StopsService && context.Plan.Migrations.Count == 0)
        {
            return new StepOutcome.Done();
        }

        foreach (var instance in context.InstanceIds.Where(id => context.OfAttempt<Evidence.InstanceReady>().All(one => one.InstanceId != id)))
        {
            switch (await InstanceScriptRunner.RunAsync(context, "await-boot", instance, InstanceScripts.AwaitBoot(), BootTimeout(context), cancellationToken))
            {
                case ScriptOutcome.Pending pending:
                    return pending.NotYet;
                case ScriptOutcome.Failed { ExitCode: RecoverableErrors } warned when warned.Output.Contains("status: done", StringComparison.Ordinal):
                    return new StepOutcome.NotYet(
                        $"instance {instance} has booted", new Evidence.InstanceReady(instance, context.Now),
                        new Evidence.Observed(new Finding("BootWarnings", $"cloud-init on {instance} reports recoverable errors; look at /var/log/cloud-init.log.")));
                case ScriptOutcome.Failed failed:
                    return await InstanceLogs.FaultAsync(context, instance, failed, retryable: !failed.RanToItsEnd, cancellationToken);
                default:
                    return new StepOutcome.NotYet($"instance {instance} has booted", new Evidence.InstanceReady(instance, context.Now));
            }
        }

        return new StepOutcome.Done();
    }

    /// <summary>An instance that came late ends its boot before the step's deadline, or its logs would not be had.</summary>
    private static TimeSpan BootTimeout(StepContext context)
    {
        var left = RunScript.Of(RunStep.AwaitInstance).Deadline - (context.Now - context.Run.StepBegan) - ForTheLogs;
        return left < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : left < LongestBoot ? left : LongestBoot;
    }
}
