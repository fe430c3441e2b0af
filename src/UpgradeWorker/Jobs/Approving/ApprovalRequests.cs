using System.Globalization;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Issues a request for the plan that stands, and ends requests that no longer ask about it.</summary>
public sealed class ApprovalRequests(
    ApprovalSettings approvals, Database database, ApprovalPost post, Reminders reminders, TimeProvider time, ILogger<ApprovalRequests> logger)
{
    /// <summary>Brings the requests of one stack up to date.</summary>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> KeepAsync(StackSettings stack, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            var current = await PlanStore.CurrentAsync(session, stack.Key);
            var latest = await ApprovalStore.LatestOfAsync(session, stack.Key);
            var changed = false;
            if (latest is { State: ApprovalState.Pending or ApprovalState.Deferred or ApprovalState.Approved })
            {
                (latest, changed) = await EndAsync(session, stack, latest, current, now);
            }

            if (latest is { State: ApprovalState.Pending })
            {
                changed |= await reminders.KeepAsync(session, stack, latest, now);
            }

            if (current?.Plan is not { } fingerprint || !await MustAskAsync(session, stack, fingerprint, current, now))
            {
                return changed;
            }

            await IssueAsync(session, stack, fingerprint, now);
            return true;
        },
        cancellationToken);

    /// <summary>The window that an approval given now names: the first that fits, after the cool-off.</summary>
    public ApprovalRequest Schedule(StackSettings stack, ApprovalRequest request, DateTimeOffset now)
    {
        var opening = stack.ToWindows().NextFitting(now + approvals.CoolOff, stack.ExpectedDuration, out _);
        return request with { WindowOpens = opening?.From, WindowCloses = opening?.To };
    }

    private async Task<(ApprovalRequest Request, bool Changed)> EndAsync(
        Session session, StackSettings stack, ApprovalRequest request, CurrentPlan? current, DateTimeOffset now)
    {
        var (state, reason) = await RunStore.OfRequestAsync(session, request.Id) is { } run ? (ApprovalState.Started, $"run {run.Id}")
            : current?.Plan != request.Plan ? (ApprovalState.Superseded, "the plan changed")
            : request.State == ApprovalState.Pending && now >= request.ExpiresAt ? (ApprovalState.Expired, "nobody decided in time")
            : request.State == ApprovalState.Approved && now >= (request.WindowCloses ?? request.ExpiresAt)
                ? (ApprovalState.Expired, "its maintenance window closed")
            : (request.State, "");
        if (state == request.State)
        {
            return (request, false);
        }

        var ended = request with { State = state };
        await ApprovalStore.SaveRequestAsync(session, ended);
        if (state != ApprovalState.Started)
        {
            await ApprovalStore.EndTokensAsync(session, request.Id);
        }

        if (state == ApprovalState.Superseded)
        {
            await post.SupersededAsync(session, stack, ended, now);
        }

        if (state == ApprovalState.Expired)
        {
            await post.LapsedAsync(session, stack, ended, now);
        }

        Log.RequestEnded(logger, stack.Key.Value, request.Id, state.ToString(), reason);
        return (ended, true);
    }

    /// <summary>A plan is asked about once; again when nobody decided in time, when a deferral is over, or when an operator asks for it.</summary>
    private static async Task<bool> MustAskAsync(
        Session session, StackSettings stack, PlanFingerprint plan, CurrentPlan current, DateTimeOffset now)
    {
        // What was decided of this very plan counts, also when another plan was asked about in between.
        if (await ApprovalStore.LatestOfPlanAsync(session, stack.Key, plan) is not { } asked)
        {
            return true;
        }

        return asked.State switch
        {
            ApprovalState.Expired or ApprovalState.Superseded => true,
            ApprovalState.Pending or ApprovalState.Approved => false,
            ApprovalState.Deferred => asked.Verdicts is [.., { Until: { } until }] && now >= until,
            // A plan that was carried out and is proposed again is news: somebody changed the stack back.
            ApprovalState.Started when await RunOfAsync(session, asked) is { Ending: RunEnding.Succeeded, EndedAt: { } ended } && current.At > ended => true,
            ApprovalState.Declined or ApprovalState.Started => (await CommandStore.WithVerbAsync(session, "request"))
                .Any(command => command.Stack == stack.Key.Value && command.At > asked.IssuedAt),
            _ => false,
        };
    }

    private static async Task<Run?> RunOfAsync(Session session, ApprovalRequest request) =>
        await RunStore.OfRequestAsync(session, request.Id) is { } started ? await RunProgressStore.FindAsync(session, started.Id) : null;

    private async Task IssueAsync(Session session, StackSettings stack, PlanFingerprint fingerprint, DateTimeOffset now)
    {
        var plan = await PlanStore.PlanAsync(session, fingerprint)
            ?? throw new InvalidOperationException($"Plan {fingerprint.Short} of stack {stack.Key} is not stored.");
        var number = await ApprovalStore.NextNumberAsync(session);
        var request = new ApprovalRequest
        {
            Id = "UW-" + number.ToString("0000", CultureInfo.InvariantCulture),
            Stack = stack.Key,
            Plan = fingerprint,
            Approvers = stack.Approvers,
            Quorum = approvals.Quorum,
            NeedsSecondFactor = plan.ReplacesData && approvals.SecondFactor == SecondFactorPolicy.WhenDataReplaced,
            StepsToAcknowledge = [.. plan.StepsToAcknowledge],
            IssuedAt = now,
            ExpiresAt = now + approvals.ExpireAfter,
            State = ApprovalState.Pending,
        };
        if (stack.RunWithoutApproval == RunWithoutApproval.WhenHarmless && Harmless.Check(plan) is null)
        {
            var verdict = new Verdict(VerdictKind.Approve, request.Id, fingerprint, "RunWithoutApproval", now, "harmless by the settings of the stack");
            await ApprovalStore.SaveVerdictAsync(session, $"harmless:{request.Id}", verdict);
            request = Schedule(stack, request with { State = ApprovalState.Approved, Verdicts = [verdict] }, now);
            await ApprovalStore.SaveRequestAsync(session, request);
            await post.ApprovedAsync(session, stack, request, now);
            return;
        }

        await ApprovalStore.SaveRequestAsync(session, request);
        var asked = Escalation.Next(request, [], [], approvals.AskFirst, now);
        foreach (var approver in asked)
        {
            await post.AskAsync(session, stack, request, plan, approver, now);
        }

        Log.ApprovalAsked(logger, stack.Key.Value, request.Id, fingerprint.Short, string.Join(", ", asked));
    }
}
