using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Looks at the start of the window whether everything is as it was approved, and everything needed is there. Touches nothing.</summary>
internal static class PreflightStep
{
    public static async Task<StepOutcome> RunAsync(StepContext context, PreflightLook preflight, CancellationToken cancellationToken)
    {
        var question = new PreflightQuestion(
            context.Stack, context.Plan, context.RequestId, context.Expected,
            context.Run.Generation == 1 ? context.Run.StartedAt : context.Run.StepBegan, context.Run.WindowCloses);
        var (facts, caller) = await preflight.AtAsync(question, context.Clients, cancellationToken);
        // The reservation is the next step, and decides together with it.
        var findings = PreflightRules.Check(facts with { Certificates = null });
        if (findings.FirstOrDefault(one => !one.MayPass) is { } no)
        {
            return new StepOutcome.Refused(Together(no.Finding, findings));
        }

        return findings is [var first, ..] || facts.Look is not { } look
            ? new StepOutcome.Faulted(findings.Count == 0 ? new Finding("StackMissing", "The stack cannot be looked at.") : Together(findings[0].Finding, findings), Retryable: true)
            : new StepOutcome.Done(new Evidence.BeforeUpdate(
                [.. context.Plan.Instances.Select(look.PhysicalId).OfType<string>()], caller ?? "unknown",
                [.. look.Outputs.Select(output => KeyValuePair.Create(output.Key, output.Value))]));
    }

    private static Finding Together(Finding first, IReadOnlyList<PreflightFinding> all) =>
        first with { Message = string.Join(' ', all.Select(one => one.Finding).Where(one => one != first).Select(one => one.Message).Prepend(first.Message)) };
}
