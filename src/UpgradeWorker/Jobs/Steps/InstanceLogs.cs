using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Collects the boot logs and the unit's journal of an instance on which something failed, so that the failure's mail has them.</summary>
internal static class InstanceLogs
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>How long an instance that went offline is waited for: what failed counts more than its logs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Collects them, then tells the fault.</summary>
    public static async Task<StepOutcome> FaultAsync(
        StepContext context, string instance, ScriptOutcome.Failed failed, bool retryable, CancellationToken cancellationToken)
    {
        if (context.OfAttempt<Evidence.LogsCollected>().Any(one => one.InstanceId == instance))
        {
            return new StepOutcome.Faulted(failed.Why, retryable);
        }

        var script = InstanceScripts.CollectLogs(context.Stack.Profile);
        return await InstanceScriptRunner.RunAsync(context, "collect-logs", instance, script, Timeout, cancellationToken) switch
        {
            ScriptOutcome.Pending pending when pending.Offline < Patience => pending.NotYet,
            ScriptOutcome.Finished finished => new StepOutcome.NotYet(
                $"collected the logs of {instance}", new Evidence.LogsCollected(instance, failed.Why, finished.Output)),
            _ => new StepOutcome.NotYet($"the logs of {instance} cannot be had", new Evidence.LogsCollected(instance, failed.Why, "")),
        };
    }
}
