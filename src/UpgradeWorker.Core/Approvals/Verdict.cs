using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Approvals;

/// <summary>What a person decided.</summary>
public enum VerdictKind
{
    Approve,
    Reject,
    Defer,
    Hold,
}

/// <summary>A person's decision on a request.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="Request">Like <c>UW-0042</c>.</param>
/// <param name="Plan">The plan that the decider saw.</param>
/// <param name="By">The approver's address, or the local operator's user name.</param>
/// <param name="At">When the mailbox received it, or the command was given.</param>
/// <param name="Reason">Why; empty when not told.</param>
/// <param name="Until">For Defer: not before this instant (UTC); else null.</param>
/// <param name="Acknowledged">For Approve: manual steps named.</param>
/// <param name="SecondFactor">For Approve: a valid one-time code, or a local operator on the worker's own machine.</param>
public sealed record Verdict(
    VerdictKind Kind, string Request, PlanFingerprint Plan, string By, DateTimeOffset At, string Reason = "", DateTimeOffset? Until = null,
    IReadOnlyList<string>? Acknowledged = null, bool SecondFactor = false)
{
    /// <summary>The verdict that a judged mail carries; null when it carries none (a question, or not to be acted on).</summary>
    /// <param name="judgement">A judgement with all checks green.</param>
    /// <param name="request">The request that the code opens.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="secondFactor">Whether the six digits, if any, were found valid and unused for this approver.</param>
    public static Verdict? From(ReplyJudgement judgement, ApprovalRequest request, InboundMail mail, bool secondFactor)
    {
        if (!judgement.IsCommand || judgement.Token is not { Approver: { } approver })
        {
            return null;
        }

        var at = mail.CameAt(request.IssuedAt);
        return judgement.Command switch
        {
            ReplyCommand.Approve approve => new Verdict(
                VerdictKind.Approve, request.Id, request.Plan, approver, at, "", null, approve.Acknowledged, secondFactor),
            ReplyCommand.Reject reject => new Verdict(VerdictKind.Reject, request.Id, request.Plan, approver, at, reject.Reason),
            ReplyCommand.Defer defer => new Verdict(VerdictKind.Defer, request.Id, request.Plan, approver, at, defer.Reason, defer.Until),
            ReplyCommand.Hold => new Verdict(VerdictKind.Hold, request.Id, request.Plan, approver, at),
            _ => null,
        };
    }
}
