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

        return await RunAsync(context, probe, instance, cancellationToken) switch
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
        foreach (var before in context.All<Evidence.ProbeTaken>())
        {
            if (context.InstanceIds is not [var instance, ..])
            {
                break;
            }

            switch (await RunAsync(context, before.Command, instance, cancellationToken))
            {
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

    private static Task<ScriptOutcome> RunAsync(StepContext context, string probe, string instance, CancellationToken cancellationToken) =>
        InstanceScriptRunner.RunAsync(
            context, $"probe {context.Stack.DataProbes.ToList().IndexOf(probe) + 1}", instance, InstanceScripts.Probe(context.Stack.Profile, probe), Timeout,
            cancellationToken);

    private static string? Next(StepContext context, HashSet<string> noted) =>
        context.Plan.HasNoAgent ? null : context.Stack.DataProbes.FirstOrDefault(probe => !noted.Contains(probe));

    private static string Short(string output) => output.Length <= LongestOutput ? output : output[..LongestOutput];
}
