namespace UpgradeWorker.Core.Approvals;

/// <summary>What a mail is taken for.</summary>
public enum ReplyOutcome
{
    /// <summary>An approval in the exact form.</summary>
    Approve,

    /// <summary>A refusal of the plan.</summary>
    Reject,

    /// <summary>A wish for a later time.</summary>
    Defer,

    /// <summary>A stop before the start.</summary>
    Hold,

    /// <summary>A question about the state.</summary>
    Status,

    /// <summary>A question about how to answer.</summary>
    Help,

    /// <summary>From the right person, but not to be read as one command.</summary>
    Unclear,

    /// <summary>Written by a machine.</summary>
    Automatic,

    /// <summary>A delivery report, receipt or complaint.</summary>
    Bounce,

    /// <summary>The worker's own mail come back.</summary>
    Loop,

    /// <summary>The sender is not proven.</summary>
    Unverified,

    /// <summary>The sender cannot be looked up at present; to be judged again later.</summary>
    CouldNotVerify,

    /// <summary>A proven sender, but not the approver that the code is bound to.</summary>
    NotApprover,

    /// <summary>No code, or one that was never issued.</summary>
    UnknownToken,

    /// <summary>Codes of different requests or approvers.</summary>
    TwoTokens,

    /// <summary>The right person, too late.</summary>
    Expired,

    /// <summary>Larger than the worker reads.</summary>
    TooBig,

    /// <summary>No readable MIME.</summary>
    Unparsable,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">Its short stable name.</param>
/// <param name="Ok">Whether it lets the mail go on.</param>
/// <param name="Detail">What was found, in words.</param>
public sealed record ReplyCheck(string Check, bool Ok, string Detail);

/// <summary>The judgement on one mail.</summary>
/// <param name="Outcome">The first failed check decides it; with all green, the command does.</param>
/// <param name="Line">The line that was read as the decision; null when none was.</param>
/// <param name="Reason">A sentence for people.</param>
/// <param name="Checks">Everything that was looked at, in order, those after the first failure too.</param>
/// <param name="Command">What the line says, whatever the checks found; null when the text was not read.</param>
/// <param name="Token">The request and approver that the mail's code is bound to; null when there is no such one.</param>
public sealed record ReplyJudgement(
    ReplyOutcome Outcome, string? Line, string Reason, IReadOnlyList<ReplyCheck> Checks, ReplyCommand? Command, IssuedToken? Token)
{
    /// <summary>Whether this mail asks for something that the state rules must now judge.</summary>
    public bool IsCommand => Outcome is ReplyOutcome.Approve or ReplyOutcome.Reject or ReplyOutcome.Defer or ReplyOutcome.Hold
        or ReplyOutcome.Status or ReplyOutcome.Help;
}
