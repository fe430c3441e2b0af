namespace UpgradeWorker.Core.Approvals;

/// <summary>Judges a received mail: an ordered list of checks, all of them run so that the record tells everything that is wrong; the first
/// that fails decides the outcome. Whether the verdict may still be recorded is up to <see cref="ApprovalRules"/>.</summary>
public static class ReplyJudge
{
    private const int MostHops = 50;

    /// <summary>The judgement; never throws for anything that a mail can contain.</summary>
    /// <param name="mail">The mail as read by the shell.</param>
    /// <param name="context">What the shell looked up for it.</param>
    /// <param name="now">UTC.</param>
    public static ReplyJudgement Judge(InboundMail mail, ReplyContext context, DateTimeOffset now)
    {
        var checks = new List<ReplyCheck>();
        (ReplyOutcome Outcome, string Reason)? failed = null;

        void Note(string check, ReplyOutcome outcome, string? wrong, string right)
        {
            checks.Add(new ReplyCheck(check, wrong is null, wrong ?? right));
            failed ??= wrong is null ? null : (outcome, wrong);
        }

        Note("size", ReplyOutcome.TooBig, mail.TooBig ? $"The mail has {mail.Size} bytes, more than the worker reads." : null, $"{mail.Size} bytes.");
        Note("mime", ReplyOutcome.Unparsable, mail.Unparsable, "The mail can be read.");
        Note("loop", ReplyOutcome.Loop, Loop(mail, context), "Not the worker's own mail.");
        Note("bounce", ReplyOutcome.Bounce, BounceMail.Detect(mail)?.Message, "No delivery report.");
        Note("automatic", ReplyOutcome.Automatic, AutomaticMail.Detect(mail)?.Message, "No mark of an automatic mail.");

        var (token, tokenOutcome, tokenWrong, tokenRight) = Correlate(mail, context);
        var (command, line) = mail.TooBig || mail.Unparsable is not null ? (null, null) : ReplyReading.Read(mail, context, now);
        // STATUS and HELP change nothing, so they need no code.
        var harmless = command is ReplyCommand.Status or ReplyCommand.Help && tokenOutcome == ReplyOutcome.UnknownToken;
        Note("token", tokenOutcome, harmless ? null : tokenWrong, tokenWrong is null ? tokenRight : tokenWrong + " STATUS and HELP need none.");

        var (from, fromWrong) = SenderAddress.Read(mail);
        Note("from", ReplyOutcome.Unverified, fromWrong, $"One sender: {from}.");
        Note("sender", mail.Sender is SenderAuthentication.Unavailable ? ReplyOutcome.CouldNotVerify : ReplyOutcome.Unverified,
            mail.Sender is SenderAuthentication.Passed ? null : mail.Sender.Detail, mail.Sender.Detail);
        Note("approver", ReplyOutcome.NotApprover, SenderAddress.NotApprover(mail, from, token, context), token?.Approver is null
            ? "No approver is named." : $"{from} is the approver of {Name(token)}.");
        Note("expiry", ReplyOutcome.Expired, token is not null && mail.CameAt(context.AskedAt) >= token.ExpiresAt && !harmless && !IsStopping(command)
            ? $"The request lapsed at {token.ExpiresAt:yyyy-MM-dd HH:mm} UTC." : null, "In time.");

        var unclear = (command as ReplyCommand.Unclear)?.Why ?? (command is ReplyCommand.Approve ? DoubtOfApproval(mail, context, command) : null);
        if (command is ReplyCommand.Approve { Code: { Length: < 15 } code } && token is not null && token.RequestId.Length > 0 && !MailText.Same(code, token.RequestId))
        {
            unclear ??= $"The line names {code}, but the mail answers {token.RequestId}.";
        }

        if (command is ReplyCommand.Approve && context.DemandsSignedCode && token is not null && !TokenSearch.IsProven(mail, token.TokenHash))
        {
            unclear ??= "For a plan that replaces a database the code must stand in the text of the reply, where your mail host's signature covers it: keep the quoted mail, or copy the line that begins with Code.";
        }

        if (command is not null)
        {
            Note("command", ReplyOutcome.Unclear, unclear, $"Read as {OutcomeOf(command).Word()}.");
        }

        return failed is { } first
            ? new ReplyJudgement(first.Outcome, line, first.Reason, checks, command, token)
            : new ReplyJudgement(OutcomeOf(command!), line, Tell(command!), checks, command, token);
    }

