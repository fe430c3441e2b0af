using System.Security.Cryptography;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Certificates;
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
public sealed class Post(Mailbox mailbox, MailViewsReader views, MailTemplates templates)
{
    internal static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    /// <summary>Key of a request's mail to one approver.</summary>
    public static string RequestKey(ApprovalRequest request, string approver) => $"request:{request.Id}:{approver}";

    /// <summary>Key of the mail that announces the start of an approved plan.</summary>
    public static string ApprovedKey(ApprovalRequest request, string approver) => $"approved:{request.Id}:{approver}";

    /// <summary>Tells approvers that a run has begun.</summary>
    public async Task StartedAsync(Session session, StackSettings stack, Run run, Plan plan, DateTimeOffset now)
    {
        foreach (var approver in stack.Approvers)
        {
            var view = await views.RunAsync(session, RunAudience.Of(stack), run, plan, [], approver, now);
            await AppendAsync(session, $"started:{run.Id}:g{run.Generation}:{approver}", RunMails.Started(view, templates), now + Patience, now);
        }
    }

    /// <summary>Tells people how a run ended.</summary>
    public async Task EndedAsync(
        Session session, RunAudience audience, Run run, Plan plan, IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
    {
        foreach (var approver in audience.Recipients)
        {
            var view = await views.RunAsync(session, audience, run, plan, journal, approver, now);
            await AppendAsync(
                session, $"ended:{run.Id}:g{run.Generation}:{run.EndedAt?.UtcTicks}:{run.Ending}:{approver}", RunMails.Ended(view, templates), now + Patience, now);
        }
    }

    /// <summary>Tells approvers about drift that was not told before, and about drift that is gone.</summary>
    public async Task DriftAsync(Session session, StackSettings stack, DriftReport report, DriftNews news, string consequence)
    {
        foreach (var approver in stack.Approvers)
        {
            var zone = MailViewsReader.Zone(stack);
            if (news.New.Count > 0 || news.DetectionFailed)
            {
                var draft = WatchMails.Drift(report with { Resources = news.New }, consequence, approver, zone, templates);
                await AppendAsync(session, $"drift:{report.DetectionId}:{approver}", draft, report.StartedAt + Patience, report.StartedAt);
            }

            if (news.Gone.Count > 0)
            {
                var draft = WatchMails.DriftGone(report.Stack, news.Gone, report.StartedAt, approver, zone, templates);
                await AppendAsync(session, $"drift-gone:{report.DetectionId}:{approver}", draft, report.StartedAt + Patience, report.StartedAt);
            }
        }
    }

    /// <summary>Tells approvers that something watched cannot be read.</summary>
    public async Task FailingAsync(Session session, StackSettings stack, string what, string fault, DateTimeOffset now)
    {
        foreach (var approver in stack.Approvers)
        {
            var draft = WatchMails.SourceFailing(what, new Finding("Failing", fault), now, approver, MailViewsReader.Zone(stack), templates);
            await AppendAsync(session, $"failing:{stack.Key}:{what}:{now.UtcTicks}:{approver}", draft, now + Patience, now);
        }
    }

    /// <summary>Tells approvers that it can be read again.</summary>
    public async Task RecoveredAsync(Session session, StackSettings stack, string what, DateTimeOffset since, DateTimeOffset now)
    {
        foreach (var approver in stack.Approvers)
        {
            var draft = WatchMails.SourceRecovered(what, since, now, approver, MailViewsReader.Zone(stack), templates);
            await AppendAsync(session, $"recovered:{stack.Key}:{what}:{now.UtcTicks}:{approver}", draft, now + Patience, now);
        }
    }

    /// <summary>Tells approvers something about a stack that has no request.</summary>
    /// <param name="session">The transaction that causes it.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="key">What it is about: the same key never sends a second mail to anyone.</param>
    /// <param name="compose">The mail to one approver.</param>
    /// <param name="now">The present instant.</param>
    public async Task TellAsync(
        Session session, StackSettings stack, string key, Func<string, TimeZoneInfo, MailTemplates, MailDraft> compose, DateTimeOffset now)
    {
        foreach (var approver in stack.Approvers)
        {
            await AppendAsync(session, $"{key}:{approver}", compose(approver, MailViewsReader.Zone(stack), templates), now + Patience, now);
        }
    }

    /// <summary>Tells the approvers of all stacks that share a set of names that only the reserve of its certificates is left.</summary>
    public async Task LedgerLowAsync(Session session, IReadOnlyList<StackSettings> stacks, NameSet names, DateTimeOffset now)
    {
        if (await views.WeekAsync(session, names.Text, 0, now) is not { } week)
        {
            return;
        }

        foreach (var approver in stacks.SelectMany(stack => stack.Approvers.Select(address => (Address: address, Stack: stack))).DistinctBy(one => one.Address))
        {
            var draft = WatchMails.LedgerLow(
                week, [.. stacks.Select(stack => stack.Key.Value)], approver.Address, MailViewsReader.Zone(approver.Stack), templates);
            await AppendAsync(session, $"ledger-low:{names}:{now.UtcTicks}:{approver.Address}", draft, now + Patience, now);
        }
    }

    /// <summary>Sends the regular summary to one recipient, if there is anything to tell or it is wanted all the same.</summary>
    /// <returns>Whether a mail was written.</returns>
    public async Task<bool> SummaryAsync(Session session, SummaryView view, bool evenIfEmpty)
    {
        if (SummaryMail.Compose(view, evenIfEmpty, templates) is not { } draft)
        {
            return false;
        }

        await AppendAsync(session, $"summary:{view.Recipient}:{view.To.UtcTicks}", draft, view.To + Patience, view.To);
        return true;
    }

    /// <summary>Appends a composed mail unless one with its key stands there; nothing where the settings have no mail.</summary>
    internal async Task AppendAsync(
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
