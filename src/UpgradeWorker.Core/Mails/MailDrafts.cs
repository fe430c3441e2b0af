namespace UpgradeWorker.Core.Mails;

/// <summary>Makes the draft of a page.</summary>
internal static class MailDrafts
{
    private const int LongestSubject = 140;

    /// <summary>The page in both forms.</summary>
    public static MailDraft Of(MailPage page, string to, string subject, MailTemplates templates, string? request = null, string? token = null) => new(
        page.Kind, to, MailWords.Short(MailWords.Clean(subject), LongestSubject), templates.Text(page), templates.Html(page), [])
    {
        Request = request,
        Token = token,
    };

    /// <summary>The bracketed number before a subject; nothing where there is no request.</summary>
    public static string Tag(string? request) => request is null ? "" : $"[{request}] ";

    /// <summary>Sections without those that have nothing to tell.</summary>
    public static IReadOnlyList<MailSection> Sections(params MailSection?[] sections) => [.. sections.OfType<MailSection>()];
}
