namespace UpgradeWorker.Core.Approvals;

/// <summary>What the choice of an answer looks at.</summary>
public sealed record AnswerCase
{
    /// <summary>What the mail was taken for.</summary>
    public required ReplyJudgement Judgement { get; init; }

    /// <summary>The request as it stands after the mail; null when the mail belongs to none.</summary>
    public ApprovalRequest? Request { get; init; }

    /// <summary>Why its verdict was not recorded; null when it was, or carried none.</summary>
    public Finding? Refused { get; init; }

    /// <summary>The configured address of the approver who proved to be the sender; null when nobody did.</summary>
    public string? ProvenApprover { get; init; }

    /// <summary>Mails of the same sender in the last hour, this one included.</summary>
    public long FromSender { get; init; }

    /// <summary>Helping answers to the same approver about the same request in the last hour.</summary>
    public long Helped { get; init; }

    /// <summary>Lists of open requests sent to the same approver in the last hour.</summary>
    public long Listed { get; init; }

    /// <summary>Warnings to the same approver in the last hour, about whatever request.</summary>
    public long Warned { get; init; }
}

/// <summary>Chooses the answer to a mail: whoever may be waiting gets one, a machine or a stranger none, and nobody too many.</summary>
public static class AnswerRules
{
    /// <summary>Most helping answers about one request to one approver in an hour.</summary>
    public const int MostHelp = 3;

    /// <summary>Most warnings to one approver in an hour.</summary>
    public const int MostWarnings = 1;

    /// <summary>Mails of one sender in an hour that are answered; further ones are still read and obeyed.</summary>
    public const int MostAnswered = 5;

    /// <summary>The answer.</summary>
    public static Answer Choose(AnswerCase theCase)
    {
        var answer = Wanted(theCase);
        return answer switch
        {
            Answer.None => answer,
            Answer.Warning => theCase.Warned < MostWarnings ? answer : new Answer.None(),
            _ when theCase.FromSender > MostAnswered => new Answer.Silence(),
            Answer.AboutRequest { Word: "help" } => theCase.Helped < MostHelp ? answer : new Answer.Silence(),
            Answer.OpenRequests => theCase.Listed < MostHelp ? answer : new Answer.Silence(),
            _ => answer,
        };
    }

    private static Answer Wanted(AnswerCase c)
    {
        var judgement = c.Judgement;
        var approver = judgement.Token?.Approver;
        switch (judgement.Outcome)
        {
            case ReplyOutcome.Automatic or ReplyOutcome.Bounce or ReplyOutcome.Loop:
                return new Answer.None();
            case ReplyOutcome.Unverified or ReplyOutcome.CouldNotVerify or ReplyOutcome.NotApprover:
                return approver is null || c.Request is null ? new Answer.None() : new Answer.Warning(approver, new Finding(
                    judgement.Outcome.ToString(), $"A mail that answers {c.Request.Id} in your name was not believed, and nothing was done: {judgement.Reason} "
                        + "If it was yours, answer again from your own address, by the mail system that you always use. If it was not, somebody else has seen your code: answer REJECT, and tell your colleagues."));
            case ReplyOutcome.UnknownToken or ReplyOutcome.TwoTokens:
                return c.ProvenApprover is null ? new Answer.None() : new Answer.OpenRequests(c.ProvenApprover, new Finding(
                    judgement.Outcome.ToString(), judgement.Reason + " Nothing was done. Please answer the request itself and keep the quoted text: the code in it tells what you answer."));
            case ReplyOutcome.TooBig or ReplyOutcome.Unparsable:
                return c.ProvenApprover is null ? new Answer.None() : new Answer.OpenRequests(c.ProvenApprover, new Finding(
                    judgement.Outcome.ToString(), judgement.Reason + " Nothing was done. Please answer with a short plain mail without attachments."));
        }

        if (approver is null || c.Request is not { } request)
        {
            // A question without a code.
            return c.ProvenApprover is null ? new Answer.None() : new Answer.OpenRequests(c.ProvenApprover, new Finding("Status", "You asked how things stand."));
        }

        return c.Refused is { } refused
            ? new Answer.AboutRequest(approver, refused, Once: refused.Reason is "AlreadyDecided" or "AlreadyUsed" or "AlreadyStarted" or "Superseded" or "PlanChanged")
            : judgement.Outcome switch
            {
                ReplyOutcome.Unclear => new Answer.AboutRequest(approver, new Finding("Unclear", judgement.Reason + " Nothing was done.")),
                ReplyOutcome.Expired => new Answer.AboutRequest(approver, new Finding("Expired", judgement.Reason + " A new request follows if the upgrade is still needed.")),
                ReplyOutcome.Status => new Answer.AboutRequest(approver, new Finding("Status", Status(request))),
                ReplyOutcome.Help => new Answer.AboutRequest(approver, new Finding("Help", "These are the answers that are understood.")),
                // One of several: the others hear of it when the number is full.
                ReplyOutcome.Approve when request.State == ApprovalState.Pending => new Answer.AboutRequest(approver, new Finding("Recorded", Missing(request))),
                // All else is told to every approver by a mail of its own.
                _ => new Answer.None(),
            };
    }

    private static string Missing(ApprovalRequest request)
    {
        var have = ApprovalRequest.Approving(request.Verdicts);
        var more = Math.Max(request.Verdicts.Any(verdict => verdict is { Kind: VerdictKind.Approve, SecondFactor: true }) ? request.Quorum - have : request.QuorumWithoutFactor - have, 1);
        return $"Your approval of {request.Id} is recorded. {more} more {(more == 1 ? "approver has" : "approvers have")} to agree before anything starts.";
    }

    private static string Status(ApprovalRequest request) => request.State switch
    {
        ApprovalState.Pending => $"{request.Id} waits for an answer until {request.ExpiresAt:yyyy-MM-dd HH:mm} UTC.",
        ApprovalState.Approved => $"{request.Id} is approved and starts in its window"
            + (request.WindowOpens is { } opens ? $", which opens on {opens:yyyy-MM-dd HH:mm} UTC." : "."),
        ApprovalState.Declined => $"{request.Id} was declined; nothing starts.",
        ApprovalState.Deferred => $"{request.Id} is deferred" + (request.Verdicts is [.., { Until: { } until }] ? $" until {until:yyyy-MM-dd HH:mm} UTC." : "."),
        ApprovalState.Expired => $"{request.Id} lapsed on {request.ExpiresAt:yyyy-MM-dd HH:mm} UTC.",
        ApprovalState.Superseded => $"{request.Id} was replaced by a newer plan.",
        ApprovalState.Started => $"The run of {request.Id} has begun.",
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.State, null),
    };
}
