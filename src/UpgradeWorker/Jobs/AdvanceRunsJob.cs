using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Moves every run on that is due, side by side, each claimed under a lease. A run that waits for AWS keeps no other one from moving.
/// </summary>
public sealed class AdvanceRunsJob(
    RunSettings limits, JobSettings jobs, Database database, RunStacks stacks, RunMover mover, AbandonedPlaces places, TimeProvider time,
    ILogger<AdvanceRunsJob> logger) : IJob
{
    private readonly string owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    // Kept from tick to tick: when one of them fails for want of the database, the others still count and are still waited for.
    private readonly List<Task<bool>> moving = [];
    private bool hasTakenOver;
    private bool hasTold;

    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (!hasTakenOver && database.HasOneWorker)
        {
            // Whoever holds a lease now was killed: this process has the data directory to itself.
            await database.WriteAsync(RunProgressStore.ReleaseAllAsync, cancellationToken);
            hasTakenOver = true;
        }

        if (!hasTold)
        {
            foreach (var (run, step) in await database.ReadAsync(RunProgressStore.AtUnknownStepsAsync, cancellationToken))
            {
                Log.UnknownStep(logger, run.Value, step);
            }

            hasTold = true;
        }

        var did = await places.EndAsync(cancellationToken);
        do
        {
            // As long as one is moving, others become due; they are not kept waiting for it.
            if (!cancellationToken.IsCancellationRequested)
            {
                did |= await TakeUpAsync(cancellationToken);
                did |= await TakeCommandsAsync(cancellationToken);
                while (moving.Count < limits.AtOnce && await ClaimAsync(cancellationToken) is { } claimed)
                {
                    moving.Add(mover.MoveAsync(claimed, cancellationToken));
                }
            }

            if (moving.Count > 0)
            {
                did |= await FirstAsync();
            }
        }
        while (moving.Count > 0 || (!cancellationToken.IsCancellationRequested && await IsAnyDueAsync(cancellationToken)));
        cancellationToken.ThrowIfCancellationRequested();
        return did;
    }

    /// <summary>Waits until one has moved, at the most as long as between two ticks of this job.</summary>
    private async Task<bool> FirstAsync()
    {
        using var waited = new CancellationTokenSource();
        var pause = Task.Delay(jobs.AdvanceRuns, time, waited.Token);
        await Task.WhenAny([.. moving, pause]);
        await waited.CancelAsync();
        var did = false;
        foreach (var moved in moving.Where(one => one.IsCompleted).ToList())
        {
            moving.Remove(moved);
            // A stop is told once all have handed their leases back.
            did |= !moved.IsCanceled && await moved;
        }

        return did;
    }

    private Task<bool> IsAnyDueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => RunProgressStore.IsAnyDueAsync(session, time.GetUtcNow(), stacks.MayMove), cancellationToken);

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
            var unknown = await RunProgressStore.AtUnknownStepsAsync(session);
            foreach (var command in commands)
            {
                var id = new RunId(command.Target ?? "");
                if (unknown.FirstOrDefault(one => one.Id == id) is { Step: { } at })
                {
                    // What cannot be read keeps no other run's command from being taken.
                    var why = $"Run {id} stands at {at}, which this version of UpgradeWorker does not know: install the version that wrote it.";
                    await RunProgressStore.TakeCommandAsync(session, command.Id, id, time.GetUtcNow(), why);
                    continue;
                }

                var (after, result) = RunCommands.Apply(
                    await RunProgressStore.FindAsync(session, id), await RunProgressStore.JournalAsync(session, id), command.Verb,
                    command.UserName, command.Arguments.GetValueOrDefault("step"), command.Arguments.GetValueOrDefault("reason"), time.GetUtcNow());
                await RunProgressStore.TakeCommandAsync(session, command.Id, id, time.GetUtcNow(), result);
                if (after is not null)
                {
                    await RunProgressStore.AppendAsync(session, after, time.GetUtcNow(), JournalKind.Operator, result, []);
                    await RunProgressStore.ReopenAsync(session, after);
                }
            }

            return await ManualStepBook.TakeAsync(session, time.GetUtcNow()) || commands.Count > 0;
        },
        cancellationToken);

    private Task<ClaimedRun?> ClaimAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session => RunProgressStore.ClaimDueAsync(session, owner, time.GetUtcNow(), time.GetUtcNow() + RunMover.Lease, stacks.MayMove), cancellationToken);
}
