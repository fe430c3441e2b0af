using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Stops the vendor's service before the snapshots, and starts it again.</summary>
internal static class ServiceSteps
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public static async Task<StepOutcome> StopAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!context.Plan.StopsService && (context.Stack.DataProbes.Count == 0 || context.Plan.HasNoAgent))
        {
            return NotNeeded("the service keeps running: no database is replaced");
        }

        if (await DataProbes.NoteAsync(context, cancellationToken) is { } probing)
        {
            return probing;
        }

        var left = context.InstanceIds.Where(id => context.All<Evidence.ServiceStopped>().All(stopped => stopped.InstanceId != id));
        foreach (var instance in context.Plan.StopsService ? left : [])
        {
            var script = InstanceScripts.StopService(context.Stack.Profile, RunNames.StartMarker(context.Run.Id, context.Run.Generation));
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

    /// <summary>
    /// Whether the service stayed down while the snapshots were taken: if somebody started it meanwhile, what it wrote since is in none of
    /// them, and an update would lose it.
    /// </summary>
    /// <returns>Null once it is known to be down everywhere, or where it was not to be stopped.</returns>
    public static async Task<StepOutcome?> StayedDownAsync(StepContext context, CancellationToken cancellationToken)
    {
        foreach (var instance in context.Plan.StopsService ? context.InstanceIds : [])
        {
            switch (await InstanceScriptRunner.RunAsync(
                context, "check", instance, InstanceScripts.CheckStopped(context.Stack.Profile), Timeout, cancellationToken))
            {
                case ScriptOutcome.Pending pending:
                    return pending.NotYet;
                case ScriptOutcome.Failed { ExitCode: not null }:
                    return new StepOutcome.Refused(new Finding(
                        "ServiceRunsAgain",
                        $"{context.Stack.Profile.ServiceUnit} runs on {instance} although the run stopped it: what it wrote since is in no snapshot, so nothing is executed."));
                case ScriptOutcome.Failed failed:
                    return new StepOutcome.Faulted(failed.Why, Retryable: true);
            }
        }

        return null;
    }

    public static async Task<StepOutcome> StartAsync(StepContext context, CancellationToken cancellationToken)
    {
        var instances = context.Run.Ending is not null ? ServiceState.MayBeStopped(context.Journal)
            : context.Plan.StopsService || context.Plan.Migrations.Count > 0
                ? [.. context.InstanceIds.Where(id => context.OfAttempt<Evidence.ServiceStarted>().All(one => one.InstanceId != id))]
                : [];
        if (instances.Count == 0 && !context.OfAttempt<Evidence.ServiceStarted>().Any())
        {
            return NotNeeded("the service was not touched");
        }

        foreach (var instance in instances)
        {
            var script = InstanceScripts.StartService(
                context.Stack.Profile, Enumerable.Range(1, context.Run.Generation).Select(generation => RunNames.StartMarker(context.Run.Id, generation)));
            switch (await InstanceScriptRunner.RunAsync(context, "start", instance, script, Timeout, cancellationToken))
            {
                case ScriptOutcome.Pending pending:
                    return pending.NotYet;
                case ScriptOutcome.Failed failed:
                    return await InstanceLogs.FaultAsync(context, instance, failed, retryable: true, cancellationToken);
                default:
                    return More(context, new Evidence.ServiceStarted(instance, context.Now), $"started on {instance}");
            }
        }

        return new StepOutcome.Done();
    }

    private static StepOutcome.Done NotNeeded(string why) => new(new Evidence.Observed(new Finding("NotNeeded", why)));

    // One effect a tick: the evidence is saved before the next instance is touched.
    private static StepOutcome.NotYet More(StepContext context, Evidence evidence, string progress) =>
        new($"{context.Stack.Profile.ServiceUnit} {progress}", evidence);
}
