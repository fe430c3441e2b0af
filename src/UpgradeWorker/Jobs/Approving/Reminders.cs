using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Keeps a pending request in people's minds: reminders, and the next approver when one is not reached.</summary>
public sealed class Reminders(ApprovalSettings approvals, ApprovalPost post, ILogger<Reminders> logger)
{
    /// <summary>Does what is due for a pending request.</summary>
    /// <returns>Whether any mail was written.</returns>
    public async Task<bool> KeepAsync(Session session, StackSettings stack, ApprovalRequest request, DateTimeOffset now)
    {
        if (await PlanStore.PlanAsync(session, request.Plan) is not { } plan)
        {
            return false;
        }

        var asked = await ApprovalStore.AskedAsync(session, request.Id);
        var did = await NoteUndeliveredAsync(session, stack, request, asked, now);
        var away = await ApprovalStore.AwayAsync(session, request.Id);
        foreach (var approver in Escalation.Next(request, [.. asked], [.. away.Keys], approvals.AskFirst, now))
        {
            await post.AskAsync(session, stack, request, plan, approver, now);
            Log.ApproverEscalated(logger, stack.Key.Value, request.Id, approver);
            did = true;
        }

        if (Escalation.ReminderDue(request, now) is { } percent)
        {
            foreach (var approver in asked.Where(one => !request.Verdicts.Any(verdict => string.Equals(verdict.By, one, StringComparison.OrdinalIgnoreCase))))
            {
                did |= await post.RemindAsync(session, stack, request, plan, approver, percent, now);
            }
        }

        return did;
    }

    /// <summary>Notes that a request does not reach an approver, so that the next one is asked at the next look.</summary>
    public async Task<bool> NoteAwayAsync(Session session, StackSettings stack, ApprovalRequest request, string approver, string why, DateTimeOffset now)
    {
        if (request.State != ApprovalState.Pending || !await ApprovalStore.SaveAwayAsync(session, request.Id, approver, now, why))
        {
            return false;
        }

        Log.ApproverAway(logger, stack.Key.Value, request.Id, approver, why);
        var away = await ApprovalStore.AwayAsync(session, request.Id);
        if (request.Approvers.All(away.ContainsKey))
        {
            Log.NobodyReached(logger, stack.Key.Value, request.Id);
        }

        return true;
    }

    private async Task<bool> NoteUndeliveredAsync(
        Session session, StackSettings stack, ApprovalRequest request, IReadOnlyList<string> asked, DateTimeOffset now)
    {
        var did = false;
        foreach (var approver in asked)
        {
            if (await OutboxStore.FailureAsync(session, Post.RequestKey(request, approver)) is { } why)
            {
                did |= await NoteAwayAsync(session, stack, request, approver, why, now);
            }
        }

        return did;
    }
}
