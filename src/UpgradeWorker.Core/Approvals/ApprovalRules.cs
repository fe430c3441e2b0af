using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Approvals;

/// <summary>What the rules look at: the verdict, the request as it stands, and the plan as it stands.</summary>
/// <param name="Verdict">The decision that wants to be recorded.</param>
/// <param name="Request">The request it is about, with the verdicts so far.</param>
/// <param name="PlanNow">The stack's plan at this instant; null when there is none any more.</param>
/// <param name="Enrolled">Whether the one who decides has a second factor, so that it can be asked for.</param>
public sealed record VerdictCase(Verdict Verdict, ApprovalRequest Request, PlanFingerprint? PlanNow, bool Enrolled = false);

/// <summary>One rule: a finding that speaks against the verdict, or null.</summary>
public delegate Finding? ApprovalRule(VerdictCase theCase);

/// <summary>May this verdict be recorded now? An ordered list of small rules; the first finding is the answer to the person. Saying no is
/// judged by fewer rules than saying yes.</summary>
public static class ApprovalRules
{
    /// <summary>The rules in their order. Those about the state come first, since they make the others pointless.</summary>
    public static IReadOnlyList<(string Name, ApprovalRule Rule)> All { get; } =
    [
        (nameof(RequestMatches), RequestMatches),
        (nameof(NotSuperseded), NotSuperseded),
        (nameof(NotStarted), NotStarted),
        (nameof(NotExpired), NotExpired),
        (nameof(NotDecided), NotDecided),
        (nameof(PlanUnchanged), PlanUnchanged),
        (nameof(IsApprover), IsApprover),
        (nameof(NotTwiceBySame), NotTwiceBySame),
        (nameof(StepsAcknowledged), StepsAcknowledged),
        (nameof(SecondFactorGiven), SecondFactorGiven),
    ];

    /// <summary>All findings against the verdict, in the order of the rules; empty when it may be recorded.</summary>
    public static IReadOnlyList<Finding> Check(VerdictCase theCase) => [.. All.Select(row => row.Rule(theCase)).OfType<Finding>()];

    /// <summary>The request after the verdict was recorded. Only for a verdict without findings.</summary>
    public static ApprovalRequest Record(ApprovalRequest request, Verdict verdict)
    {
        var after = request with { Verdicts = [.. request.Verdicts, verdict] };
        return verdict.Kind switch
        {
            VerdictKind.Approve => after with { State = after.HasQuorum ? ApprovalState.Approved : ApprovalState.Pending },
            VerdictKind.Reject => after with { State = ApprovalState.Declined },
            VerdictKind.Defer => after with { State = ApprovalState.Deferred },
            // Before approval a hold only means "not yet": the request stays open for a later answer.
            VerdictKind.Hold => after with { State = request.State == ApprovalState.Approved ? ApprovalState.Declined : ApprovalState.Pending },
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };
    }

    private static Finding? RequestMatches(VerdictCase c) => c.Verdict.Request == c.Request.Id && c.Verdict.Plan == c.Request.Plan ? null
        : new Finding("OtherRequest", $"The verdict is about {c.Verdict.Request}, not about {c.Request.Id}.");

    private static Finding? NotSuperseded(VerdictCase c) => c.Request.State != ApprovalState.Superseded ? null
        : new Finding("Superseded", $"{c.Request.Id} was replaced by a newer plan; answer the newer request.");

    private static Finding? NotStarted(VerdictCase c) => c.Request.State != ApprovalState.Started ? null
        : new Finding("AlreadyStarted", $"The run of {c.Request.Id} has begun; use the runs command to see where it stands.");

