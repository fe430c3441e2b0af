using Microsoft.Extensions.Logging;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Moves every run on that is due: claims it under a lease, journals that the attempt begins, carries the step out, asks the run script
/// where that leads, and saves run, journal and mail in one transaction.
/// </summary>
public sealed class AdvanceRunsJob(
    StacksSettings stacks, RunSettings limits, StackConnections connections, Database database, StepExecutor executor, Post post, TimeProvider time,
    ILogger<AdvanceRunsJob> logger) : IJob
{
    /// <summary>Longer than any single call to AWS.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly string owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var did = await TakeUpAsync(cancellationToken);
        did |= await TakeCommandsAsync(cancellationToken);
        while (await ClaimAsync(cancellationToken) is { } claimed)
        {
            did |= await AdvanceAsync(claimed, cancellationToken);
        }

        return did;
    }

    private Task<bool> TakeUpAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var started = await RunStore.NotTakenUpAsync(session);
            foreach (var run in started)
            {
                await RunProgressStore.TakeUpAsync(
                    session, Run.Start(run.Id, run.Stack, run.StackId, run.Plan, run.WindowCloses, run.StartedAt));
            }

            return started.Count > 0;
        },
        cancellationToken);

    private Task<bool> TakeCommandsAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var commands = await CommandStore.ForRunsAsync(session);
            foreach (var command in commands)
            {
                var id = new RunId(command.Target ?? "");
                var (after, result) = RunCommands.Apply(
                    await RunProgressStore.FindAsync(session, id), await RunProgressStore.JournalAsync(session, id), command.Verb,
                    command.UserName, command.Arguments.GetValueOrDefault("reason"), time.GetUtcNow());
                await RunProgressStore.TakeCommandAsync(session, command.Id, id, time.GetUtcNow(), result);
                if (after is not null)
                {
                    await RunProgressStore.AppendAsync(session, after, time.GetUtcNow(), JournalKind.Operator, result, []);
                    await RunProgressStore.ReopenAsync(session, after);
                    if (after.Ending == RunEnding.Abandoned)
                    {
                        // What an instance of the run used up stands in the ledger; nothing more will come of it.
                        await ReservationStore.ReleaseAsync(session, after, time.GetUtcNow(), "the run was abandoned");
                    }
                }
            }

            return await ManualStepBook.TakeAsync(session, time.GetUtcNow()) || commands.Count > 0;
        },
        cancellationToken);

    private Task<ClaimedRun?> ClaimAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session => RunProgressStore.ClaimDueAsync(session, owner, time.GetUtcNow(), time.GetUtcNow() + Lease), cancellationToken);

    private async Task<bool> AdvanceAsync(ClaimedRun claimed, CancellationToken cancellationToken)
    {
        var run = claimed.Run;
        using var scope = logger.BeginScope(new Dictionary<string, object>
        {
            ["StackId"] = run.StackId.Arn,
            ["RunId"] = run.Id.Value,
            ["Step"] = run.Step.ToString(),
            ["Attempt"] = run.Attempt,
        });
        try
        {
            var outcome = await ExecuteAsync(run, cancellationToken);
            return await SaveAsync(claimed, outcome, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await database.WriteAsync(
                session => RunProgressStore.ReleaseAsync(session, run.Id, claimed.Fence), CancellationToken.None);
            throw;
        }
        catch (StaleRunException stale)
        {
            Log.RunLost(logger, stale.Message);
            return false;
        }
    }

    private async Task<StepOutcome> ExecuteAsync(Run run, CancellationToken cancellationToken)
    {
        if (stacks.Find(run.Stack) is not { } stack)
        {
            return new StepOutcome.Faulted(
                new Finding("StackNotConfigured", $"The settings no longer have a stack {run.Stack}: put it back, or abandon the run."), Retryable: true);
        }

        var (journal, plan, started, recovering) = await BeginAsync(run, cancellationToken);
        if (plan is null || started is null)
        {
            return new StepOutcome.Faulted(new Finding("PlanLost", $"The plan {run.Plan.Short} of the run is not in the database."), Retryable: false);
        }

        try
        {
            var clients = await connections.ForAsync(stack, cancellationToken);
            var context = new StepContext(run, started.RequestId, plan, stack, clients, journal, time.GetUtcNow(), recovering);
            return await executor.ExecuteAsync(context, cancellationToken);
        }
        catch (AwsFaultException fault)
        {
            return new StepOutcome.Faulted(fault.ToFinding(), fault.IsRetryable || fault.EffectUnknown);
        }
        catch (Exception defect) when (defect is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.StepDefect(logger, run.Step.ToString(), defect);
            return new StepOutcome.Faulted(new Finding("Defect", $"{defect.GetType().Name} in {run.Step}; the log has more."), Retryable: true);
        }
    }

    /// <summary>Journals that the attempt begins, unless an earlier tick of the same attempt did.</summary>
    private Task<(IReadOnlyList<JournalEntry> Journal, Core.Planning.Plan? Plan, StartedRun? Started, bool Recovering)> BeginAsync(
        Run run, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var plan = await PlanStore.PlanAsync(session, run.Plan);
            var started = await RunStore.FindAsync(session, run.Id);
            var journal = await RunProgressStore.JournalAsync(session, run.Id);
            var recovering = journal is [.., { Kind: JournalKind.Begun } last] && last.Step == run.Step && last.Attempt == run.Attempt
                && last.Generation == run.Generation && last.At >= run.StepBegan;
            var isUnderWay = recovering || (journal is [.., { Kind: JournalKind.Progress } progress] && progress.Step == run.Step
                && progress.Attempt == run.Attempt && progress.Generation == run.Generation && progress.At >= run.StepBegan);
            if (!isUnderWay)
            {
                await RunProgressStore.AppendAsync(session, run, time.GetUtcNow(), JournalKind.Begun, RunScript.Of(run.Step).Goal, []);
                journal = await RunProgressStore.JournalAsync(session, run.Id);
                if (run is { Step: RunStep.Preflight, Attempt: 1 } && plan is not null && stacks.Find(run.Stack) is { } stack)
                {
                    await post.StartedAsync(session, stack, run, plan, time.GetUtcNow());
                }
            }

            return (journal, plan, started, recovering);
        },
        cancellationToken);

    private async Task<bool> SaveAsync(ClaimedRun claimed, StepOutcome outcome, CancellationToken cancellationToken)
    {
        var run = claimed.Run;
        var now = time.GetUtcNow();
        var after = Sooner(RunScript.Advance(run, outcome, now), now);
        var (kind, message, evidence) = outcome switch
        {
            StepOutcome.Done { Evidence: [Evidence.Observed { Finding: { Reason: "NotNeeded" } notNeeded }] } done =>
                (JournalKind.Done, notNeeded.Message, done.Evidence),
            StepOutcome.Done done => (JournalKind.Done, RunScript.Of(run.Step).Goal, done.Evidence),
            StepOutcome.NotYet notYet => (JournalKind.Progress, notYet.Progress, notYet.Evidence),
            StepOutcome.Faulted faulted => (JournalKind.Faulted, faulted.Why.ToString(), []),
            StepOutcome.Refused refused => (JournalKind.Refused, refused.Why.ToString(), []),
            _ => throw new InvalidOperationException("Unknown outcome."),
        };
        var tells = await database.WriteAsync(
            async session =>
            {
                await RunProgressStore.SaveAsync(session, after, claimed.Fence);
                var last = (await RunProgressStore.JournalAsync(session, run.Id)) is [.., var entry] ? entry : null;
                var isNews = kind != JournalKind.Progress || evidence.Count > 0 || last?.Message != message || last.Kind != kind;
                if (isNews)
                {
                    await RunProgressStore.AppendAsync(session, run, now, kind, message, evidence);
                }

                if (after.EndedAt is not null)
                {
                    await ManualStepBook.OpenAsync(session, after, now);
                }

                if (after.EndedAt is not null && stacks.Find(run.Stack) is { } stack)
                {
                    await TellEndAsync(session, stack, after, now);
                }

                return isNews;
            },
            cancellationToken);
        Tell(run, after, kind, message, tells);
        return tells || after.Step != run.Step;
    }

    private async Task TellEndAsync(Session session, StackSettings stack, Run run, DateTimeOffset now)
    {
        if (await PlanStore.PlanAsync(session, run.Plan) is { } plan)
        {
            await post.EndedAsync(session, stack, run, plan, await RunProgressStore.JournalAsync(session, run.Id), now);
        }
    }

    /// <summary>The next look at the latest after the longest poll of the settings.</summary>
    private Run Sooner(Run run, DateTimeOffset now) =>
        limits.LongestPoll is { } longest && run.EndedAt is null && run.Due > now + longest ? run with { Due = now + longest } : run;

    private void Tell(Run run, Run after, JournalKind kind, string message, bool isNews)
    {
        if (kind is JournalKind.Faulted or JournalKind.Refused)
        {
            Log.StepFailed(logger, run.Step.ToString(), run.Attempt, message);
        }
        else if (isNews)
        {
            Log.StepSaid(logger, run.Step.ToString(), run.Attempt, message);
        }

        if (after is { EndedAt: not null, Ending: { } ending })
        {
            Log.RunEnded(logger, ending.ToString());
        }
    }
}
