using Microsoft.Extensions.Logging;

namespace UpgradeWorker.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Stack {StackKey} is {Status}, version {Version}.")]
    public static partial void Looked(ILogger logger, string stackKey, string status, string? version);

    [LoggerMessage(1001, LogLevel.Warning, "Stack {StackKey} cannot be looked at: {Fault}")]
    public static partial void LookFailed(ILogger logger, string stackKey, string fault);

    [LoggerMessage(1002, LogLevel.Information, "Stack {StackKey} can be looked at again.")]
    public static partial void LookRecovered(ILogger logger, string stackKey);

    [LoggerMessage(1010, LogLevel.Information, "Release {Version} for stack {StackKey} seen in {Source}.")]
    public static partial void ReleaseSeen(ILogger logger, string stackKey, string version, string source);

    [LoggerMessage(1011, LogLevel.Warning, "Template source {Source} of stack {StackKey} fails: {Fault}")]
    public static partial void SourceFailed(ILogger logger, string stackKey, string source, string fault);

    [LoggerMessage(1012, LogLevel.Information, "Template source {Source} of stack {StackKey} works again.")]
    public static partial void SourceRecovered(ILogger logger, string stackKey, string source);

    [LoggerMessage(1013, LogLevel.Warning, "{FileName} in {Source} of stack {StackKey} is no release: {Fault}")]
    public static partial void ReleaseUnreadable(ILogger logger, string stackKey, string source, string fileName, string fault);

    [LoggerMessage(1014, LogLevel.Information, "Release {Version} for stack {StackKey} is told of by {Source}; its template is not there yet.")]
    public static partial void ReleaseHeard(ILogger logger, string stackKey, string version, string source);

    [LoggerMessage(1015, LogLevel.Warning, "Version {Version} for stack {StackKey} has another template in {Source} than before: {Sha256}.")]
    public static partial void ReleaseChanged(ILogger logger, string stackKey, string version, string source, string sha256);

    [LoggerMessage(1016, LogLevel.Information, "Release {Version} for stack {StackKey} is no longer offered by {Source}: {Sha256}.")]
    public static partial void ReleaseWithdrawn(ILogger logger, string stackKey, string? version, string source, string sha256);

    [LoggerMessage(1020, LogLevel.Information, "Drift of stack {StackKey}: {Status}, {Drifted} resources not in sync.")]
    public static partial void DriftDetected(ILogger logger, string stackKey, string status, int drifted);

    [LoggerMessage(1021, LogLevel.Warning, "Drift of stack {StackKey} cannot be detected: {Fault}")]
    public static partial void DriftFailed(ILogger logger, string stackKey, string fault);

    [LoggerMessage(1022, LogLevel.Information, "Drift of stack {StackKey} can be detected again.")]
    public static partial void DriftRecovered(ILogger logger, string stackKey);

    [LoggerMessage(1090, LogLevel.Error, "{Stage} failed for stack {StackKey}; it is tried again.")]
    public static partial void StageFailed(ILogger logger, string stage, string stackKey, Exception exception);

    [LoggerMessage(1091, LogLevel.Error, "{Stage} failed; it is tried again.")]
    public static partial void JobFailed(ILogger logger, string stage, Exception exception);

    [LoggerMessage(2000, LogLevel.Information, "Ledger of {Names}: {Source} at {At:u}, cost {Cost}.")]
    public static partial void EntryKept(ILogger logger, string names, string source, DateTimeOffset at, int cost);

    [LoggerMessage(2001, LogLevel.Warning, "No certificate of {Domain} was seen: {Fault}")]
    public static partial void HandshakeFailed(ILogger logger, string domain, string fault);

    [LoggerMessage(2002, LogLevel.Warning, "The transparency log was not read for {Names}: {Fault}")]
    public static partial void TransparencyFailed(ILogger logger, string names, string fault);

    [LoggerMessage(2003, LogLevel.Information, "{Verb} by {User}: {Result}.")]
    public static partial void LedgerCommand(ILogger logger, string verb, string user, string result);

    [LoggerMessage(3000, LogLevel.Information, "Plan {Plan} for stack {StackKey}: {From} to {To}.")]
    public static partial void Planned(ILogger logger, string stackKey, string plan, string from, string to);

    [LoggerMessage(3001, LogLevel.Warning, "Stack {StackKey} is not planned: {Finding}")]
    public static partial void PlanBlocked(ILogger logger, string stackKey, string finding);

    [LoggerMessage(3002, LogLevel.Information, "Analysis change set {ChangeSet} of stack {StackKey} made; it is never executed.")]
    public static partial void AnalysisMade(ILogger logger, string stackKey, string changeSet);

    [LoggerMessage(3010, LogLevel.Warning, "The changelog of stack {StackKey} cannot be read: {Fault}")]
    public static partial void ChangelogFailed(ILogger logger, string stackKey, string fault);

    [LoggerMessage(3011, LogLevel.Information, "The changelog of stack {StackKey} can be read again.")]
    public static partial void ChangelogRecovered(ILogger logger, string stackKey);

    [LoggerMessage(4000, LogLevel.Information, "Asked {Approvers} for approval {Request} of plan {Plan} for stack {StackKey}.")]
    public static partial void ApprovalAsked(ILogger logger, string stackKey, string request, string plan, string approvers);

    [LoggerMessage(4001, LogLevel.Information, "{Request} of stack {StackKey}: {Verdict} by {By}; now {State}.")]
    public static partial void VerdictRecorded(ILogger logger, string stackKey, string request, string verdict, string by, string state);

    [LoggerMessage(4002, LogLevel.Warning, "{Verdict} on {Request} by {By} not recorded: {Finding}")]
    public static partial void VerdictRefused(ILogger logger, string request, string verdict, string by, string finding);

    [LoggerMessage(4003, LogLevel.Information, "Mail from {Sender} read as {Outcome}: {Reason}")]
    public static partial void MailJudged(ILogger logger, string sender, string outcome, string reason);

    [LoggerMessage(4004, LogLevel.Information, "{Request} of stack {StackKey} is now {State}: {Reason}")]
    public static partial void RequestEnded(ILogger logger, string stackKey, string request, string state, string reason);

    [LoggerMessage(4005, LogLevel.Error, "A mail could not be read for the third time and was put aside: {File}")]
    public static partial void MailQuarantined(ILogger logger, string file);

    [LoggerMessage(4006, LogLevel.Warning, "The mailbox cannot be read: {Fault}")]
    public static partial void MailboxFailed(ILogger logger, string fault);

    [LoggerMessage(5000, LogLevel.Information, "Run {RunId} of stack {StackKey} started for {Request}.")]
    public static partial void RunStarted(ILogger logger, string runId, string stackKey, string request);

    [LoggerMessage(5001, LogLevel.Information, "{Step}, attempt {Attempt}: {Message}")]
    public static partial void StepSaid(ILogger logger, string step, int attempt, string message);

    [LoggerMessage(5002, LogLevel.Warning, "{Step}, attempt {Attempt}, went wrong: {Message}")]
    public static partial void StepFailed(ILogger logger, string step, int attempt, string message);

    [LoggerMessage(5010, LogLevel.Information, "Looked ahead at {Request} of stack {StackKey}: {Findings}")]
    public static partial void CheckedAhead(ILogger logger, string stackKey, string request, string findings);

    [LoggerMessage(5003, LogLevel.Information, "Run ended: {Ending}.")]
    public static partial void RunEnded(ILogger logger, string ending);

    [LoggerMessage(5004, LogLevel.Warning, "The run was lost to another worker; nothing was saved: {Message}")]
    public static partial void RunLost(ILogger logger, string message);

    [LoggerMessage(5011, LogLevel.Error, "Run {RunId} waits: the settings no longer name its stack {StackKey}. Unless a worker knows it again, it ends at {Until:u} for a person to decide.")]
    public static partial void RunOfUnknownStack(ILogger logger, string runId, string stackKey, DateTimeOffset until);

    [LoggerMessage(5012, LogLevel.Error, "Stack {StackKey} will not start {Request}, which is approved. {Message}")]
    public static partial void NeverStarts(ILogger logger, string stackKey, string request, string message);

    [LoggerMessage(5005, LogLevel.Debug, "Stack {StackKey} does not start {Request} yet: {Finding}")]
    public static partial void NotStarted(ILogger logger, string stackKey, string request, string finding);

    [LoggerMessage(5007, LogLevel.Error, "Run {RunId} stands at {Step}, which this version does not know: nothing is done about it until the version that wrote it is installed.")]
    public static partial void UnknownStep(ILogger logger, string runId, string step);

    [LoggerMessage(5006, LogLevel.Error, "A defect in step {Step}; the attempt counts as failed.")]
    public static partial void StepDefect(ILogger logger, string step, Exception exception);

    [LoggerMessage(6000, LogLevel.Information, "Mail sent to {Recipient}: {Subject}")]
    public static partial void MailSent(ILogger logger, string recipient, string subject);

    [LoggerMessage(6001, LogLevel.Warning, "Mail to {Recipient} not sent, tried again at {NextTry:u}: {Fault}")]
    public static partial void MailDelayed(ILogger logger, string recipient, DateTimeOffset nextTry, string fault);

    [LoggerMessage(6002, LogLevel.Error, "Mail to {Recipient} given up: {Fault}. Its subject: {Subject}")]
    public static partial void MailGivenUp(ILogger logger, string recipient, string subject, string fault);

    [LoggerMessage(6003, LogLevel.Information, "Summary for {Recipient} written, {Stacks} stacks.")]
    public static partial void SummaryWritten(ILogger logger, string recipient, int stacks);
}
