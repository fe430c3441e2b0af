using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Looks up what a mail is judged against.</summary>
public sealed class ReplyContexts(Mailbox mailbox, MailSettings mails, StacksSettings stacks, ApprovalSettings approvals)
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> aliases = approvals.People.ToDictionary(pair => pair.Key, pair => pair.Value.Aliases);

    private readonly IReadOnlyList<(string Approver, string Delegate)> delegates =
        [.. approvals.People.SelectMany(pair => pair.Value.Delegates.Select(one => (pair.Key, one)))];

    /// <summary>What this mail is judged against.</summary>
    public async Task<ReplyContext> OfAsync(Session session, InboundMail mail)
    {
        var identity = mailbox.Identity ?? throw new InvalidOperationException("There is no mailbox.");
        var hashes = TokenSearch.Collect(mail).Select(ApprovalToken.Hash).ToList();
        var issued = hashes.Count == 0 ? [] : await ApprovalStore.IssuedAsync(session, hashes);
        var request = issued is [var token, ..] ? await ApprovalStore.RequestAsync(session, token.RequestId) : null;
        var stack = request is null ? null : stacks.Find(request.Stack);
        // A machine that answers at once may answer any of the mails about a request.
        var answered = request is null ? null : await OutboxStore.ByMessageIdsAsync(session, RequestMails.References(mail));
        return new ReplyContext
        {
            Issued = issued,
            WorkerNames = [identity.Name, identity.Address],
            WorkerAddresses = [identity.Address],
            SentLines = request is null || issued[0].Approver is not { } approver ? [] : await RequestMails.QuotableAsync(session, mail, request.Id, approver),
            Banners = mails.Banners,
            Aliases = aliases,
            Delegates = delegates,
            Zone = stack is null ? TimeZoneInfo.Utc : MailViewsReader.Zone(stack),
            DemandsSignedCode = request is { NeedsSecondFactor: true },
            AskedAt = request?.IssuedAt,
            ApprovableFrom = request is null ? null
                : (answered?.CreatedAt > request.IssuedAt ? answered.CreatedAt : request.IssuedAt) + approvals.MinimumReplyAge,
        };
    }

    /// <summary>The configured address of the approver who proved to have sent the mail; null when nobody did.</summary>
    public string? ProvenApprover(InboundMail mail)
    {
        if (mail is not { Sender: SenderAuthentication.Passed, From: [var from], FromFields: 1 })
        {
            return null;
        }

        var own = stacks.All.SelectMany(stack => stack.Approvers).FirstOrDefault(approver => Same(approver, from)
            || approvals.People.GetValueOrDefault(approver)?.Aliases.Any(alias => Same(alias, from)) == true);
        return own;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
