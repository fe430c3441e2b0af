using UpgradeWorker.Aws;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>
/// Has CloudFormation execute the change set that was confirmed, and no other. A change set executes at most once, so what is in doubt is
/// only whether it began. That is settled by looking; and before the run turns away after a doubt, by deleting the set: what is deleted
/// never begins, and what has begun cannot be deleted.
/// </summary>
internal static class ExecuteStep
{
    /// <summary>How long a call whose answer was lost may still be on its way to CloudFormation.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    private const int MostSendings = 5;

    /// <summary>Well before the step's deadline, after which nobody would settle what is in doubt.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Executes.</summary>
    /// <param name="context">The step.</param>
    /// <param name="holdAsync">Looks who stopped it since the start; null when nobody did.</param>
    /// <param name="noRoom">Why the certificate ledger has no room any more; null when it has.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public static async Task<StepOutcome> RunAsync(
        StepContext context, Func<Task<Verdict?>> holdAsync, Finding? noRoom, CancellationToken cancellationToken)
    {
        var confirmed = context.Required<Evidence.ChangeSetConfirmed>();
        var token = RunNames.ExecutionToken(context.Run.Id, context.Run.Generation);
        var doubts = context.All<Evidence.ExecutionUncertain>().ToList();
        try
        {
            if (await HasBegunAsync(context, confirmed.ChangeSetId, token, doubts.Count > 0, cancellationToken))
            {
                return new StepOutcome.Done(new Evidence.ChangeSetExecuted(confirmed.ChangeSetId, token));
            }

            if (doubts is [.., var last] && context.Now < last.At + Settling)
            {
                return new StepOutcome.NotYet("looking whether CloudFormation has begun");
            }

            return await SendAsync(context, confirmed, token, doubts.Count, holdAsync, noRoom, cancellationToken);
        }
        catch (AwsFaultException fault) when (!fault.EffectUnknown)
        {
            // Giving up here would leave the service stopped for want of a look, also where AWS denies the look. What was never sent may be
            // given up, and then the service is started again; else looking goes on.
            return doubts.Count == 0 && (!fault.IsRetryable || IsLate(context))
                ? new StepOutcome.Refused(fault.ToFinding())
                : new StepOutcome.NotYet($"looking whether CloudFormation has begun; at present: {fault.ErrorCode}");
        }
    }

    private static bool IsLate(StepContext context) => context.Now - context.Run.StepBegan > Patience;

    private static async Task<StepOutcome> SendAsync(
        StepContext context, Evidence.ChangeSetConfirmed confirmed, string token, int doubts, Func<Task<Verdict?>> holdAsync, Finding? noRoom,
        CancellationToken cancellationToken)
    {
        var closed = ExecutionGate.Check(context.Plan, confirmed, context.Journal, context.Run, context.Expected, await holdAsync(), context.Now);
        if (closed is null && noRoom is { Reason: "LedgerNotCurrent" } && !IsLate(context))
        {
            // One failed look at a stack comes right with the next.
            return new StepOutcome.NotYet(noRoom.Message);
        }

        if ((closed ?? noRoom) is { } no)
        {
            return await TurnAwayAsync(context, confirmed.ChangeSetId, doubts, no, cancellationToken);
        }

        if (doubts >= MostSendings || (doubts > 0 && IsLate(context)))
        {
            return await TurnAwayAsync(
                context, confirmed.ChangeSetId, doubts,
                new Finding("ExecutionNotAnswered", $"CloudFormation was asked {doubts} times to execute the change set and never began."), cancellationToken);
        }

        var set = await context.Clients.ChangeSets.DescribeAsync(confirmed.ChangeSetId, cancellationToken);
        if (set is { ExecutionStatus: "EXECUTE_IN_PROGRESS" or "EXECUTE_COMPLETE" or "EXECUTE_FAILED" })
        {
            // Nobody else can have executed a set whose name only this run knows, unless by hand: either way it is the approved one.
            return new StepOutcome.Done(new Evidence.ChangeSetExecuted(confirmed.ChangeSetId, token));
        }

        if (set is not { Status: "CREATE_COMPLETE", ExecutionStatus: "AVAILABLE" })
        {
            return new StepOutcome.Refused(new Finding(
                "ChangeSetNotExecutable",
                $"The confirmed change set is {set?.Status ?? "gone"} and {set?.ExecutionStatus ?? "not there"}: somebody changed the stack meanwhile."));
        }

        await context.IntendAsync("sending the change set to be executed", new Evidence.ExecutionUncertain(context.Now));
        // Who said HOLD before this intent was told that nothing will be executed; who says it from now on is told that it is too late.
        if (ExecutionGate.TurnsBack(context.Run, context.Expected, await holdAsync(), context.Now) is { } held)
        {
            return await TurnAwayAsync(context, confirmed.ChangeSetId, doubts, held, cancellationToken);
        }

        try
        {
            await context.Clients.ChangeSets.ExecuteAsync(confirmed.ChangeSetId, token, cancellationToken);
            return new StepOutcome.Done(new Evidence.ChangeSetExecuted(confirmed.ChangeSetId, token));
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Conflict)
        {
            // Either an earlier sending of ours began after all, or the stack is busy with somebody else's change: then nothing of ours began.
            try
            {
                return await HasBegunAsync(context, confirmed.ChangeSetId, token, mayHaveActed: true, cancellationToken)
                    ? new StepOutcome.Done(new Evidence.ChangeSetExecuted(confirmed.ChangeSetId, token))
                    : await TurnAwayAsync(context, confirmed.ChangeSetId, doubts, fault.ToFinding(), cancellationToken);
            }
            catch (AwsFaultException blind)
            {
                return new StepOutcome.NotYet($"CloudFormation is busy; looking whether it is with this update; at present: {blind.ErrorCode}");
            }
        }
        catch (AwsFaultException fault) when (fault.EffectUnknown)
        {
            return new StepOutcome.NotYet($"sent; no answer came ({fault.ErrorCode}), looking whether CloudFormation has begun");
        }
        catch (AwsFaultException fault) when (!fault.IsRetryable)
        {
            return await TurnAwayAsync(context, confirmed.ChangeSetId, doubts, fault.ToFinding(), cancellationToken);
        }
    }

    /// <summary>Refuses; after a doubt only once the set is surely gone, for else the service would start while the update begins.</summary>
    private static async Task<StepOutcome> TurnAwayAsync(
        StepContext context, string changeSetId, int doubts, Finding why, CancellationToken cancellationToken)
    {
        if (doubts == 0)
        {
            return new StepOutcome.Refused(why);
        }

        try
        {
            await context.Clients.ChangeSets.DeleteAsync(changeSetId, cancellationToken);
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Conflict)
        {
            return new StepOutcome.NotYet("the change set cannot be deleted: it is being executed");
        }
        catch (AwsFaultException fault) when (fault.EffectUnknown)
        {
            // Whether it is gone is looked at now.
        }

        return await context.Clients.ChangeSets.DescribeAsync(changeSetId, cancellationToken) switch
        {
            null => new StepOutcome.Refused(why),
            { ExecutionStatus: "EXECUTE_IN_PROGRESS" or "EXECUTE_COMPLETE" or "EXECUTE_FAILED" } => new StepOutcome.NotYet("the change set is being executed"),
            _ => new StepOutcome.NotYet("waiting until the change set is deleted"),
        };
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

        // Since the first sending, which a person's retry may be hours after.
        var sent = context.All<Evidence.ExecutionUncertain>().Select(doubt => doubt.At).DefaultIfEmpty(context.Now).First();
        return mayHaveActed
            && (await context.Clients.Stacks.EventsSinceAsync(stackId, null, sent - AwsClock.Tolerance, cancellationToken))
                .Any(stackEvent => stackEvent.ClientRequestToken == token);
    }
}
