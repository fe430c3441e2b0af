namespace UpgradeWorker.Core.Mails;

/// <summary>The mail that tells, hours before a window opens, whether the approved upgrade could start.</summary>
public static class PreflightMails
{
    /// <summary>What would keep the upgrade from starting; or, after such a mail, that nothing does any more.</summary>
    public static MailDraft CheckedAhead(ApprovalView view, IReadOnlyList<Finding> findings, MailTemplates templates)
    {
        var opens = MailWords.Instant(view.Window.From, view.Zone);
        var page = new MailPage
        {
            Kind = MailKind.CheckedAhead,
            Tone = findings.Count == 0 ? MailTone.Good : MailTone.Warn,
            Label = "Looked ahead",
            Headline = findings.Count == 0
                ? $"{view.Plan.Stack}: everything is there now"
                : $"{view.Plan.Stack}: the upgrade could not start as things stand",
            Lead = findings.Count == 0
                ? $"What was missing for the upgrade to {view.Plan.TargetVersion} is mended. Its window opens on {opens}."
                : $"Its window opens on {opens}. Mend the following before then, or the run is refused and nothing is touched; it is looked at again until then.",
            Sections = MailDrafts.Sections(
                findings.Count == 0 ? null : new MailSection("What is in the way")
                {
                    Items = [.. findings.Select(finding => new MailItem(MailWords.Clean(finding.Message), finding.Reason, MailTone.Warn))],
                }),
            Footer = $"Request {view.Request.Id}, sent to {view.Recipient}. This was a look only; nothing was changed."
                + (view.Token is null ? "" : " To stop the upgrade, answer this mail with HOLD on its first line; the code below is yours alone."),
            Code = view.Token,
        };
        return MailDrafts.Of(
            page, view.Recipient,
            MailDrafts.Tag(view.Request.Id) + (findings.Count == 0 ? $"Ready: {view.Plan.Stack} to {view.Plan.TargetVersion}" : $"Could not start: {view.Plan.Stack} to {view.Plan.TargetVersion}"),
            templates, view.Request.Id, view.Token);
    }
}
