using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Jobs;

/// <summary>What a summary mail tells of the stacks' overviews.</summary>
internal static class SummaryViews
{
    public static SummaryView Of(
        IReadOnlyList<StackOverview> stacks, string recipient, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to) => new()
        {
            Recipient = recipient,
            Zone = zone,
            From = from,
            To = to,
            Stacks = [.. stacks.Select(stack => new SummaryStack(
                stack.Stack.Key.Value, stack.RunningVersion, stack.NewestRelease, State(stack), stack.NextWindow, WaitsForPerson(stack)))],
            Weeks = [.. stacks.Where(stack => stack is { Certificates: not null, CertificateNames: not null }).Select(stack => new CertificateWeek(
                stack.CertificateNames!, stack.Limits.Limit, stack.Limits.Limit - stack.Certificates!.Room, 0, stack.Limits.KeepInReserve,
                stack.Certificates.Allowed ? null : stack.Certificates.NextAt)).DistinctBy(week => week.Names)],
            Troubles = [.. stacks.Where(stack => stack.Fault is not null).Select(stack => new Finding("StackUnreadable", $"{stack.Stack.Key}: {stack.Fault}"))],
        };

    private static bool WaitsForPerson(StackOverview stack) =>
        stack.Request is { State: ApprovalState.Pending } || stack.Run is { Ending: RunEnding.NeedsAttention };

    private static string State(StackOverview stack) => stack switch
    {
        { Run: { EndedAt: null } run } => $"run {run.Id} is at {run.Step}",
        { Run: { Ending: RunEnding.NeedsAttention } run } => $"run {run.Id} needs a person",
        { PausedBy: { } who } => $"paused by {who}",
        { Request: { State: ApprovalState.Pending } request } => $"{request.Id} waits for an answer",
        { Request: { State: ApprovalState.Approved } request } => $"{request.Id} is approved",
        { Current.Findings: [var first, ..] } when first.Reason is not ("UpToDate" or "NoChanges") => first.Message,
        { Drift: { IsInSync: false } drift } => $"drift: {drift.Status}",
        _ => "",
    };
}