    private static string? Loop(InboundMail mail, ReplyContext context) =>
        mail.Has("X-UpgradeWorker") ? "The mail carries the worker's own mark."
        : mail.From.Any(from => context.WorkerAddresses.Any(own => MailText.Same(own, from))) ? "The sender is the worker itself."
        : mail.Headers.Count(header => MailText.Same(header.Name, "Received")) > MostHops ? $"The mail passed more than {MostHops} servers."
        : null;

    /// <summary>What is approved can be stopped until it starts, which may be after the request's own life.</summary>
    private static bool IsStopping(ReplyCommand? command) => command is ReplyCommand.Reject or ReplyCommand.Hold;

    private static string? DoubtOfApproval(InboundMail mail, ReplyContext context, ReplyCommand? command) =>
        // No machine knows the six digits of an authenticator.
        AutomaticMail.Doubt(mail) ?? (context.ApprovableFrom is { } from && mail.CameAt(context.AskedAt) < from && command is not ReplyCommand.Approve { Totp: not null }
            ? "The approval came sooner after the request than a person can read it." : null);

    private static (IssuedToken? Token, ReplyOutcome Outcome, string? Wrong, string Right) Correlate(InboundMail mail, ReplyContext context)
    {
        var codes = TokenSearch.Collect(mail).ToList();
        if (context.LiteralToken is { } literal && TokenSearch.Carries(mail, literal) && !codes.Contains(ApprovalToken.Fold(literal)))
        {
            codes.Insert(0, ApprovalToken.Fold(literal));
        }

        if (codes.Count == 0)
        {
            return (Unasked(context), ReplyOutcome.UnknownToken, context.DemandsToken ? "The mail carries no code of a request; its quoted text was probably removed." : null, "No code is asked for.");
        }

        var issued = codes.Select(code => context.Issued.FirstOrDefault(token => token.TokenHash == ApprovalToken.Hash(code))).ToList();
        var known = issued.OfType<IssuedToken>().DistinctBy(token => (token.RequestId, token.Approver)).ToList();
        if (known.Count > 1 || (known.Count == 1 && issued.Contains(null)) || (codes.Count > 1 && known.Count == 0 && !context.DemandsToken))
        {
            return (known.FirstOrDefault(), ReplyOutcome.TwoTokens, "The mail carries codes of different requests.", "");
        }

        return known.Count == 1 ? (known[0], ReplyOutcome.UnknownToken, null, $"The code opens {Name(known[0])}.")
            : (Unasked(context), ReplyOutcome.UnknownToken, context.DemandsToken ? "The code in the mail was never issued, or is no longer kept." : null, "The code is not judged.");
    }

    /// <summary>Where no code is demanded, the one request at hand is the one that is meant.</summary>
    private static IssuedToken? Unasked(ReplyContext context) => !context.DemandsToken && context.Issued is [var only] ? only : null;

    private static string Name(IssuedToken token) => token.RequestId.Length > 0 ? token.RequestId : "the request";

    private static ReplyOutcome OutcomeOf(ReplyCommand command) => command switch
    {
        ReplyCommand.Approve => ReplyOutcome.Approve,
        ReplyCommand.Reject => ReplyOutcome.Reject,
        ReplyCommand.Defer => ReplyOutcome.Defer,
        ReplyCommand.Hold => ReplyOutcome.Hold,
        ReplyCommand.Status => ReplyOutcome.Status,
        ReplyCommand.Help => ReplyOutcome.Help,
        ReplyCommand.Unclear => ReplyOutcome.Unclear,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private static string Tell(ReplyCommand command) => command switch
    {
        ReplyCommand.Approve { Acknowledged.Count: > 0 } approve => $"Approved; acknowledged {string.Join(", ", approve.Acknowledged)}.",
        ReplyCommand.Approve => "Approved.",
        ReplyCommand.Reject { Reason.Length: > 0 } reject => "Rejected: " + reject.Reason,
        ReplyCommand.Reject => "Rejected without a reason.",
        ReplyCommand.Defer defer => $"Deferred until {defer.Until:yyyy-MM-dd HH:mm} UTC.",
        ReplyCommand.Hold => "Held: nothing starts.",
        ReplyCommand.Status => "Asks how things stand.",
        ReplyCommand.Help => "Asks how to answer.",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };
}
