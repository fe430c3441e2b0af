using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>The profile's commands whose output must be the same before the update and after it.</summary>
internal static class DataProbes
{
    private const int LongestOutput = 4_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Notes what each prints before anything is touched.</summary>
    /// <returns>Null once all are noted.</returns>
    public static async Task<StepOutcome?> NoteAsync(StepContext context, CancellationToken cancellationToken)
    {
        var noted = context.All<Evidence.ProbeTaken>().Select(one => one.Command).ToHashSet(StringComparer.Ordinal);
        if (Next(context, noted) is not { } probe || context.InstanceIds is not [var instance, ..])
        {
            return null;
        }

        return await RunAsync(context, noted.Count, probe, instance, cancellationToken) switch
        {
            ScriptOutcome.Pending pending => pending.NotYet,
            ScriptOutcome.Finished finished => new StepOutcome.NotYet($"probe noted: {probe}", new Evidence.ProbeTaken(probe, Short(finished.Output))),
            ScriptOutcome.Failed failed => new StepOutcome.Faulted(failed.Why with { Reason = "ProbeFailed" }, Retryable: true),
            _ => throw new InvalidOperationException("Unknown script outcome."),
        };
    }

    /// <summary>Compares what each prints now with what was noted.</summary>
    /// <returns>On the way, or what differs; an empty list when nothing does.</returns>
    public static async Task<(StepOutcome.NotYet? Pending, IReadOnlyList<Finding> Differences)> CompareAsync(
        StepContext context, CancellationToken cancellationToken)
    {
        var differences = new List<Finding>();
        foreach (var (index, before) in context.All<Evidence.ProbeTaken>().Index())
        {
            if (context.InstanceIds is not [var instance, ..])
            {
                break;
            }

            switch (await RunAsync(context, index, before.Command, instance, cancellationToken))
            {
                case ScriptOutcome.Pending pending when pending.Offline >= VerifyStep.Patience:
                    differences.Add(new Finding("ProbeFailed", $"\"{before.Command}\" could not be run: instance {instance} is not online in Systems Manager."));
                    break;
                case ScriptOutcome.Pending pending:
                    return (pending.NotYet, []);
                case ScriptOutcome.Failed failed:
                    differences.Add(failed.Why with { Reason = "ProbeFailed" });
                    break;
                case ScriptOutcome.Finished finished when Short(finished.Output) != before.Output:
                    differences.Add(new Finding(
                        "ProbeDiffers", $"\"{before.Command}\" printed \"{before.Output}\" before the upgrade and \"{Short(finished.Output)}\" after it."));
                    break;
            }
        }

        return (null, differences);
    }

    // By what was noted, not by the settings, which may be others by now.
    private static Task<ScriptOutcome> RunAsync(StepContext context, int index, string probe, string instance, CancellationToken cancellationToken) =>
        InstanceScriptRunner.RunAsync(
            context, $"probe {index + 1}", instance, InstanceScripts.Probe(context.Stack.Profile, probe), Timeout,
            cancellationToken);

    private static string? Next(StepContext context, HashSet<string> noted) =>
        context.Plan.HasNoAgent ? null : context.Stack.DataProbes.FirstOrDefault(probe => !noted.Contains(probe));

    private static string Short(string output) => output.Length <= LongestOutput ? output : output[..LongestOutput];
}
