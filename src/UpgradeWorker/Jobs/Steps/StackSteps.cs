using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Follows the update, or AWS's undoing of it, to its end. Only looks.</summary>
internal static class StackSteps
{
    private const string Updated = "UPDATE_COMPLETE";
    private const string RolledBack = "UPDATE_ROLLBACK_COMPLETE";

    /// <summary>How long CloudFormation's answers about a stack may lag behind each other.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    public static async Task<StepOutcome> AwaitStackAsync(
        StepContext context, IReadOnlyDictionary<string, TimeSpan> usual, CancellationToken cancellationToken)
    {
        var executed = context.Required<Evidence.ChangeSetExecuted>();
        var status = await context.Clients.Stacks.StatusAsync(context.Plan.StackId.Arn, cancellationToken);
        if (status is null)
        {
            return Lost("The stack was deleted while it was updated.");
        }

        var events = await EventsAsync(context, cancellationToken);
        // Once another operation was begun, the status is that one's.
        var end = IsOurs(events, executed.Token) ? UpdateStory.EndOf(events) : null;
        var isYoung = context.Now - context.Run.StepBegan < Settling && end is null && !StackStatuses.IsInProgress(status.Status);
        if (status.ChangeSetId != executed.ChangeSetId && (isYoung || !events.Any(one => one.ClientRequestToken == executed.Token)))
        {
            // Until CloudFormation tells of our operation, its status may still be that of an earlier one, also where the first events are there.
            return new StepOutcome.NotYet($"{status.Status}: CloudFormation does not tell of the update yet");
        }

        if (end == Updated && UpdateStory.OthersFollowed(events))
        {
            return ByOthers($"the update was complete, but then something else was begun on the stack, which is {status.Status} now");
        }

        if (end == RolledBack || StackStatuses.IsRollback(status.Status))
        {
            return new StepOutcome.Refused(UpdateStory.WasCancelled(events)
                ? new Finding("UpdateCancelled", "A person cancelled the update (CancelUpdateStack); CloudFormation undoes it.")
                : new Finding("UpdateFailed", $"CloudFormation undoes the update: {UpdateStory.Failures(events)}"));
        }

        if (StackStatuses.IsStuck(status.Status))
        {
            return new StepOutcome.Faulted(
                new Finding("StackStuck", $"The stack is {status.Status}: {UpdateStory.Failures(events)}"), Retryable: false);
        }

        if (StackStatuses.IsInProgress(status.Status))
        {
            return new StepOutcome.NotYet(UpdateStory.Progress(status.Status, events, usual));
        }

        if (status.ChangeSetId != executed.ChangeSetId)
        {
            return ByOthers($"another change set ({status.ChangeSetId}) was executed while ours ran");
        }

        if (!StackStatuses.IsUpdated(status.Status))
        {
            return new StepOutcome.NotYet($"{status.Status} says nothing of how the update ended; looking again");
        }

        var reading = await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken);
        return reading is null
            ? Lost("The stack was deleted after it was updated.")
            : new StepOutcome.Done(new Evidence.StackUpdated(
                status.Status, [.. context.Plan.Instances.Select(reading.Look.PhysicalId).OfType<string>()], UpdateStory.Leftovers(events)));
    }

    public static async Task<StepOutcome> AwaitRollbackAsync(
        StepContext context, IReadOnlyDictionary<string, TimeSpan> usual, CancellationToken cancellationToken)
    {
        var status = await context.Clients.Stacks.StatusAsync(context.Plan.StackId.Arn, cancellationToken);
        var events = await EventsAsync(context, cancellationToken);
        if (IsOurs(events, context.Latest<Evidence.ChangeSetExecuted>()?.Token) && UpdateStory.EndOf(events) == RolledBack)
        {
            // Whatever was begun on the stack since.
            return Left(events);
        }

        return status?.Status switch
        {
            null => Lost("The stack was deleted while it was rolled back."),
            RolledBack => Left(events),
            "UPDATE_ROLLBACK_FAILED" => new StepOutcome.Faulted(RollbackFailed(events), Retryable: false),
            var other when !StackStatuses.IsInProgress(other) => ByOthers($"the stack is {other} and not rolled back"),
            var other => new StepOutcome.NotYet(UpdateStory.Progress(other, events, usual)),
        };
    }

    private static StepOutcome.Done Left(IReadOnlyList<StackEvent> events) => new([.. UpdateStory.Leftovers(events).Select(left =>
        new Evidence.Observed(new Finding("Leftover", $"CloudFormation could not delete {left}; delete it by hand.")))]);

    private static StepOutcome.Faulted ByOthers(string what) => new(
        new Finding(
            "ChangedByOthers",
            $"Somebody else changed the stack: {what}. Look at the stack's events, finish what this run had left by hand, and abandon it: "
            + "that opens a step for each migration that it did not run."),
        Retryable: false);

    private static bool IsOurs(IReadOnlyList<StackEvent> events, string? token) => events is [var first, ..] && token is not null && first.ClientRequestToken == token;

    private static Finding RollbackFailed(IReadOnlyList<StackEvent> events)
    {
        var stuck = UpdateStory.Stuck(events);
        return new Finding(
            "RollbackFailed",
            $"CloudFormation could not undo the update. Stuck: {(stuck.Count == 0 ? UpdateStory.Failures(events) : string.Join("; ", stuck))}. "
            + "Mend what these name, so that they can be as they were before. Then choose \"Continue update rollback\" in the console "
            + "(ContinueUpdateRollback) and let it try them again; skip no resource unless AWS Support says so, for CloudFormation would then "
            + "believe what is not so. When the stack is UPDATE_ROLLBACK_COMPLETE, retry this run: it starts the service and closes the run.");
    }

    private static StepOutcome.Faulted Lost(string message) => new(new Finding("StackMissing", message), Retryable: false);

    private static async Task<IReadOnlyList<StackEvent>> EventsAsync(StepContext context, CancellationToken cancellationToken)
    {
        var begun = context.Journal.FirstOrDefault(entry => entry.Generation == context.Run.Generation && entry.Step == RunStep.ExecuteChangeSet);
        var events = await context.Clients.Stacks.EventsSinceAsync(
            context.Plan.StackId.Arn, null, (begun?.At ?? context.Run.StepBegan) - AwsClock.Tolerance, cancellationToken);
        // AWS's clock may be a few minutes behind ours, so that events of an earlier operation may be among these: ours begin with our token.
        var token = context.Latest<Evidence.ChangeSetExecuted>()?.Token;
        var own = events.SkipWhile(one => one.ClientRequestToken != token).ToList();
        return own.Count > 0 ? own : events;
    }
}
