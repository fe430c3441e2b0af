using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using UpgradeWorker.Configuration;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Jobs;

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
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>One tick of a stage. Whatever goes wrong is logged once; what was due stays due.</summary>
    [DisallowConcurrentExecution]
    [SuppressMessage("Performance", "CA1812", Justification = "Quartz makes it.")]
    internal sealed class Tick<TJob>(TJob job, ILogger<TJob> logger) : Quartz.IJob
        where TJob : Jobs.IJob
    {
        /// <inheritdoc/>
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            try
            {
                await job.RunAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Stopping is not an error.
            }
            catch (Exception exception)
            {
                Log.JobFailed(logger, typeof(TJob).Name, exception);
            }
        }
    }
}
