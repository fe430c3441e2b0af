using Microsoft.Extensions.Logging;

namespace UpgradeWorker.Diagnostics;

/// <summary>Lines about replies and the mailbox.</summary>
internal static partial class Log
{
    [LoggerMessage(4020, LogLevel.Information, "{Request} of stack {StackKey}: {Approver} is asked too.")]
    public static partial void ApproverEscalated(ILogger logger, string stackKey, string request, string approver);

    [LoggerMessage(4021, LogLevel.Warning, "{Request} of stack {StackKey} does not reach {Approver}: {Reason}")]
    public static partial void ApproverAway(ILogger logger, string stackKey, string request, string approver, string reason);

    [LoggerMessage(4022, LogLevel.Error, "{Request} of stack {StackKey} reaches none of its approvers. Approve or decline it on this machine, or correct their addresses.")]
    public static partial void NobodyReached(ILogger logger, string stackKey, string request);

    [LoggerMessage(4023, LogLevel.Error, "A mail from {Sender} was put into quarantine; somebody should look at it: {Reason}")]
    public static partial void MailUnreadable(ILogger logger, string sender, string reason);

    [LoggerMessage(4024, LogLevel.Information, "Mail from {Sender} is the same as one judged before; nothing is done.")]
    public static partial void MailRepeated(ILogger logger, string sender);

    [LoggerMessage(4025, LogLevel.Warning, "Mail from {Sender} gets no answer: there were too many within an hour.")]
    public static partial void AnswersStopped(ILogger logger, string sender);

    [LoggerMessage(4026, LogLevel.Critical, "The mailbox was not read from beginning to end since {Since:u}; no reply is seen. {Fault}")]
    public static partial void MailboxSilent(ILogger logger, DateTimeOffset since, string fault);

    [LoggerMessage(4027, LogLevel.Information, "The mailbox is read again.")]
    public static partial void MailboxRecovered(ILogger logger);

    [LoggerMessage(4028, LogLevel.Critical, "The mail that the worker sent to itself at {SentAt:u} has not arrived; replies may not arrive either. See whether sending works, and what the mail server does with mail to the worker's address.")]
    public static partial void CanaryLost(ILogger logger, DateTimeOffset sentAt);

    [LoggerMessage(4029, LogLevel.Debug, "The mail that the worker sent to itself at {SentAt:u} has arrived.")]
    public static partial void CanaryArrived(ILogger logger, DateTimeOffset sentAt);

    [LoggerMessage(4030, LogLevel.Warning, "The mailbox cannot be watched for new mail as it comes ({Fault}); it is looked at regularly all the same.")]
    public static partial void MailboxNotWatched(ILogger logger, string fault);

    [LoggerMessage(6010, LogLevel.Critical, "The mail server refuses the login, so nothing is sent: {Fault} It is tried again at {NextTry:u}.")]
    public static partial void MailLoginRefused(ILogger logger, DateTimeOffset nextTry, string fault);
}
