using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Mails;

/// <summary>The mails around an approval request. None of their lines is a command by itself: a reply that quotes them without any mark
/// must decide nothing.</summary>
public static class ApprovalMails
{
    /// <summary>Asks one approver about a plan.</summary>
    public static MailDraft Request(ApprovalView view, MailTemplates templates) => Ask(
        view, MailKind.ApprovalRequest, "Approval needed", Question(view.Plan),
        $"{What(view.Plan)} Nothing starts unless you agree.", Subject(view), templates);

    /// <summary>Asks again.</summary>
    /// <param name="view">The request.</param>
    /// <param name="now">UTC.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft Reminder(ApprovalView view, DateTimeOffset now, MailTemplates templates) => Ask(
        view, MailKind.Reminder, "Still waiting for your answer", Question(view.Plan),
        $"{view.Request.Id} lapses in {MailWords.Length(view.Request.ExpiresAt - now)}, on {MailWords.Instant(view.Request.ExpiresAt, view.Zone)}. {What(view.Plan)}",
        "Re: " + Subject(view), templates);

    /// <summary>Tells that the request can no longer be answered, because the plan changed.</summary>
    /// <param name="view">The request.</param>
    /// <param name="newer">The request that took its place; null when there is none yet, or none is needed.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft Superseded(ApprovalView view, string? newer, MailTemplates templates) => Tell(
        view, MailKind.Superseded, MailTone.Info, "Request withdrawn",
        newer is null ? $"{view.Request.Id} no longer applies" : $"{newer} takes the place of {view.Request.Id}",
        $"The plan for {view.Plan.Stack} changed, so {view.Request.Id} can no longer be answered; nothing was started. "
            + (newer is null ? "If an upgrade is still possible, a new request follows." : $"Please answer {newer} instead."),
        newer is null ? $"No longer applies: {view.Plan.Stack} to {view.Plan.TargetVersion}" : $"Replaced by {newer}: {view.Plan.Stack}", templates);

    /// <summary>Tells all approvers that the plan goes ahead, and how to stop it.</summary>
    /// <param name="view">The request with its verdicts.</param>
    /// <param name="startsAt">Earliest start.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft Approved(ApprovalView view, DateTimeOffset startsAt, MailTemplates templates) => Tell(
        view, MailKind.Approved, MailTone.Good, "Approval recorded", $"{view.Plan.Stack} will {Goal(view.Plan)}",
        $"It starts on {MailWords.Instant(startsAt, view.Zone)}. To prevent that, answer this mail with HOLD on its first line before then.",
        $"Approved: {view.Plan.Stack} {(view.Plan.UsesCurrentTemplate || view.Plan.RevertsDrift ? "will " + Goal(view.Plan) : $"to {view.Plan.TargetVersion}")}, starts {MailWords.Instant(startsAt, view.Zone)}", templates);

    /// <summary>Tells all approvers that the plan does not go ahead.</summary>
    public static MailDraft Declined(ApprovalView view, MailTemplates templates)
    {
        var last = view.Request.Verdicts.Count > 0 ? view.Request.Verdicts[^1] : null;
        var (outcome, who) = (view.Request.State, last?.Kind) switch
        {
            (ApprovalState.Expired, _) when view.Request.WindowCloses is not null => ("Lapsed", "It was approved, but its maintenance window closed before it could start"),
            (ApprovalState.Expired, VerdictKind.Approve) => ("Lapsed", "Too few approvers agreed in time"),
            (_, null) => ("Lapsed", "Nobody answered in time"),
            (_, VerdictKind.Defer) when last.Until is { } until => ("Deferred", $"{last.By} asked to wait until {MailWords.Instant(until, view.Zone)}"),
            (_, VerdictKind.Hold) => ("Stopped", $"{last.By} stopped it"),
            _ => ("Declined", $"{last.By} said no"),
        };
        var reason = last is { Reason.Length: > 0 } && outcome != "Lapsed" ? $" Reason given: {MailWords.Sentence(last.Reason)}" : "";
        var next = outcome switch
        {
            "Lapsed" => " A new request follows if the upgrade is still possible.",
            "Deferred" => " You will be asked again then.",
            _ => $" You will be asked about another plan; to be asked about this one again: UpgradeWorker request {view.Plan.Stack}",
        };
        return Tell(view, MailKind.Declined, MailTone.Warn, "Not going ahead", $"{view.Plan.Stack} stays on {view.Plan.RunningVersion}", $"{who}.{reason}{next}",
            $"{outcome}: {view.Plan.Stack} stays on {view.Plan.RunningVersion}", templates);
    }

    /// <summary>Answers a reply that could not be acted on, or that asked something.</summary>
    /// <param name="view">The request.</param>
    /// <param name="told">What to tell: the finding against the reply, or the state that was asked for.</param>
    /// <param name="line">The line that was read; null when none was.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft Answer(ApprovalView view, Finding told, string? line, MailTemplates templates)
    {
        var page = Page(view, MailKind.Answer, MailTone.Ask, "About your reply", $"{view.Request.Id} for {view.Plan.Stack}", told.Message) with
        {
            Sections = MailDrafts.Sections(
                line is null ? null : new MailSection("What was read") { Paragraphs = [$"The line \"{MailWords.Short(MailWords.Clean(line), 200)}\" was taken as your answer."] },
                view.Request.State == ApprovalState.Pending ? HowToAnswer(view) : Verdicts(view)),
        };
        return MailDrafts.Of(page, view.Recipient, "Re: " + Subject(view), templates, view.Request.Id, view.Token);
    }

    private static MailDraft Ask(ApprovalView view, MailKind kind, string label, string headline, string lead, string subject, MailTemplates templates)
    {
        var plan = view.Plan;
        var page = Page(view, kind, MailTone.Ask, label, headline, lead) with
        {
            Buttons = Buttons(view),
            Sections = MailDrafts.Sections(
                [
                    AtAGlance(view),
                    PlanSections.ReleaseNotes(plan),
                    .. PlanSections.Changes(plan),
                    WaySection.Of(plan, view.HopsFrom, view.Zone),
                    PlanSections.Parameters(plan),
                    PlanSections.Data(plan),
                    PlanSections.Migrations(plan),
                    PlanSections.ManualSteps(plan),
                    PlanSections.Interruption(plan),
                    PlanSections.Drift(view.Drift),
                    Certificates(view),
                    PlanSections.Notes(plan),
                    HowToAnswer(view),
                ]),
        };
        return MailDrafts.Of(page, view.Recipient, subject, templates, view.Request.Id, view.Token);
    }

    private static MailDraft Tell(ApprovalView view, MailKind kind, MailTone tone, string label, string headline, string lead, string subject, MailTemplates templates)
    {
        var goesOn = kind == MailKind.Approved;
        var page = Page(view, kind, tone, label, headline, lead) with
        {
            Sections = MailDrafts.Sections(AtAGlance(view, goesOn), Verdicts(view), goesOn ? Certificates(view) : null),
        };
        return MailDrafts.Of(page, view.Recipient, MailDrafts.Tag(view.Request.Id) + subject, templates, view.Request.Id, view.Token);
    }

    private static MailPage Page(ApprovalView view, MailKind kind, MailTone tone, string label, string headline, string lead) => new()
    {
        Kind = kind,
        Tone = tone,
        Label = label,
        Headline = headline,
        Lead = lead,
        Sections = [],
        Footer = view.Token is null
            ? $"Request {view.Request.Id}, sent to {view.Recipient}."
            : $"Request {view.Request.Id}, for {view.Recipient} alone. Do not forward this mail: the code below is yours.",
        Code = view.Token,
    };

    private static MailSection AtAGlance(ApprovalView view, bool goesOn = true) => new("At a glance")
    {
        Facts =
        [
            new("Stack", $"{view.Plan.StackId.Name} ({view.Plan.Stack})"),
            new("Where", $"account {view.Plan.StackId.Account}, {view.Plan.StackId.Region}"),
            new("Version", view.Plan.RevertsDrift ? $"{view.Plan.RunningVersion} stays; what drifted is brought back"
                : view.Plan.UsesCurrentTemplate ? $"{view.Plan.RunningVersion} stays; parameters change" : $"{view.Plan.RunningVersion} to {view.Plan.TargetVersion}"),
            .. goesOn
                ? new MailFact[]
                {
                    new("When", MailWords.Span(view.Window.From, view.Window.To, view.Zone)),
                    new("Duration", "about " + MailWords.Length(view.Plan.ExpectedDuration)),
                    new("Lapses", MailWords.Instant(view.Request.ExpiresAt, view.Zone)),
                }
                : [],
            new("Plan", view.Plan.Fingerprint.Short),
        ],
    };

    private static MailSection? Certificates(ApprovalView view) => view.Week is not { } week ? null : new MailSection("Certificates")
    {
        Week = week,
        Paragraphs = week.NextAt is { } next ? [$"Another replacement can start from {MailWords.Instant(next, view.Zone)}."] : [],
    };

    private static MailSection? Verdicts(ApprovalView view) => view.Request.Verdicts.Count == 0 ? null : new MailSection("Who said what")
    {
        Items = [.. view.Request.Verdicts.Select(verdict => new MailItem(
            $"{verdict.By}, {MailWords.Instant(verdict.At, view.Zone)}", Word(verdict.Kind), verdict.Kind == VerdictKind.Approve ? MailTone.Good : MailTone.Warn,
            MailWords.Short(MailWords.Clean(verdict.Reason), 300)))],
    };

    private static MailSection HowToAnswer(ApprovalView view)
    {
        var request = view.Request;
        var alone = request is { NeedsSecondFactor: true, Quorum: < 2 };
        var form = "APPROVE" + (alone && view.Enrolled ? " 123456" : "")
            + (request.StepsToAcknowledge.Count > 0 ? " ACK " + string.Join(' ', request.StepsToAcknowledge) : "");
        var digits = alone && view.Enrolled ? ", with the six digits that your authenticator shows in place of 123456" : "";
        return new MailSection("How to answer")
        {
            Paragraphs = ["Answer this mail. Only the first line of your text counts, and only from your own address."],
            Items =
            [
                new($"To agree, write {form} and nothing else on that line{digits}."),
                new("To say no, write REJECT and a reason."),
                new("To ask again later, write DEFER and a time, such as 2 days or monday 08:00."),
                new("To see how things stand, write STATUS; for all forms, write HELP."),
                .. alone && !view.Enrolled ? new[] { new MailItem(Unenrolled(view)) } : [],
                .. request.Quorum > 1 ? new[] { new MailItem($"{request.Quorum} approvers must agree.") } : [],
                new($"If nobody answers until {MailWords.Instant(request.ExpiresAt, view.Zone)}, nothing happens and this request lapses."),
            ],
        };
    }

    private static string Unenrolled(ApprovalView view) => view.Request.Approvers.Count > 1
        ? "The plan replaces a database, and you have no authenticator for the worker: a second approver must agree too."
        : $"The plan replaces a database, and your mail alone does not allow that: run \"totp enrol {view.Recipient}\" on the worker's machine and add the six digits, or run \"approve {view.Request.Id}\" there.";

    private static IReadOnlyList<MailButton> Buttons(ApprovalView view)
    {
        if (view.ReplyTo is not { } address || view.Request.NeedsSecondFactor || view.Request.StepsToAcknowledge.Count > 0)
        {
            // Digits and step ids must be typed by a person, so a prepared answer would only be refused.
            return [];
        }

        return [Button("Approve…", "APPROVE", MailTone.Good), Button("Reject…", "REJECT ", MailTone.Bad), Button("Later…", "DEFER 2 days", MailTone.Info)];

        MailButton Button(string text, string body, MailTone tone) => new(
            text, $"mailto:{address}?subject={Uri.EscapeDataString("Re: " + Subject(view))}&body={Uri.EscapeDataString($"{body}\r\n\r\nCode: {view.Token}\r\n")}", tone);
    }

    private static string Question(Plan plan) => plan.RevertsDrift ? $"May {plan.Stack} be brought back to its template?" : plan.UsesCurrentTemplate
        ? $"May {plan.Stack} get new parameter values?" : $"May {plan.Stack} be upgraded from {plan.RunningVersion} to {plan.TargetVersion}?";

    private static string Goal(Plan plan) => plan.RevertsDrift ? "be brought back to its template"
        : plan.UsesCurrentTemplate ? "get new parameter values" : $"be upgraded to {plan.TargetVersion}";

    private static string What(Plan plan)
    {
        var replaced = plan.Changes.Where(change => change.Replacement == "yes").Select(change => change.LogicalId).ToList();
        return replaced.Count == 0 ? "Nothing is replaced."
            : $"It replaces {string.Join(", ", replaced.Take(4))}{(replaced.Count > 4 ? $" and {replaced.Count - 4} more" : "")}{(plan.ReplacesData ? "; data is carried over by snapshots" : "")}.";
    }

    private static string Subject(ApprovalView view)
    {
        var data = view.Plan.Restores.Select(snapshot => snapshot.LogicalId).ToList();
        var what = view.Plan.RevertsDrift ? "drift brought back" : view.Plan.UsesCurrentTemplate ? "new parameter values" : $"{view.Plan.RunningVersion} to {view.Plan.TargetVersion}";
        return $"[{view.Request.Id}] Approval needed: {view.Plan.Stack} {what}{(data.Count > 0 ? $" - REPLACES {string.Join(", ", data)}" : "")}";
    }

    private static string Word(VerdictKind kind) => kind switch
    {
        VerdictKind.Approve => "agreed",
        VerdictKind.Reject => "said no",
        VerdictKind.Defer => "asked to wait",
        VerdictKind.Hold => "stopped it",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
