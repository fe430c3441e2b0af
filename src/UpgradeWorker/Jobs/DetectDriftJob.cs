using Cronos;
using Microsoft.Extensions.Logging;
using TimeZoneConverter;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Has CloudFormation detect drift of every stack by its cron expression, and keeps what it found.</summary>
public sealed class DetectDriftJob(
    StacksSettings stacks, JobSettings jobs, StackConnections connections, Database database, Post post, TimeProvider time, ILogger<DetectDriftJob> logger) : IJob
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(15);

    /// <summary>An upgrade that is to start soon waits for nothing longer than it must.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    private TimeSpan Poll => jobs.DetectDrift < LongestPoll ? jobs.DetectDrift : LongestPoll;

    /// <inheritdoc/>
    public Task<bool> RunAsync(CancellationToken cancellationToken) =>
        EachStack.RunAsync(stacks, "DetectDrift", logger, DetectAsync, cancellationToken);

    private async Task<bool> DetectAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (watch, look, last) = await database.ReadAsync(
            async session => (
                await DriftStore.WatchAsync(session, stack.Key), await WatchStore.LatestLookAsync(session, stack.Key),
                await DriftStore.LatestAsync(session, stack.Key)),
            cancellationToken);
        // What was found before an update says nothing of the stack after it.
        var isOutdated = watch is { DetectionId: null, Fault: null } && last is not null && look?.UpdatedAt > last.StartedAt;
        if (look is null || (watch is not null && watch.DueAt > now && !isOutdated)
            || (watch?.DetectionId is null && !StackStatuses.CanDetectDrift(look.Status)))
        {
            return false;
        }

        try
        {
            var clients = await connections.ForAsync(stack, cancellationToken);
            if (watch?.DetectionId is null)
            {
                var started = await clients.Drift.StartAsync(look.StackId.Arn, cancellationToken);
                var begun = new DriftWatch { DueAt = now + Poll, DetectionId = started, StartedAt = now, FaultSince = watch?.FaultSince, ToldAt = watch?.ToldAt };
                await SaveAsync(stack, begun, watch, null, cancellationToken);
                return true;
            }

            var report = await clients.Drift.ReportAsync(
                stack.Key, look.StackId.Arn, watch.DetectionId, watch.StartedAt ?? now, cancellationToken);
            if (report is null && now - (watch.StartedAt ?? now) < Longest)
            {
                await SaveAsync(stack, watch with { DueAt = now + Poll }, watch, null, cancellationToken);
                return false;
            }

            report ??= new DriftReport(stack.Key, watch.DetectionId, watch.StartedAt ?? now, Completed: false, "UNKNOWN", []);
            Log.DriftDetected(logger, stack.Key.Value, report.Status, report.Resources.Count);
            await SaveAsync(stack, new DriftWatch { DueAt = Next(stack, now) }, watch, report, cancellationToken);
            return true;
        }
        catch (AwsFaultException fault)
        {
            Log.DriftFailed(logger, stack.Key.Value, fault.Message);
            // What may pass is tried again soon, and told of only if it has not passed after a while: also that another detection is under
            // way, which is a person's, or our own if the answer to its beginning was lost.
            var since = watch?.FaultSince ?? now;
            var mayPass = (fault.IsRetryable || fault.Kind == AwsFaultKind.Conflict) && now - since < AfterFault;
            var isTold = !mayPass;
            var failed = new DriftWatch
            {
                DueAt = now + (mayPass ? Soon : AfterFault),
                Fault = fault.ToFinding().ToString(),
                FaultSince = since,
                ToldAt = watch?.ToldAt ?? (isTold ? now : null),
            };
            await SaveAsync(stack, failed, watch, null, cancellationToken);
            return false;
        }
    }

    private Task SaveAsync(StackSettings stack, DriftWatch watch, DriftWatch? before, DriftReport? report, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await DriftStore.SaveWatchAsync(session, stack.Key, watch);
                await TellAsync(session, stack, watch, before);
                if (report is not null)
                {
                    await DriftStore.SaveReportAsync(session, report);
                    var seen = stack.WithoutIgnored(report, time.GetUtcNow());
                    var news = DriftNews.Of(seen, await DriftStore.KnownAsync(session, stack.Key));
                    await DriftStore.SaveKnownAsync(session, stack.Key, news.Known);
                    await post.DriftAsync(session, stack, seen, news, Consequence(stack));
                }
            },
            cancellationToken);

    private async Task TellAsync(Session session, StackSettings stack, DriftWatch watch, DriftWatch? before)
    {
        var now = time.GetUtcNow();
        if (watch is { ToldAt: not null, Fault: { } fault, FaultSince: { } since } && before?.ToldAt is null)
        {
            await post.TellAsync(
                session, stack, $"drift-failing:{stack.Key}:{since.UtcTicks}",
                (approver, zone, templates) => DriftWatchMails.Failing(stack.Key, fault, since, approver, zone, templates), now);
        }
        else if (watch.FaultSince is null && before?.FaultSince is { } failed)
        {
            Log.DriftRecovered(logger, stack.Key.Value);
            if (before.ToldAt is not null)
            {
                await post.TellAsync(
                    session, stack, $"drift-detected-again:{stack.Key}:{failed.UtcTicks}",
                    (approver, zone, templates) => DriftWatchMails.Recovered(stack.Key, failed, now, approver, zone, templates), now);
            }
        }
    }

    private static string Consequence(StackSettings stack) => stack.DriftPolicy switch
    {
        DriftPolicy.Block => "An upgrade that touches a drifted resource waits until the drift is gone.",
        DriftPolicy.Warn => "Upgrades go on; each request tells what had drifted.",
        DriftPolicy.Revert => "You will be asked whether to bring the stack back to its template; upgrades follow after that.",
        _ => throw new InvalidOperationException("Unknown policy."),
    };

    private static DateTimeOffset Next(StackSettings stack, DateTimeOffset now) =>
        CronExpression.Parse(stack.DriftCron).GetNextOccurrence(now, TZConvert.GetTimeZoneInfo(stack.Zone)) ?? now + TimeSpan.FromDays(1);
}
