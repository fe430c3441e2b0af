using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Approvals;

/// <summary>Where an approval request stands. Only a pending one can be decided; an approved one can still be stopped before the start.</summary>
public enum ApprovalState
{
    /// <summary>Asked, not decided.</summary>
    Pending,

    /// <summary>Enough approvers agreed.</summary>
    Approved,

    /// <summary>Someone said no, or stopped it before the start.</summary>
    Declined,

    /// <summary>To be asked again at a later instant.</summary>
    Deferred,

    /// <summary>Nobody decided in time, or its window closed.</summary>
    Expired,

    /// <summary>A newer plan for the stack took its place.</summary>
    Superseded,

    /// <summary>Its run has begun.</summary>
    Started,
}

/// <summary>A question to people about exactly one plan.</summary>
public sealed record ApprovalRequest
{
    /// <summary>Like <c>UW-0042</c>: for people and subjects; it opens nothing.</summary>
    public required string Id { get; init; }

    public required StackKey Stack { get; init; }

    /// <summary>What is asked about.</summary>
    public required PlanFingerprint Plan { get; init; }

    /// <summary>Addresses of those who may decide, in the order of escalation.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    /// <summary>Different approvers who must agree; at least 1.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>Whether the plan can lose data, so that one mail alone is not enough.</summary>
    public bool NeedsSecondFactor { get; init; }

    /// <summary>Manual steps that an approval must name, such as <c>M1</c>.</summary>
    public IReadOnlyList<string> StepsToAcknowledge { get; init; } = [];

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From this instant on it cannot be approved. What was approved before lapses with its window instead.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required ApprovalState State { get; init; }

    /// <summary>When the maintenance window of the approval opens; null until it is approved.</summary>
    public DateTimeOffset? WindowOpens { get; init; }

    /// <summary>When that window closes: the approval lapses with it; null until it is approved.</summary>
    public DateTimeOffset? WindowCloses { get; init; }

    /// <summary>Verdicts recorded so far, oldest first.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>Different approvers that must agree when none of them gives a second factor: one mailbox alone must not lose data.</summary>
    public int QuorumWithoutFactor => NeedsSecondFactor ? Math.Max(Quorum, 2) : Quorum;

    /// <summary>Whether those who approved make the quorum, and with it the second factor where one is needed.</summary>
    public bool HasQuorum => Approving(Verdicts) is var count && count >= Quorum
        && (count >= QuorumWithoutFactor || Verdicts.Any(verdict => verdict is { Kind: VerdictKind.Approve, SecondFactor: true }));

    internal static int Approving(IEnumerable<Verdict> verdicts) => verdicts.Where(verdict => verdict.Kind == VerdictKind.Approve)
        .Select(verdict => MailText.Fold(verdict.By)).Distinct().Count();
}
