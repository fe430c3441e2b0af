using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Chooses the answer to a mail and appends it to the outbox, in the transaction that records the mail.</summary>
public sealed class ReplyAnswers(StacksSettings stacks, ReplyContexts contexts, ApprovalPost post)
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Writes it. The mail itself is recorded already.</summary>
    /// <returns>What was chosen.</returns>
    public async Task<Answer> WriteAsync(Session session, InboundMail mail, ReplyJudgement judgement, Finding? refused, DateTimeOffset now)
    {
        var request = judgement.Token is { } token ? await ApprovalStore.RequestAsync(session, token.RequestId) : null;
        var proven = contexts.ProvenApprover(mail);
        var approver = judgement.Token?.Approver ?? proven;
        var answer = AnswerRules.Choose(new AnswerCase
        {
            Judgement = judgement,
            Request = request,
            Refused = refused,
            ProvenApprover = proven,
            FromSender = mail.From is [var from] ? await InboundStore.CountFromAsync(session, from.ToLowerInvariant(), now - Period) : 0,
            Helped = await CountAsync(session, approver, "help", request?.Id, now),
            Listed = await CountAsync(session, approver, "list", null, now),
            Warned = await CountAsync(session, approver, "warning", null, now),
        });
        await WriteAsync(session, mail, judgement, request, answer, now);
        return answer;
    }

    private async Task WriteAsync(
        Session session, InboundMail mail, ReplyJudgement judgement, ApprovalRequest? request, Answer answer, DateTimeOffset now)
    {
        switch (answer)
        {
            case Answer.AboutRequest about when request is not null && stacks.Find(request.Stack) is { } stack:
                await post.AnswerAsync(session, stack, request, about, judgement.Line, mail, now);
                break;
            case Answer.Warning warning when request is not null && stacks.Find(request.Stack) is { } stack:
                await post.WarnAsync(session, stack, request, warning, mail, now);
                break;
            case Answer.OpenRequests list:
                var open = (await ApprovalStore.OpenAsync(session))
                    .Where(one => one.Approvers.Any(approver => string.Equals(approver, list.To, StringComparison.OrdinalIgnoreCase)))
                    .Select(one => (Stack: stacks.Find(one.Stack), Request: one)).Where(pair => pair.Stack is not null)
                    .Select(pair => (pair.Stack!, pair.Request)).ToList();
                if (open is [(var only, { State: ApprovalState.Pending or ApprovalState.Approved } its)])
                {
                    // There is but one that can be meant: its code goes along, so that an answer to this answer counts.
                    await post.AnswerAsync(session, only, its, new Answer.AboutRequest(list.To, list.Told), judgement.Line, mail, now);
                    break;
                }

                await post.ListAsync(session, open, list, mail, now);
                break;
        }
    }

    private static async Task<long> CountAsync(Session session, string? approver, string answer, string? request, DateTimeOffset now) =>
        approver is null ? 0 : await InboundStore.CountAnswersAsync(session, approver, answer, request, now - Period);
}
