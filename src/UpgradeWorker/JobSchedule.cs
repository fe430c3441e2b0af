using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using UpgradeWorker.Configuration;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Jobs;
using UpgradeWorker.Storage;

namespace UpgradeWorker;

/// <summary>
/// The conveyor's clockwork: every stage ticks at its interval, never twice at once. The triggers live in memory only: what is due stands
/// in the tables, so a restart loses nothing and a late tick does no harm.
/// </summary>
internal static class JobSchedule
{
    /// <summary>The stages in the order in which data moves, with their intervals.</summary>
    public static IReadOnlyList<(Type Job, TimeSpan Interval)> Stages(JobSettings jobs) =>
    [
        (typeof(WatchStacksJob), jobs.WatchStacks),
        (typeof(WatchTemplatesJob), jobs.WatchTemplates),
        (typeof(DetectDriftJob), jobs.DetectDrift),
        (typeof(KeepLedgerJob), jobs.KeepLedger),
        (typeof(PlanUpgradesJob), jobs.PlanUpgrades),
        (typeof(SeekApprovalsJob), jobs.SeekApprovals),
        (typeof(CheckAheadJob), jobs.CheckAhead),
        (typeof(StartRunsJob), jobs.StartRuns),
        (typeof(AdvanceRunsJob), jobs.AdvanceRuns),
        (typeof(SendMailJob), jobs.SendMail),
        (typeof(SendSummaryJob), jobs.SendSummary),
    ];

    /// <summary>Registers the stages' triggers with Quartz.</summary>
    public static void Register(IServiceCollection services, JobSettings jobs)
    {
        services.AddSingleton<DatabaseAlarm>();
        services.AddSingleton<StageNotes>();
        services.AddQuartz(quartz =>
        {
            foreach (var (job, interval) in Stages(jobs))
            {
                var key = new JobKey(job.Name);
                quartz.AddJob(typeof(Tick<>).MakeGenericType(job), configure: one => one.WithIdentity(key));
                // Jitter keeps the stages of many workers from calling AWS in step.
                var jitter = TimeSpan.FromTicks((long)(interval.Ticks * jobs.Jitter * Random.Shared.NextDouble()));
                quartz.AddTrigger(trigger => trigger
                    .ForJob(key)
                    .WithIdentity(job.Name)
                    .StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(interval + jitter).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            }
        });
        services.AddHostedService<MailboxWatcher>();
        services.AddHostedService<HealthFile>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>
    /// Runs a stage unless another worker on the same database is at it. Those that claim each row before they act need no turn: several
    /// workers share the runs and the mails.
    /// </summary>
    /// <returns>Whether it did something.</returns>
    public static async Task<bool> TakeTurnAsync(Jobs.IJob job, Database database, CancellationToken cancellationToken)
    {
        if (job is AdvanceRunsJob or SendMailJob)
        {
            return await job.RunAsync(cancellationToken);
        }

        await using var turn = await database.TryTakeTurnAsync(job.GetType().Name, cancellationToken);
        return turn is not null && await job.RunAsync(cancellationToken);
    }

    /// <summary>One tick of a stage. Whatever goes wrong is logged once; what was due stays due.</summary>
    [DisallowConcurrentExecution]
    [SuppressMessage("Performance", "CA1812", Justification = "Quartz makes it.")]
    internal sealed class Tick<TJob>(TJob job, Database database, DatabaseAlarm alarm, StageNotes notes, ILogger<TJob> logger) : Quartz.IJob
        where TJob : Jobs.IJob
    {
        /// <inheritdoc/>
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            try
            {
                await TakeTurnAsync(job, database, cancellationToken);
                alarm.Worked(typeof(TJob).Name);
                notes.Worked(typeof(TJob).Name);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Stopping is not an error.
            }
            catch (DatabaseUnavailableException unavailable)
            {
                alarm.Failed(typeof(TJob).Name, unavailable.Message);
                notes.Failed(typeof(TJob).Name, unavailable.Message);
            }
            catch (Exception exception)
            {
                Log.JobFailed(logger, typeof(TJob).Name, exception);
                notes.Failed(typeof(TJob).Name, $"{exception.GetType().Name}: {exception.Message}");
            }
        }
    }
}
