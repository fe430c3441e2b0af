using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Follows the update, or AWS's undoing of it, to its end. Only looks.</summary>
internal static class StackSteps
{
    public static async Task<StepOutcome> AwaitStackAsync(StepContext context, CancellationToken cancellationToken)
    {
        var executed = context.Required<Evidence.ChangeSetExecuted>();
        var status = await context.Clients.Stacks.StatusAsync(context.Plan.StackId.Arn, cancellationToken);
        if (status is null)
        {
            return new StepOutcome.Faulted(new Finding("StackMissing", "The stack was deleted while it was updated."), Retryable: false);
        }

        var events = await EventsAsync(context, cancellationToken);
        if (StackStatuses.IsRollback(status.Status))
        {
            return new StepOutcome.Refused(new Finding("UpdateFailed", $"CloudFormation undoes the update: {Failures(events, executed.Token)}"));
        }

        if (StackStatuses.IsStuck(status.Status))
        {
            return new StepOutcome.Faulted(
                new Finding("StackStuck", $"The stack is {status.Status}: {Failures(events, executed.Token)}"), Retryable: false);
        }

        if (StackStatuses.IsInProgress(status.Status) || !events.Any(one => one.ClientRequestToken == executed.Token))
        {
            return new StepOutcome.NotYet(Progress(status.Status, events));
        }

        if (status.ChangeSetId != executed.ChangeSetId)
        {
            return new StepOutcome.Faulted(
                new Finding("ChangedByOthers", $"Another change set ({status.ChangeSetId}) was executed while ours ran: look at the stack's events."),
                Retryable: false);
        }

        var reading = await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken);
        return reading is null
            ? new StepOutcome.Faulted(new Finding("StackMissing", "The stack was deleted after it was updated."), Retryable: false)
            : new StepOutcome.Done(new Evidence.StackUpdated(
                status.Status,
                [.. context.Plan.Instances.Select(reading.Look.PhysicalId).OfType<string>()],
                [.. events.Where(one => one.Status == "DELETE_FAILED").Select(one => $"{one.LogicalId} {one.PhysicalId}: {one.StatusReason}").Distinct()]));
    }

    public static async Task<StepOutcome> AwaitRollbackAsync(StepContext context, CancellationToken cancellationToken)
    {
        var status = await context.Clients.Stacks.StatusAsync(context.Plan.StackId.Arn, cancellationToken);
        var events = await EventsAsync(context, cancellationToken);
        return status?.Status switch
        {
            null => new StepOutcome.Faulted(new Finding("StackMissing", "The stack was deleted while it was rolled back."), Retryable: false),
            "UPDATE_ROLLBACK_COMPLETE" => new StepOutcome.Done(),
            "UPDATE_ROLLBACK_FAILED" => new StepOutcome.Faulted(
                new Finding(
                    "RollbackFailed",
                    "CloudFormation could not undo the update. Mend what it names, then choose \"Continue update rollback\" in the console "
                    + $"(ContinueUpdateRollback); skip no resource unless AWS Support says so. {Failures(events, null)}"),
                Retryable: false),
            var other => new StepOutcome.NotYet(Progress(other, events)),
        };
    }

    private static Task<IReadOnlyList<StackEvent>> EventsAsync(StepContext context, CancellationToken cancellationToken)
    {
        var begun = context.Journal.FirstOrDefault(entry => entry.Generation == context.Run.Generation && entry.Step == RunStep.ExecuteChangeSet);
        // AWS's clock may be a few minutes behind ours; older events are told apart by their token.
        return context.Clients.Stacks.EventsSinceAsync(
            context.Plan.StackId.Arn, null, (begun?.At ?? context.Run.StepBegan) - TimeSpan.FromMinutes(5), cancellationToken);
    }

    private static string Progress(string status, IReadOnlyList<StackEvent> events)
    {
        var working = events.Where(one => !one.IsOfStack).GroupBy(one => one.LogicalId).Select(group => group.Last())
            .Where(last => StackStatuses.IsInProgress(last.Status)).Select(last => $"{last.LogicalId} {last.Status} since {last.At:HH:mm:ss} UTC").ToList();
        return working.Count == 0 ? status : $"{status}: {string.Join(", ", working)}";
    }

    private static string Failures(IReadOnlyList<StackEvent> events, string? token)
    {
        var failed = events.Where(one => one.Status.EndsWith("_FAILED", StringComparison.Ordinal) && (token is null || one.ClientRequestToken == token))
            .Select(one => $"{one.LogicalId} {one.Status}: {one.StatusReason}").Distinct().Take(5).ToList();
        return failed.Count == 0 ? "no event names a reason." : string.Join("; ", failed);
    }
}
