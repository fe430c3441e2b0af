using UpgradeWorker.Core;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>What went wrong with mail and would otherwise stand in the log alone.</summary>
internal static class MailTroubles
{
    private const int Most = 20;

    /// <summary>Mails that could not be delivered or read, and senders who got no answer any more, since an instant.</summary>
    public static async Task<IReadOnlyList<Finding>> SinceAsync(Session session, DateTimeOffset since)
    {
        var undelivered = (await OutboxStore.FailuresAsync(session, since))
            .Select(mail => new Finding("MailUndelivered", $"Mail to {mail.Recipient} could not be delivered ({mail.Subject}): {mail.Why}"));
        var received = (await InboundStore.TroublesAsync(session, since)).Select(mail => mail.Answer == "silence"
            ? new Finding("AnswersStopped", $"{mail.Sender} wrote so often that a mail got no answer; each was read all the same.")
            : new Finding("MailUnreadable", $"A mail from {mail.Sender} lies in quarantine: {mail.Reason}"));
        var silent = await MailboxStore.PassAsync(session) is { AlarmedAt: not null } pass
            ? new Finding("MailboxSilent", $"Answers are not read{(pass.LastPass is { } last ? $" since {last:yyyy-MM-dd HH:mm} UTC" : "")}: {pass.Fault}") : null;
        var lost = await MailboxStore.LatestCanaryAsync(session) is { ArrivedAt: null, AlarmedAt: not null } canary
            ? new Finding("CanaryLost", $"The mail that the worker sent to itself at {canary.SentAt:yyyy-MM-dd HH:mm} UTC has not arrived; answers may not arrive either.") : null;
        return [.. new[] { silent, lost }.OfType<Finding>().Concat(undelivered).Concat(received).Distinct().Take(Most)];
    }
}
