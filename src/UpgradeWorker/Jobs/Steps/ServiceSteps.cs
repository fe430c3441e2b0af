using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Stops the vendor's service before the snapshots, and starts it again.</summary>
internal static class ServiceSteps
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public static async Task<StepOutcome> StopAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!context.Plan.StopsService)
        {
            return NotNeeded("the service keeps running: no database is replaced");
        }

        foreach (var instance in context.InstanceIds.Where(id => context.All<Evidence.ServiceStopped>().All(stopped => stopped.InstanceId != id)))
        {
            var script = InstanceScripts.StopService(context.Stack.Profile);
            switch (await InstanceScriptRunner.RunAsync(context, "stop", instance, script, Timeout, cancellationToken))
            {
                case ScriptOutcome.Pending pending:
                    return pending.NotYet;
                case ScriptOutcome.Failed failed:
                    return new StepOutcome.Faulted(failed.Why, Retryable: true);
                default:
                    return More(context, new Evidence.ServiceStopped(instance, context.Now), $"stopped on {instance}");
            }
        }

        return new StepOutcome.Done();
    }

    public static async Task<StepOutcome> StartAsync(StepContext context, CancellationToken cancellationToken)
    {
        var isNeeded = context.Run.Ending is null
            ? context.Plan.StopsService || context.Plan.Migrations.Count > 0
            : WasTouched(context);
        if (!isNeeded)
        {
            return NotNeeded("the service was not touched");
        }

        foreach (var instance in context.InstanceIds.Where(id => context.OfAttempt<Evidence.ServiceStarted>().All(one => one.InstanceId != id)))
        {
            var script = InstanceScripts.StartService(context.Stack.Profile);
            switch (await InstanceScriptRunner.RunAsync(context, "start", instance, script, Timeout, cancellationToken))
            {
                case ScriptOutcome.Pending pending:
                    return pending.NotYet;
                case ScriptOutcome.Failed failed:
                    return new StepOutcome.Faulted(failed.Why, Retryable: true);
                default:
                    return More(context, new Evidence.ServiceStarted(instance, context.Now), $"started on {instance}");
            }
        }

        return new StepOutcome.Done();
    }

    /// <summary>Whether a stop may have reached the instance: even one that was only about to be sent.</summary>
    private static bool WasTouched(StepContext context) => context.Plan.StopsService
        && context.Journal.Any(entry => entry.Generation == context.Run.Generation && entry.Step == RunStep.StopService);

    private static StepOutcome.Done NotNeeded(string why) => new(new Evidence.Observed(new Finding("NotNeeded", why)));

    // One effect a tick: the evidence is saved before the next instance is touched.
    private static StepOutcome.NotYet More(StepContext context, Evidence evidence, string progress) =>
        new($"{context.Stack.Profile.ServiceUnit} {progress}", evidence);
}