    /// <summary>The instant of receipt counts, not that of reading: a mail must not lapse because the worker was slow. What is approved can
    /// be stopped until it starts, however long ago it was asked.</summary>
    private static Finding? NotExpired(VerdictCase c) =>
        c.Request.State != ApprovalState.Expired && (c.Verdict.At < c.Request.ExpiresAt || (c.Request.State == ApprovalState.Approved && c.Verdict.Kind != VerdictKind.Approve)) ? null
        : c.Verdict.At < c.Request.ExpiresAt && c.Request.Verdicts.All(verdict => verdict.Kind != VerdictKind.Approve)
            ? new Finding("ReadLate", $"Your answer came in time, but was read only after {c.Request.Id} had lapsed at {c.Request.ExpiresAt:yyyy-MM-dd HH:mm} UTC. Sorry; a new request follows at once if the upgrade is still needed.")
        : new Finding("Expired", $"{c.Request.Id} lapsed at {c.Request.ExpiresAt:yyyy-MM-dd HH:mm} UTC; a new request follows if the upgrade is still needed.");

    private static Finding? NotDecided(VerdictCase c) => c.Request.State switch
    {
        ApprovalState.Declined or ApprovalState.Deferred => AlreadyDecided(c),
        ApprovalState.Approved when c.Verdict.Kind == VerdictKind.Approve => AlreadyDecided(c),
        _ => null,
    };

    private static Finding? PlanUnchanged(VerdictCase c) => c.Verdict.Kind != VerdictKind.Approve || c.PlanNow == c.Request.Plan ? null
        : new Finding("PlanChanged", $"The plan changed since {c.Request.Id} was sent; a new request follows.");

    private static Finding? IsApprover(VerdictCase c) => c.Verdict.SecondFactor && !c.Verdict.By.Contains('@', StringComparison.Ordinal)
        || c.Request.Approvers.Any(approver => MailText.Same(approver, c.Verdict.By)) ? null
        : new Finding("NotApprover", $"{c.Verdict.By} is no approver of {c.Request.Id}.");

    private static Finding? NotTwiceBySame(VerdictCase c) => c.Verdict.Kind == VerdictKind.Approve
        && c.Request.Verdicts.Any(other => other.Kind == VerdictKind.Approve && MailText.Same(other.By, c.Verdict.By))
        ? new Finding("AlreadyUsed", $"{c.Verdict.By} has approved {c.Request.Id} already; the other approvers' answers are still awaited.") : null;

    private static Finding? StepsAcknowledged(VerdictCase c)
    {
        var missing = c.Verdict.Kind != VerdictKind.Approve ? []
            : c.Request.StepsToAcknowledge.Where(step => !(c.Verdict.Acknowledged ?? []).Any(named => MailText.Same(named, step))).ToList();
        return missing.Count == 0 ? null : new Finding(
            "StepsNotAcknowledged", $"The approval must name each manual step: add \"ACK {string.Join(' ', c.Request.StepsToAcknowledge)}\" ({string.Join(", ", missing)} missing).");
    }

    /// <summary>Who has a second factor gives it. Without one, two people must agree, or somebody on the worker's own machine.</summary>
    private static Finding? SecondFactorGiven(VerdictCase c) =>
        c.Verdict.Kind != VerdictKind.Approve || !c.Request.NeedsSecondFactor || c.Verdict.SecondFactor || c.Request.Quorum > 1 ? null
        : c.Enrolled ? new Finding("SecondFactorMissing", "This plan replaces a database: approve with the six digits of your authenticator, as in APPROVE 123456.")
        : c.Request.Approvers.Count > 1 ? null
        : new Finding("NoSecondFactor", $"This plan replaces a database, and one mail alone does not allow that: {c.Verdict.By} has no authenticator. Run \"totp enrol {c.Verdict.By}\" on the worker's machine and answer with its six digits, or approve there with \"approve {c.Request.Id}\".");

    private static Finding AlreadyDecided(VerdictCase c) => new("AlreadyDecided", c.Request.Verdicts is [.., var last]
        ? $"{c.Request.Id} was decided already: {last.Kind.ToString().ToLowerInvariant()} by {last.By} at {last.At:yyyy-MM-dd HH:mm} UTC."
        : $"{c.Request.Id} is decided already.");
}
