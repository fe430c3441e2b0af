using System.Net;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using MailKind = UpgradeWorker.Core.Mails.MailKind;

namespace UpgradeWorker.Jobs;

internal static class PlainMails
{
    public static MailDraft ApprovalRequest(StackSettings stack, ApprovalRequest request, Plan plan, string to, string token) => Draft(
        MailKind.ApprovalRequest, to, $"[{request.Id}] Approval needed: {stack.Key} {plan.RunningVersion} to {plan.TargetVersion}",
        $"May {stack.Key} be upgraded from {plan.RunningVersion} to {plan.TargetVersion}?\n\n{Describe(plan)}\n\n"
        + $"To agree, reply with APPROVE alone on the first line; to refuse, with REJECT and a reason. Nothing happens without an answer; the request lapses at {request.ExpiresAt:u}.\n\nCode: {token}\n",
        request.Id, token);

    public static MailDraft Superseded(StackSettings stack, ApprovalRequest request, string to) => Draft(
        MailKind.Superseded, to, $"[{request.Id}] No longer needed: {stack.Key}", "The plan changed, so this request is closed. A new one follows if there is still something to decide.", request.Id);

    public static MailDraft Approved(StackSettings stack, ApprovalRequest request, Plan plan, string to) => Draft(
        MailKind.Approved, to, $"[{request.Id}] Approved: {stack.Key} to {plan.TargetVersion}",
        $"Approved by {request.Verdicts[^1].By}. It starts in the window from {request.WindowOpens:u} to {request.WindowCloses:u}. To stop it, reply to the request with HOLD.", request.Id);

    public static MailDraft Declined(StackSettings stack, ApprovalRequest request, Plan plan, Verdict verdict, string to) => Draft(
        MailKind.Declined, to, $"[{request.Id}] {verdict.Kind}: {stack.Key} to {plan.TargetVersion}", $"{verdict.Kind} by {verdict.By}. {verdict.Reason}", request.Id);

    public static MailDraft Answer(ApprovalRequest request, ReplyJudgement judgement, Finding? refused, string to) => Draft(
        MailKind.Answer, to, $"[{request.Id}] Your reply was not acted on", $"{refused?.Message ?? judgement.Reason}\nThe line that was read: {judgement.Line ?? "(none)"}", request.Id);

    public static MailDraft Started(StackSettings stack, Run run, Plan plan, string to) => Draft(
        MailKind.Started, to, $"Started: {stack.Key} to {plan.TargetVersion}", $"Run {run.Id} has begun.");

    public static MailDraft Ended(StackSettings stack, Run run, Plan? plan, IReadOnlyList<JournalEntry> journal, string to) => Draft(
        run.Ending switch
        {
            RunEnding.Succeeded => MailKind.Succeeded,
            RunEnding.RolledBack => MailKind.RolledBack,
            RunEnding.NeedsAttention => MailKind.NeedsAttention,
            _ => MailKind.Refused,
        },
        to, $"{run.Ending}: {stack.Key} to {plan?.TargetVersion}",
        $"Run {run.Id}: {run.Ending}. {run.Why}\n\n" + string.Join('\n', journal.Select(line => $"{line.At:HH:mm:ss} {line.Step} {line.Kind}: {line.Message}")));

    public static MailDraft Drift(StackSettings stack, DriftReport report, string to) => Draft(
        MailKind.Drift, to, $"Drift: {stack.Key} is {report.Status}",
        string.Join('\n', report.Resources.Select(resource => $"{resource.LogicalId} {resource.Status}")));

    public static MailDraft Failing(StackSettings stack, string what, string fault, string to) => Draft(
        MailKind.SourceFailing, to, $"Failing: {stack.Key}", $"UpgradeWorker cannot read {what}: {fault}");

    public static MailDraft Recovered(StackSettings stack, string what, string fault, DateTimeOffset since, string to) => Draft(
        MailKind.SourceRecovered, to, $"Works again: {stack.Key}", $"UpgradeWorker can read {what} again. It could not since {since:u}: {fault}");

    public static MailDraft LedgerLow(StackSettings stack, string names, int room, DateTimeOffset? nextAt, string to) => Draft(
        MailKind.LedgerLow, to, $"Few certificates left: {names}", $"{room} left this week for {stack.Key}; another replacement may start from {nextAt:u}.");

    public static MailDraft Summary(string to, IReadOnlyList<StackOverview> stacks, DateTimeOffset now) => Draft(
        MailKind.Summary, to, $"Summary of {now:yyyy-MM-dd}",
        string.Join('\n', stacks.Select(one => $"{one.Stack.Key}: {one.RunningVersion ?? "unknown"}, newest {one.NewestRelease ?? "unknown"}")));

    private static string Describe(Plan plan) => string.Join(
        '\n', plan.Changes.Select(change => $"  {change.Action} {change.LogicalId} ({change.ResourceType}), replacement {change.Replacement}"));

    private static MailDraft Draft(MailKind kind, string to, string subject, string text, string? request = null, string? token = null) =>
        new(kind, to, subject, text, $"<pre>{WebUtility.HtmlEncode(text)}</pre>", []) { Request = request, Token = token };
}
