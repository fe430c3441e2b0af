using System.Security.Cryptography;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Inputs;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>
/// Appends the mails around a request to the outbox. While it can still be decided or stopped, each of them carries its reader's own
/// code, so that whichever of them is answered, the answer counts.
/// </summary>
public sealed class ApprovalPost(Mailbox mailbox, Post post, MailViewsReader views, TotpSecrets totp, MailTemplates templates)
{
    /// <summary>Asks one approver about a plan.</summary>
    public async Task AskAsync(Session session, StackSettings stack, ApprovalRequest request, Plan plan, string approver, DateTimeOffset now)
    {
        var code = await IssueAsync(session, request, approver, now);
        var view = await ViewAsync(session, stack, request, plan, approver, code, now);
        await post.AppendAsync(session, Post.RequestKey(request, approver), ApprovalMails.Request(view, templates), request.ExpiresAt, now);
    }

    /// <summary>Reminds one approver.</summary>
    /// <returns>Whether it was not written before.</returns>
    public async Task<bool> RemindAsync(
        Session session, StackSettings stack, ApprovalRequest request, Plan plan, string approver, int percent, DateTimeOffset now)
    {
        var key = $"reminder:{request.Id}:{percent}:{approver}";
        if (await OutboxStore.ByKeyAsync(session, key) is not null)
        {
            return false;
        }

        var view = await ViewAsync(session, stack, request, plan, approver, await CodeAsync(session, request, approver, now), now);
        await post.AppendAsync(session, key, ApprovalMails.Reminder(view, now, templates), request.ExpiresAt, now);
        return true;
    }

    /// <summary>Tells approvers that a plan's place was taken by a newer one, or that there is none any more.</summary>
    public Task SupersededAsync(Session session, StackSettings stack, ApprovalRequest request, DateTimeOffset now) =>
        ToAllAsync(session, stack, request, "superseded", view => ApprovalMails.Superseded(view, null, templates), now);

    /// <summary>Tells approvers that a request lapsed.</summary>
    public Task LapsedAsync(Session session, StackSettings stack, ApprovalRequest request, DateTimeOffset now) =>
        ToAllAsync(session, stack, request, "lapsed", view => ApprovalMails.Declined(view, templates), now);

    /// <summary>Announces the start of an approved plan, so that anybody can object.</summary>
    public Task ApprovedAsync(Session session, StackSettings stack, ApprovalRequest request, DateTimeOffset now) => ToAllAsync(
        session, stack, request, "approved",
        view => ApprovalMails.Approved(view, view.Window.From > now + view.CoolOff ? view.Window.From : now + view.CoolOff, templates), now);

    /// <summary>Tells approvers that a plan will not be carried out, or not now.</summary>
    public Task DeclinedAsync(Session session, StackSettings stack, ApprovalRequest request, Verdict verdict, DateTimeOffset now) => ToAllAsync(
        session, stack, request with { Verdicts = request.Verdicts.Contains(verdict) ? request.Verdicts : [.. request.Verdicts, verdict] },
        $"declined:{verdict.At.UtcTicks}", view => ApprovalMails.Declined(view, templates), now);

    /// <summary>Tells approvers what would keep an approved plan from starting, or that nothing does any more.</summary>
    public Task CheckedAheadAsync(Session session, StackSettings stack, ApprovalRequest request, IReadOnlyList<Finding> findings, DateTimeOffset now) => ToAllAsync(
        session, stack, request, $"ahead:{now.UtcTicks}", view => PreflightMails.CheckedAhead(view, findings, templates), now);

