using MimeKit;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>What can be read back from the mails about a request. Their bytes are emptied some days after delivery, so all of it may be gone.</summary>
internal static class RequestMails
{
    /// <summary>The approver's code of the request: it is kept nowhere but in the mail itself. Null when that is gone.</summary>
    public static async Task<string?> CodeAsync(Session session, string requestId, string approver)
    {
        var lines = await LinesAsync(await OutboxStore.ByKeyAsync(session, $"request:{requestId}:{approver}"));
        const string mark = "Code: ";
        return lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..].Trim()).LastOrDefault(ApprovalToken.IsWhole);
    }

    /// <summary>Lines of the mails that a reply may quote: the request, and the mail that it names as the one it answers.</summary>
    public static async Task<IReadOnlyList<string>> QuotableAsync(Session session, InboundMail mail, string requestId, string approver)
    {
        var asked = await LinesAsync(await OutboxStore.ByKeyAsync(session, $"request:{requestId}:{approver}"));
        var answered = await OutboxStore.ByMessageIdsAsync(session, References(mail));
        return answered is not null && string.Equals(answered.Recipient, approver, StringComparison.OrdinalIgnoreCase)
            ? [.. asked, .. await LinesAsync(answered)] : asked;
    }

    /// <summary>Message-IDs that a mail names as those before it, the last first, without angle brackets; a bounded number.</summary>
    public static IReadOnlyList<string> References(InboundMail mail) =>
        [.. new[] { mail.Header("In-Reply-To"), mail.Header("References") }.OfType<string>()
            .SelectMany(text => text.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries).Reverse())
            .Select(id => id.Trim('<', '>')).Where(id => id.Length is > 0 and < 300).Distinct(StringComparer.Ordinal).Take(20)];

    private static async Task<IReadOnlyList<string>> LinesAsync(OutboxMail? sent)
    {
        if (sent is null || sent.Raw.Length == 0)
        {
            return [];
        }

        using var stream = new MemoryStream(sent.Raw);
        using var message = await MimeMessage.LoadAsync(stream);
        return (message.TextBody ?? "").ReplaceLineEndings("\n").Split('\n');
    }
}
