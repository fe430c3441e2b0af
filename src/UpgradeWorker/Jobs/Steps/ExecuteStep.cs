using UpgradeWorker.Aws;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Has CloudFormation execute the change set that was confirmed, and no other; looks before it sends, and after a doubt.</summary>
internal static class ExecuteStep
{
    /// <summary>Executes.</summary>
    /// <param name="context">The step.</param>
    /// <param name="heldBy">Who said HOLD since the start; null when nobody did.</param>
    /// <param name="noRoom">Why the certificate ledger has no room any more; null when it has.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public static async Task<StepOutcome> RunAsync(StepContext context, string? heldBy, Finding? noRoom, CancellationToken cancellationToken)
    {
        var confirmed = context.Required<Evidence.ChangeSetConfirmed>();
        var token = RunNames.ExecutionToken(context.Run.Id, context.Run.Generation);
        var executed = new StepOutcome.Done(new Evidence.ChangeSetExecuted(confirmed.ChangeSetId, token));
        if (await HasBegunAsync(context, confirmed.ChangeSetId, token, mayHaveActed: context.Run.Attempt > 1 || context.Recovering, cancellationToken))
        {
            return executed;
        }

        if (ExecutionGate.Check(context.Plan, confirmed, context.Journal, context.Run, context.Stack.ExpectedDuration, heldBy, context.Now) is { } no || (no = noRoom) is not null)
        {
            return new StepOutcome.Refused(no);
        }

        var set = await context.Clients.ChangeSets.DescribeAsync(confirmed.ChangeSetId, cancellationToken);
        if (set is not { Status: "CREATE_COMPLETE", ExecutionStatus: "AVAILABLE" })
        {
            return new StepOutcome.Refused(new Finding(
                "ChangeSetNotExecutable",
                $"The confirmed change set is {set?.Status ?? "gone"} and {set?.ExecutionStatus ?? "not there"}: somebody changed the stack meanwhile."));
        }

        try
        {
            await context.Clients.ChangeSets.ExecuteAsync(confirmed.ChangeSetId, token, cancellationToken);
            return executed;
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Conflict)
        {
            // Either an earlier try of ours began after all, or the stack is busy with somebody else's change: then nothing of ours began.
            return await HasBegunAsync(context, confirmed.ChangeSetId, token, mayHaveActed: true, cancellationToken)
                ? executed
                : new StepOutcome.Refused(fault.ToFinding());
        }
        catch (AwsFaultException fault) when (fault.EffectUnknown)
        {
            // The next attempt looks first; only what surely did not begin is sent again, with the same token.
            return new StepOutcome.Faulted(fault.ToFinding(), Retryable: true);
        }
    }

    private static async Task<bool> HasBegunAsync(
        StepContext context, string changeSetId, string token, bool mayHaveActed, CancellationToken cancellationToken)
    {
        var stackId = context.Plan.StackId.Arn;
        var status = await context.Clients.Stacks.StatusAsync(stackId, cancellationToken);
        if (status?.ChangeSetId == changeSetId)
        {
            return true;
        }

        return mayHaveActed
            && (await context.Clients.Stacks.EventsSinceAsync(stackId, null, context.Run.StepBegan - TimeSpan.FromMinutes(5), cancellationToken))
                .Any(stackEvent => stackEvent.ClientRequestToken == token);
    }
}
