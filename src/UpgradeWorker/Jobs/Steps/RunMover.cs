using Microsoft.Extensions.Logging;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>
/// Moves one claimed run by one step's tick: journals that the attempt begins, carries the step out, asks the run script where that leads,
/// and saves run, journal and mail in one transaction. While it works the lease is renewed.
/// </summary>
public sealed class RunMover(
    RunStacks stacks, RunSettings limits, AwsSettings aws, StackConnections connections, Database database, StepExecutor executor, Post post,
    TimeProvider time, ILogger<RunMover> logger)
{
    /// <summary>Longer than any single call to AWS.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>No tick is longer, whatever AWS does; what it did not get done comes at the next.</summary>
    private static readonly TimeSpan LongestTick = TimeSpan.FromMinutes(15);

    /// <summary>Moves it.</summary>
    /// <returns>Whether there was anything new.</returns>
    public async Task<bool> MoveAsync(ClaimedRun claimed, CancellationToken stopping)
    {
        var (run, leftAlone) = RunScript.TakeUp(claimed.Run, time.GetUtcNow());
        claimed = claimed with { Run = run };
        using var scope = logger.BeginScope(new Dictionary<string, object>
        {
            ["StackId"] = run.StackId.Arn,
            ["StackKey"] = run.Stack.Value,
            ["RunId"] = run.Id.Value,
            ["Step"] = run.Step.ToString(),
            ["Attempt"] = run.Attempt,
        });
        // A stop lets the call under way end, for a call that is cut off leaves its fate unknown.
        using var tick = new CancellationTokenSource(LongestTick, time);
        using var grace = stopping.Register(() => tick.CancelAfter(aws.CallDeadline));
        using var lost = new CancellationTokenSource();
        using var end = lost.Token.Register(tick.Cancel);
        using var idle = new CancellationTokenSource();
        var renewal = RenewAsync(claimed, lost, idle.Token);
        try
        {
            var outcome = await TickAsync(claimed, leftAlone, () => stopping.IsCancellationRequested || lost.IsCancellationRequested, tick.Token);
            return await SaveAsync(claimed, outcome);
        }
        catch (OperationCanceledException) when (tick.IsCancellationRequested)
        {
            await database.WriteAsync(session => RunProgressStore.ReleaseAsync(session, run.Id, claimed.Fence), CancellationToken.None);
            stopping.ThrowIfCancellationRequested();
            return false;
        }
        catch (StaleRunException stale)
        {
            Log.RunLost(logger, stale.Message);
            return false;
        }
        finally
        {
            await idle.CancelAsync();
            await renewal;
        }
    }

    /// <summary>A tick that is cut off for its length counts as one that looked, so that the step's deadline bounds these too.</summary>
    private async Task<StepOutcome> TickAsync(ClaimedRun claimed, Evidence.LeftAlone? leftAlone, Func<bool> mustLeave, CancellationToken tick)
    {
        try
        {
            return await ExecuteAsync(claimed, leftAlone, tick);
        }
        catch (OperationCanceledException) when (tick.IsCancellationRequested && !mustLeave())
        {
            return new StepOutcome.NotYet($"AWS answers so slowly that {LongestTick.TotalMinutes:0} minutes were not enough; looking again");
        }
    }

    private async Task RenewAsync(ClaimedRun claimed, CancellationTokenSource lease, CancellationToken idle)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Lease / 3, time, idle);
                await database.WriteAsync(
                    session => RunProgressStore.RenewAsync(session, claimed.Run.Id, claimed.Fence, time.GetUtcNow() + Lease), idle);
            }
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested)
        {
            // The tick has ended.
        }
        catch (Exception lost)
        {
            // Without a lease another worker may act: this one must not.
            Log.RunLost(logger, lost.Message);
            await lease.CancelAsync();
        }
    }

    private async Task<StepOutcome> ExecuteAsync(ClaimedRun claimed, Evidence.LeftAlone? leftAlone, CancellationToken cancellationToken)
    {
        var run = claimed.Run;
        if (stacks.Of(run) is not { } stack)
        {
            // All that is left of Report is the mail.
            return run.Step == RunStep.Report ? new StepOutcome.Done()
                : new StepOutcome.Stranded(stacks.WhyStranded(run, await database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), cancellationToken)));
        }

        try
        {
            var (journal, plan, started, past) = await BeginAsync(claimed, leftAlone, cancellationToken);
            if (plan is null || started is null)
            {
                return new StepOutcome.Faulted(new Finding("PlanLost", $"The plan {run.Plan.Short} of the run is not in the database."), Retryable: false);
            }

            var clients = await connections.ForAsync(stack, cancellationToken);
            var context = new StepContext(run, started.RequestId, plan, stack, clients, journal, time.GetUtcNow())
            {
                Expected = ExpectedDurations.Of(stack.ExpectedDuration, past),
                IntendAsync = (message, intent) => database.WriteAsync(
                    session => RunProgressStore.IntendAsync(session, run, claimed.Fence, time.GetUtcNow(), message, [intent]), cancellationToken),
            };
            return await executor.ExecuteAsync(context, cancellationToken);
        }
        catch (AwsFaultException fault)
        {
            return new StepOutcome.Faulted(fault.ToFinding(), fault.IsRetryable || fault.EffectUnknown || RunScript.GoesOn(run.Step));
        }
        catch (Exception defect) when (defect is not (OperationCanceledException or StaleRunException or DatabaseUnavailableException) || (defect is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.StepDefect(logger, run.Step.ToString(), defect);
            return new StepOutcome.Faulted(new Finding("Defect", $"{defect.GetType().Name} in {run.Step}; the log has more."), Retryable: true);
        }
    }

    /// <summary>Journals that the attempt begins, unless an earlier tick of the same attempt did.</summary>
    private Task<(IReadOnlyList<JournalEntry> Journal, Plan? Plan, StartedRun? Started, IReadOnlyList<TimeSpan> Past)> BeginAsync(
        ClaimedRun claimed, Evidence.LeftAlone? leftAlone, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var run = claimed.Run;
            var plan = await PlanStore.PlanAsync(session, run.Plan);
            var started = await RunStore.FindAsync(session, run.Id);
            var journal = await RunProgressStore.JournalAsync(session, run.Id);
            if (Journal.OfAttempt(journal, run).Count == 0)
            {
                await RunProgressStore.BeginAsync(session, run, claimed.Fence, time.GetUtcNow(), RunScript.Of(run.Step).Goal);
                journal = await RunProgressStore.JournalAsync(session, run.Id);
                if (run is { Step: RunStep.Preflight, Attempt: 1 } && plan is not null && stacks.Of(run) is { } stack)
                {
                    await post.StartedAsync(session, stack, run, plan, time.GetUtcNow());
                }
            }

            if (leftAlone is not null)
            {
                var words = $"nobody looked after the run from {leftAlone.From:u} to {leftAlone.To:u}: the worker was not running";
                await RunProgressStore.IntendAsync(session, run, claimed.Fence, time.GetUtcNow(), words, [leftAlone]);
                journal = await RunProgressStore.JournalAsync(session, run.Id);
            }

            var past = plan is null ? [] : await RunDurationStore.PastAsync(session, run.Stack, ExpectedDurations.KindOf(plan));
            return (journal, plan, started, past);
        },
        cancellationToken);

    private async Task<bool> SaveAsync(ClaimedRun claimed, StepOutcome outcome)
    {
        var run = claimed.Run;
        var now = time.GetUtcNow();
        var journal = await database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), CancellationToken.None);
        var judged = RunScript.Judge(run, outcome, now, journal);
        var after = Sooner(RunScript.Advance(run, judged, now), now);
        var (kind, message, evidence) = Line(run, judged);
        // What was seen too late for the deadline was seen all the same.
        evidence = outcome is StepOutcome.NotYet seen ? seen.Evidence : evidence;
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

                if (after is { EndedAt: not null, Ending: RunEnding.Abandoned }
                    && !RunCommands.MayHaveExecuted(run, await RunProgressStore.JournalAsync(session, run.Id)))
                {
                    // Also where Settle could not look. Where an update may be going on, the instance may be to come: see AbandonedPlaces.
                    await ReservationStore.ReleaseAsync(session, after, now, "the run was abandoned before it executed anything");
                }

                if (after.EndedAt is not null)
                {
                    var audience = await stacks.AudienceAsync(session, run);
                    await ManualStepBook.OpenAsync(session, after, audience.Profile, now);
                    if (await PlanStore.PlanAsync(session, run.Plan) is { } plan)
                    {
                        await post.EndedAsync(session, audience, after, plan, await RunProgressStore.JournalAsync(session, run.Id), now);
                    }
                }

                return isNews;
            },
            CancellationToken.None);
        Tell(run, after, kind, message, tells);
        return tells || after.Step != run.Step;
    }

    private static (JournalKind Kind, string Message, IReadOnlyList<Evidence> Evidence) Line(Run run, StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done { Evidence: [Evidence.Observed { Finding: { Reason: "NotNeeded" } notNeeded }] } done =>
            (JournalKind.Done, notNeeded.Message, done.Evidence),
        StepOutcome.Done done => (JournalKind.Done, RunScript.Of(run.Step).Goal, done.Evidence),
        StepOutcome.NotYet notYet => (JournalKind.Progress, notYet.Progress, notYet.Evidence),
        StepOutcome.Faulted faulted => (JournalKind.Faulted, faulted.Why.ToString(), []),
        StepOutcome.Refused refused => (JournalKind.Refused, refused.Why.ToString(), []),
        StepOutcome.Stranded stranded => (JournalKind.Faulted, stranded.Why.ToString(), []),
        _ => throw new InvalidOperationException("Unknown outcome."),
    };

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
