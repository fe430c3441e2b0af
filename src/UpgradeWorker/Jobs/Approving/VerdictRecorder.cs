using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Records a verdict if the rules allow it; the caller's transaction holds it together with its cause.</summary>
public sealed class VerdictRecorder(StacksSettings stacks, ApprovalRequests requests, ApprovalPost post, ILogger<VerdictRecorder> logger)
{
    /// <summary>Records the verdict.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="id">Id of the cause: a mail's hash or a command's number. The same cause is recorded once.</param>
    /// <param name="verdict">What was decided.</param>
    /// <param name="tokenHash">The code that a mail carried, used up by it; null for a local operator.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="enrolled">Whether the one who decides has a second factor.</param>
    /// <returns>Why it was not recorded; null when it was.</returns>
    public async Task<Finding?> RecordAsync(Session session, string id, Verdict verdict, string? tokenHash, DateTimeOffset now, bool enrolled = false)
    {
        var request = await ApprovalStore.RequestAsync(session, verdict.Request);
        var stack = request is null ? null : stacks.Find(request.Stack);
        if (request is null || stack is null)
        {
            return new Finding("UnknownRequest", $"There is no open request {verdict.Request}.");
        }

        if (request.State == ApprovalState.Started && verdict.Kind == VerdictKind.Reject)
        {
            // Whoever says no while the run is under way wants it stopped.
            verdict = verdict with { Kind = VerdictKind.Hold };
        }

        var plan = await PlanStore.CurrentAsync(session, request.Stack);
        var against = ApprovalRules.Check(new VerdictCase(verdict, request, plan?.Plan, enrolled));
        // A run that has begun can still be held until its change set is executed: the run looks for this verdict.
        var holdsTheRun = verdict.Kind == VerdictKind.Hold && against.Any(finding => finding.Reason == "AlreadyStarted");
        if (holdsTheRun && await TooLateAsync(session, request) is { } late)
        {
            Log.VerdictRefused(logger, request.Id, verdict.Kind.ToString(), verdict.By, late.ToString());
            return late;
        }

        if (against.Count > 0 && !holdsTheRun)
        {
            Log.VerdictRefused(logger, request.Id, verdict.Kind.ToString(), verdict.By, against[0].ToString());
            return against[0];
        }

        // Only an approval can do harm twice; to stop what was approved the same code must do.
        var uses = tokenHash is not null && verdict.Kind is VerdictKind.Approve;
        if (uses && !await ApprovalStore.UseTokenAsync(session, tokenHash!, verdict.Plan, verdict.At, now))
        {
            return new Finding("AlreadyUsed", $"The code for {request.Id} was used already.");
        }

        if (!await ApprovalStore.SaveVerdictAsync(session, id, verdict))
        {
            return null;
        }

        var after = holdsTheRun ? request : ApprovalRules.Record(request, verdict);
        if (after.State == ApprovalState.Approved && request.State != ApprovalState.Approved)
        {
            after = requests.Schedule(stack, after, now);
        }

        await ApprovalStore.SaveRequestAsync(session, after);
        if (after.State is not (ApprovalState.Pending or ApprovalState.Approved or ApprovalState.Started))
        {
            await ApprovalStore.EndTokensAsync(session, request.Id);
        }

        await TellAsync(session, stack, after, verdict, now);
        Log.VerdictRecorded(logger, stack.Key.Value, request.Id, verdict.Kind.ToString(), verdict.By, after.State.ToString());
        return null;
    }

    private static async Task<Finding?> TooLateAsync(Session session, ApprovalRequest request) =>
        await RunStore.OfRequestAsync(session, request.Id) is { Id: var id }
            ? RunCommands.TooLateToHold(await RunProgressStore.FindAsync(session, id), await RunProgressStore.JournalAsync(session, id))
            : null;

    private Task TellAsync(Session session, StackSettings stack, ApprovalRequest request, Verdict verdict, DateTimeOffset now) => verdict.Kind switch
    {
        VerdictKind.Approve when request.State == ApprovalState.Approved => post.ApprovedAsync(session, stack, request, now),
        VerdictKind.Approve => Task.CompletedTask,
        _ => post.DeclinedAsync(session, stack, request, verdict, now),
    };
}
