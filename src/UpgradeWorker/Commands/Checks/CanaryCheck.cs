using System.Diagnostics;
using System.Security.Cryptography;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Commands.Checks;

/// <summary>Sends a mail from the worker to itself and waits for it: the way that answers take.</summary>
internal static class CanaryCheck
{
    /// <summary>How long the mail may be under way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Subject = "mail: a mail to itself";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Tries it.</summary>
    /// <param name="outgoing">Sends.</param>
    /// <param name="mailbox">Where it should arrive.</param>
    /// <param name="identity">The worker.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="time">Keeps the time.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static async Task<CheckResult> OfAsync(
        IOutgoingMail outgoing, ImapGateway mailbox, MailIdentity identity, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        // To a plus address where there are such: answers come to one.
        var address = identity.Plus("check");
        var messageId = MimeComposing.MessageId(MailKind.Canary, "check", 1, RandomNumberGenerator.GetBytes(17), identity);
        var raw = MimeComposing.Compose(CanaryMail.Compose(address, nonce, MailTemplates.BuiltIn), identity, messageId, [], time.GetUtcNow());
        switch (await outgoing.SendAsync(new OutgoingMail("0", address, messageId, raw), cancellationToken))
        {
            case SendResult.Sent:
                break;
            case SendResult.Retry { Why: var why }:
                return CheckResult.Wrong(Subject, $"it could not be sent now. {why.Message}");
            case SendResult.Failed { Why: var why }:
                return CheckResult.Wrong(Subject, $"{address} is refused: see that Mail:From is the address of this mailbox, and set Mail:PlusAddresses to false where the server knows none. {why.Message}");
            case SendResult.LoginRefused { Why: var why }:
                return CheckResult.Wrong(Subject, why.Message);
            default:
                throw new UnreachableException();
        }

        var began = time.GetTimestamp();
        while (true)
        {
            var (arrived, fault) = await mailbox.TakeOwnAsync(nonce, cancellationToken);
            var took = time.GetElapsedTime(began);
            if (arrived)
            {
                return CheckResult.Ok(Subject, $"arrived after {took.TotalSeconds:0} s at {address}; it lies in the folder of ignored mail.");
            }

            if (took >= patience)
            {
                return CheckResult.Wrong(
                    Subject,
                    $"it was sent to {address} and did not arrive within {patience.TotalSeconds:0} s, so answers may not arrive either. "
                    + (fault?.Message ?? "See that Mail:Imap names the mailbox of Mail:From, that no rule or filter takes its mail away, and that plus addresses reach it (else set Mail:PlusAddresses to false)."));
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>What can be seen of a folder pair: that a mail can be laid into each of the two, read, and put away.</summary>
    public static async Task<CheckResult> OfAsync(FolderMailbox folders, MailIdentity identity, TimeProvider time, CancellationToken cancellationToken)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var messageId = MimeComposing.MessageId(MailKind.Canary, "check", 1, RandomNumberGenerator.GetBytes(17), identity);
        var raw = MimeComposing.Compose(CanaryMail.Compose(identity.Address, nonce, MailTemplates.BuiltIn), identity, messageId, [], time.GetUtcNow());
        return await folders.TryOneAsync(raw, cancellationToken) is { } why
            ? CheckResult.Wrong(Subject, why.Message)
            : CheckResult.Ok(Subject, "was laid into both folders, read and put away. Whether a mail server carries what lies in outbox to people cannot be seen from here.");
    }
}
