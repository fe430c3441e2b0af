using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Starts the run of an approved plan when its window is open and nothing speaks against it. Inserts runs, nothing else.</summary>
public sealed class StartRunsJob(
    StacksSettings stacks, RunSettings limits, ApprovalSettings approvals, LedgerLimits certificates, Mailbox mailbox, Database database,
    TimeProvider time, ILogger<StartRunsJob> logger) : IJob
{
    // Requests of which the log has said that nothing will come.
    private readonly HashSet<string> hopeless = [];

    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var open = await database.ReadAsync(ApprovalStore.OpenAsync, cancellationToken);
        var did = false;
        foreach (var request in open.Where(request => request.State == ApprovalState.Approved))
        {
            if (stacks.Find(request.Stack) is { } stack)
            {
                try
                {
                    did |= await StartAsync(stack, request, cancellationToken);
                }
                catch (Exception exception) when (exception is not (DatabaseUnavailableException or OperationCanceledException))
                {
                    // What goes wrong with one never stops another.
                    Log.StageFailed(logger, nameof(StartRunsJob), stack.Key.Value, exception);
                }
            }
        }

        return did;
    }

    // One transaction decides and inserts, so that two workers never start two runs.
    private Task<bool> StartAsync(StackSettings stack, ApprovalRequest request, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            var look = await WatchStore.LatestLookAsync(session, stack.Key);
            var plan = await PlanStore.PlanAsync(session, request.Plan);
            if (look is null || plan is null || await RunStore.OfRequestAsync(session, request.Id) is not null)
            {
                return false;
            }

            var start = await CaseAsync(session, stack, request, plan, look.Status, now);
            if (StartRules.Check(start, now) is { } why)
            {
                if (why == start.NoticeImpossible && hopeless.Add(request.Id))
                {
                    Log.NeverStarts(logger, stack.Key.Value, request.Id, why.Message);
                }

                Log.NotStarted(logger, stack.Key.Value, request.Id, why.ToString());
                return false;
            }

            var run = new StartedRun(
                RunId.From(RandomNumberGenerator.GetBytes(12)), stack.Key, plan.StackId, plan.Fingerprint, request.Id, now,
                start.WindowCloses ?? now);
            var started = await RunStore.StartAsync(session, run);
            if (started)
            {
                Log.RunStarted(logger, run.Id.Value, stack.Key.Value, request.Id);
            }

            return started;
        },
        cancellationToken);

    private async Task<StartCase> CaseAsync(
        Session session, StackSettings stack, ApprovalRequest request, Plan plan, string status, DateTimeOffset now)
    {
        var current = await PlanStore.CurrentAsync(session, stack.Key);
        var pause = await CommandStore.PauseAsync(session, stack.Key);
        var underWay = await RunStore.UnderWayAsync(session);
        return new StartCase
        {
            Request = request,
            ApprovedAt = request.Verdicts is [.., var last] ? last.At : null,
            PlanNow = current?.Plan,
            CoolOff = approvals.CoolOff,
            NoticeSent = !approvals.RequireNotice || request.Approvers.Count == 0
                || await OutboxStore.IsOutAsync(session, [.. request.Approvers.Select(approver => Post.ApprovedKey(request, approver))]),
            NoticeImpossible = StartRules.NoticeImpossible(mailbox.Identity is not null, approvals.RequireNotice, request.Approvers.Count),
            PausedBy = pause is null ? null : $"{pause.UserName} at {pause.At:u}",
            WindowCloses = request.WindowOpens <= now && stack.ToWindows().Current(now) is { } opening ? Earlier(opening.To, request.WindowCloses) : null,
            ExpectedDuration = ExpectedDurations.Of(
                stack.ExpectedDuration, await RunDurationStore.PastAsync(session, stack.Key, ExpectedDurations.KindOf(plan))),
            StackStatus = status,
            LatestRun = await RunProgressStore.LatestOfAsync(session, stack.Key, plan.StackId),
            Load = (underWay.Count, limits.AtOnce, underWay.Count(run => run.StackId.Account == plan.StackId.Account), limits.AtOncePerAccount),
            Certificates = plan is { CertificateCost: > 0, CertificateNames: { } names }
                ? CertificateLedger.Ask(
                    NameSet.ParseAll(names), await LedgerStore.AllAsync(session), await ReservationStore.OpenAsync(session),
                    certificates with { CostPerReplacement = plan.CertificateCost }, now)
                : null,
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset closes, DateTimeOffset? approved) => approved is { } at && at < closes ? at : closes;
}