    /// <summary>Answers a mail about a request.</summary>
    public async Task AnswerAsync(
        Session session, StackSettings stack, ApprovalRequest request, Answer.AboutRequest answer, string? line, InboundMail mail, DateTimeOffset now)
    {
        if (await PlanStore.PlanAsync(session, request.Plan) is { } plan)
        {
            var view = await ViewAsync(session, stack, request, plan, answer.To, await CodeAsync(session, request, answer.To, now), now);
            var key = answer.Once ? $"answer:{answer.Told.Reason}:{request.Id}:{answer.To}" : $"answer:{mail.RawSha256}";
            await post.AppendAsync(session, key, ApprovalMails.Answer(view, answer.Told, line, templates), now + Post.Patience, now, MessageId(mail));
        }
    }

    /// <summary>Tells the real approver of a mail that claimed to be theirs.</summary>
    public async Task WarnAsync(Session session, StackSettings stack, ApprovalRequest request, Answer.Warning answer, InboundMail mail, DateTimeOffset now)
    {
        if (await PlanStore.PlanAsync(session, request.Plan) is { } plan)
        {
            var view = await ViewAsync(session, stack, request, plan, answer.To, await CodeAsync(session, request, answer.To, now), now);
            await post.AppendAsync(session, $"warning:{mail.RawSha256}", AnswerMails.Warning(view, answer.Told, templates), now + Post.Patience, now);
        }
    }

    /// <summary>Tells an approver what is open, because a mail did not tell what it answers.</summary>
    public async Task ListAsync(
        Session session, IReadOnlyList<(StackSettings Stack, ApprovalRequest Request)> open, Answer.OpenRequests answer, InboundMail mail, DateTimeOffset now)
    {
        var told = new List<ApprovalView>();
        foreach (var (stack, request) in open)
        {
            if (await PlanStore.PlanAsync(session, request.Plan) is { } plan)
            {
                told.Add(await ViewAsync(session, stack, request, plan, answer.To, null, now));
            }
        }

        await post.AppendAsync(
            session, $"answer:{mail.RawSha256}", AnswerMails.OpenRequests(answer.To, answer.Told, told, templates), now + Post.Patience, now, MessageId(mail));
    }

    private async Task ToAllAsync(
        Session session, StackSettings stack, ApprovalRequest request, string about, Func<ApprovalView, MailDraft> compose, DateTimeOffset now)
    {
        if (await PlanStore.PlanAsync(session, request.Plan) is not { } plan)
        {
            return;
        }

        foreach (var approver in request.Approvers)
        {
            var view = await ViewAsync(session, stack, request, plan, approver, await CodeAsync(session, request, approver, now), now);
            await post.AppendAsync(session, $"{about}:{request.Id}:{approver}", compose(view), now + Post.Patience, now);
        }
    }

    private async Task<ApprovalView> ViewAsync(
        Session session, StackSettings stack, ApprovalRequest request, Plan plan, string approver, string? code, DateTimeOffset now) =>
        await views.ApprovalAsync(session, stack, request, plan, approver, code, now) with
        {
            Enrolled = totp.IsEnrolled(approver),
            ReplyTo = code is null ? null : mailbox.Identity?.Plus(ApprovalToken.Fold(code)[ApprovalToken.Prefix.Length..]),
        };

    /// <summary>The approver's code of a request that can still be decided or stopped; the one that was sent if it is still there.</summary>
    private static async Task<string?> CodeAsync(Session session, ApprovalRequest request, string approver, DateTimeOffset now) =>
        request.State is ApprovalState.Pending or ApprovalState.Approved
            ? await RequestMails.CodeAsync(session, request.Id, approver) ?? await IssueAsync(session, request, approver, now)
            : null;

    private static async Task<string> IssueAsync(Session session, ApprovalRequest request, string approver, DateTimeOffset now)
    {
        var code = ApprovalToken.FromRandom(RandomNumberGenerator.GetBytes(17));
        await ApprovalStore.SaveTokenAsync(
            session, new StoredToken(ApprovalToken.Hash(code), request.Id, approver, request.Plan, now, request.ExpiresAt));
        return code;
    }

    private static string? MessageId(InboundMail mail) => mail.Header("Message-ID")?.Trim('<', '>', ' ');
}
