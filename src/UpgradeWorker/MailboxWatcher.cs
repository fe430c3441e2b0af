using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Jobs;
using UpgradeWorker.Mail;

namespace UpgradeWorker;

/// <summary>Has the mailbox looked at as soon as a mail comes. Where that cannot be had, the regular look is enough.</summary>
internal sealed class MailboxWatcher(Mailbox mailbox, ISchedulerFactory schedulers, TimeProvider time, ILogger<MailboxWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (mailbox.Watch is not { } watch)
        {
            return;
        }

        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await watch.WaitAsync(stoppingToken) is not { } why)
                {
                    pause = FirstPause;
                    var scheduler = await schedulers.GetScheduler(stoppingToken);
                    await scheduler.TriggerJob(new JobKey(nameof(SeekApprovalsJob)), stoppingToken);
                    continue;
                }

                if (pause == FirstPause)
                {
                    Log.MailboxNotWatched(logger, why.ToString());
                }

                // A login that is refused must not be tried often; one that fails for another reason will be seen by the regular look.
                pause = why.Reason is "MailLoginRefused" or "NoIdle" || pause * 2 > LongestPause ? LongestPause : pause * 2;
                await Task.Delay(pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Stopping is not an error.
                return;
            }
        }
    }
}
