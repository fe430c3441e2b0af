namespace UpgradeWorker.Core.Approvals;

/// <summary>The words under which outcomes are printed and stored.</summary>
public static class ReplyOutcomes
{
    /// <summary>The word of an outcome, small letters with hyphens.</summary>
    public static string Word(this ReplyOutcome outcome) => outcome switch
    {
        ReplyOutcome.Approve => "approve",
        ReplyOutcome.Reject => "reject",
        ReplyOutcome.Defer => "defer",
        ReplyOutcome.Hold => "hold",
        ReplyOutcome.Status => "status",
        ReplyOutcome.Help => "help",
        ReplyOutcome.Unclear => "unclear",
        ReplyOutcome.Automatic => "automatic",
        ReplyOutcome.Bounce => "bounce",
        ReplyOutcome.Loop => "loop",
        ReplyOutcome.Unverified => "unverified",
        ReplyOutcome.CouldNotVerify => "could-not-verify",
        ReplyOutcome.NotApprover => "not-approver",
        ReplyOutcome.UnknownToken => "unknown-token",
        ReplyOutcome.TwoTokens => "two-tokens",
        ReplyOutcome.Expired => "expired",
        ReplyOutcome.TooBig => "too-big",
        ReplyOutcome.Unparsable => "unparsable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
