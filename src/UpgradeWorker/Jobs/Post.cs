using System.Security.Cryptography;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Appends mails to the outbox, in the transaction that causes them. Each has a key that says what it is about, so that the same cause
/// never sends two.
/// </summary>
public sealed class Post(Mailbox mailbox)
{
    private const int MostAnswersAnHour = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    /// <summary>Key of a request's mail to one approver.</summary>
    public static string RequestKey(ApprovalRequest request, string approver) => $"request:{request.Id}:{approver}";

    /// <summary>Key of the mail that announces the start of an approved plan.</summary>
    public static string ApprovedKey(ApprovalRequest request, string approver) => $"approved:{request.Id}:{approver}";

    /// <summary>Asks one approver about a plan.</summary>
    public Task ApprovalRequestAsync(
        Session session, StackSettings stack, ApprovalRequest request, Plan plan, string approver, string token, DateTimeOffset now) =>
        AppendAsync(session, RequestKey(request, approver), PlainMails.ApprovalRequest(stack, request, plan, approver, token), request.ExpiresAt, now);

    /// <summary>Tells approvers that a newer plan took a request's place.</summary>
    public Task SupersededAsync(Session session, StackSettings stack, ApprovalRequest request, DateTimeOffset now) => ToEachAsync(
        session, request.Approvers, approver => $"superseded:{request.Id}:{approver}", approver => PlainMails.Superseded(stack, request, approver), now);

    /// <summary>Announces the start of an approved plan, so that anybody can object.</summary>
    public Task ApprovedAsync(Session session, StackSettings stack, ApprovalRequest request, Plan plan, DateTimeOffset now) => ToEachAsync(
        session, request.Approvers, approver => ApprovedKey(request, approver), approver => PlainMails.Approved(stack, request, plan, approver), now);

    /// <summary>Tells approvers that a plan will not be carried out, or not now.</summary>
    public Task DeclinedAsync(
        Session session, StackSettings stack, ApprovalRequest request, Plan plan, Verdict verdict, DateTimeOffset now) => ToEachAsync(
        session, request.Approvers, approver => $"declined:{request.Id}:{verdict.At.UtcTicks}:{approver}",
        approver => PlainMails.Declined(stack, request, plan, verdict, approver), now);

    /// <summary>Answers a reply that could not be acted on, or a question; automatic mail and strangers get no answer.</summary>
    public async Task AnswerAsync(
        Session session, InboundMail mail, ReplyJudgement judgement, ApprovalRequest? request, Finding? refused, DateTimeOffset now)
    {
        var mayAnswer = judgement.Outcome is ReplyOutcome.Unclear or ReplyOutcome.Status or ReplyOutcome.Help or ReplyOutcome.Expired
            || refused is not null;
        if (!mayAnswer || request is null || judgement.Token?.Approver is not { } approver
            || await ApprovalStore.CountFromAsync(session, approver, now - TimeSpan.FromHours(1)) > MostAnswersAnHour)
        {
            return;
        }

        await AppendAsync(
            session, $"answer:{mail.RawSha256}", PlainMails.Answer(request, judgement, refused, approver), now + Patience, now,
            mail.Header("Message-ID")?.Trim('<', '>', ' '));
    }

    /// <summary>Tells approvers that a run has begun.</summary>
    public Task StartedAsync(Session session, StackSettings stack, Run run, Plan plan, DateTimeOffset now) => ToEachAsync(
        session, stack.Approvers, approver => $"started:{run.Id}:g{run.Generation}:{approver}", approver => PlainMails.Started(stack, run, plan, approver), now);

    /// <summary>Tells approvers how a run ended.</summary>
    public Task EndedAsync(
        Session session, StackSettings stack, Run run, Plan? plan, IReadOnlyList<JournalEntry> journal, DateTimeOffset now) => ToEachAsync(
        session, stack.Approvers, approver => $"ended:{run.Id}:g{run.Generation}:{run.EndedAt?.UtcTicks}:{approver}",
        approver => PlainMails.Ended(stack, run, plan, journal, approver), now);

    /// <summary>Tells approvers about drift that was not there before, or that is gone.</summary>
    public Task DriftAsync(Session session, StackSettings stack, DriftReport report, DriftReport? last)
    {
        var before = last?.Resources.Select(resource => (resource.LogicalId, resource.Status)).ToHashSet() ?? [];
        var now = report.Resources.Select(resource => (resource.LogicalId, resource.Status)).ToHashSet();
        return before.SetEquals(now) && (last is null || last.Completed == report.Completed)
            ? Task.CompletedTask
            : ToEachAsync(
                session, stack.Approvers, approver => $"drift:{report.DetectionId}:{approver}",
                approver => PlainMails.Drift(stack, report, approver), report.StartedAt);
    }

    /// <summary>Tells approvers that something watched cannot be read.</summary>
    public Task FailingAsync(Session session, StackSettings stack, string what, string fault, DateTimeOffset now) => ToEachAsync(
        session, stack.Approvers, approver => $"failing:{stack.Key}:{what}:{now.UtcTicks}:{approver}",
        approver => PlainMails.Failing(stack, what, fault, approver), now);

    /// <summary>Tells approvers that it can be read again.</summary>
    public Task RecoveredAsync(Session session, StackSettings stack, string what, string fault, DateTimeOffset since, DateTimeOffset now) => ToEachAsync(
        session, stack.Approvers, approver => $"recovered:{stack.Key}:{what}:{now.UtcTicks}:{approver}",
        approver => PlainMails.Recovered(stack, what, fault, since, approver), now);

    /// <summary>Tells approvers that only the reserve of certificates is left.</summary>
    public Task LedgerLowAsync(Session session, StackSettings stack, string names, int room, DateTimeOffset? nextAt, DateTimeOffset now) => ToEachAsync(
        session, stack.Approvers, approver => $"ledger-low:{names}:{nextAt?.UtcTicks}:{approver}",
        approver => PlainMails.LedgerLow(stack, names, room, nextAt, approver), now);

    /// <summary>Sends the regular summary to one recipient.</summary>
    public Task SummaryAsync(Session session, string recipient, IReadOnlyList<StackOverview> stacks, DateTimeOffset now) =>
        AppendAsync(session, $"summary:{recipient}:{now.UtcTicks}", PlainMails.Summary(recipient, stacks, now), now + Patience, now);

    private async Task ToEachAsync(
        Session session, IEnumerable<string> recipients, Func<string, string> key, Func<string, MailDraft> compose, DateTimeOffset now)
    {
        foreach (var recipient in recipients)
        {
            await AppendAsync(session, key(recipient), compose(recipient), now + Patience, now);
        }
    }

    private async Task AppendAsync(
        Session session, string key, MailDraft draft, DateTimeOffset giveUpAt, DateTimeOffset now, string? answers = null)
    {
        if (mailbox.Identity is not { } identity)
        {
            return;
        }

        var messageId = MimeComposing.MessageId(draft.Kind, draft.Request ?? "worker", 1, RandomNumberGenerator.GetBytes(17), identity);
        var first = draft.Request is { } request ? await OutboxStore.ByKeyAsync(session, $"request:{request}:{draft.To}") : null;
        await OutboxStore.AppendAsync(session, new OutboxMail
        {
            DedupeKey = key,
            Kind = draft.Kind.ToString(),
            Recipient = draft.To,
            Subject = draft.Subject,
            MessageId = messageId,
            CreatedAt = now,
            GiveUpAt = giveUpAt,
            Raw = MimeComposing.Compose(draft, identity, messageId, [.. new[] { first?.MessageId, answers }.OfType<string>()], now),
        });
    }
}
