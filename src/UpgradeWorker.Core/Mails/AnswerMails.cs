using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Core.Mails;

/// <summary>Answers to mails that do not tell which request they are about, or whose sender was not believed.</summary>
public static class AnswerMails
{
    /// <summary>The approver's open requests.</summary>
    /// <param name="recipient">The approver.</param>
    /// <param name="told">What to tell about the mail.</param>
    /// <param name="open">His open requests, oldest first; their codes stay in their own mails.</param>
    /// <param name="templates">Give the form.</param>
    public static MailDraft OpenRequests(string recipient, Finding told, IReadOnlyList<ApprovalView> open, MailTemplates templates) => MailDrafts.Of(
        new MailPage
        {
            Kind = MailKind.Answer,
            Tone = MailTone.Ask,
            Label = "About your mail",
            Headline = open.Count == 0 ? "Nothing waits for your answer" : $"{MailWords.Count(open.Count, "request")} open",
            Lead = MailWords.Clean(told.Message),
            Sections = MailDrafts.Sections(open.Count == 0 ? null : new MailSection("Open requests")
            {
                Paragraphs = ["Look for the mail with the number in its subject, and answer that one."],
                Items = [.. open.Take(50).Select(view => new MailItem(
                    $"{view.Request.Id}: {view.Plan.Stack}, {(view.Plan.UsesCurrentTemplate ? "new parameter values" : $"{view.Plan.RunningVersion} to {view.Plan.TargetVersion}")}",
                    view.Request.State == ApprovalState.Pending ? "waits for an answer" : "approved",
                    view.Request.State == ApprovalState.Pending ? MailTone.Ask : MailTone.Good,
                    view.Request.State == ApprovalState.Pending
                        ? $"Sent {MailWords.Instant(view.Request.IssuedAt, view.Zone)}, lapses {MailWords.Instant(view.Request.ExpiresAt, view.Zone)}"
                        : $"Starts in the window {MailWords.Span(view.Window.From, view.Window.To, view.Zone)}"))],
            }),
            Footer = $"Sent to {recipient}, because a mail from this address reached the worker.",
        },
        recipient, open.Count == 0 ? "Re: your mail: nothing waits for your answer" : $"Re: your mail: {MailWords.Count(open.Count, "request")} open", templates);

    /// <summary>Tells the real approver of a mail that claims to be theirs.</summary>
    public static MailDraft Warning(ApprovalView view, Finding told, MailTemplates templates) => MailDrafts.Of(
        new MailPage
        {
            Kind = MailKind.Answer,
            Tone = MailTone.Warn,
            Label = "Not believed",
            Headline = $"A mail in your name about {view.Request.Id} was ignored",
            Lead = MailWords.Clean(told.Message),
            Sections = MailDrafts.Sections(new MailSection("The request")
            {
                Facts =
                [
                    new("Stack", $"{view.Plan.StackId.Name} ({view.Plan.Stack})"),
                    new("Version", view.Plan.UsesCurrentTemplate ? $"{view.Plan.RunningVersion} stays; parameters change" : $"{view.Plan.RunningVersion} to {view.Plan.TargetVersion}"),
                    new("Lapses", MailWords.Instant(view.Request.ExpiresAt, view.Zone)),
                ],
            }),
            Footer = view.Token is null
                ? $"Request {view.Request.Id}, sent to {view.Recipient}. At most one such mail an hour."
                : $"Request {view.Request.Id}, for {view.Recipient} alone. Do not forward this mail: the code below is yours. At most one such mail an hour.",
            Code = view.Token,
        },
        view.Recipient, $"[{view.Request.Id}] A mail in your name was not believed", templates, view.Request.Id, view.Token);
}
