using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>Everything that the start of a run depends on.</summary>
public sealed record StartCase
{
    /// <summary>The approval.</summary>
    public required ApprovalRequest Request { get; init; }

    /// <summary>When the deciding approval was recorded; null when the settings need none for this plan.</summary>
    public required DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The plan that stands now; null when there is none any more.</summary>
    public required Planning.PlanFingerprint? PlanNow { get; init; }

    /// <summary>How long nothing starts after the approval.</summary>
    public required TimeSpan CoolOff { get; init; }

    /// <summary>Whether the mail that announces the start was sent, or need not be.</summary>
    public required bool NoticeSent { get; init; }

    /// <summary>Why that mail can never be sent; null when it can.</summary>
    public Finding? NoticeImpossible { get; init; }

    /// <summary>Who paused the stack, in words; null when it is not paused.</summary>
    public required string? PausedBy { get; init; }

    /// <summary>End of the window that is open now; null when none is.</summary>
    public required DateTimeOffset? WindowCloses { get; init; }

    public required TimeSpan ExpectedDuration { get; init; }

    /// <summary>CloudFormation's status of the stack at the last look.</summary>
    public required string StackStatus { get; init; }

    /// <summary>The newest run of the stack; null when it had none.</summary>
    public required Run? LatestRun { get; init; }

    /// <summary>Runs under way, over all accounts and in this stack's account, and how many may be.</summary>
    public required (long UnderWay, int AtMost, long InAccount, int AtMostInAccount) Load { get; init; }

    /// <summary>The ledger's answer; null when the plan needs no certificate.</summary>
    public required LedgerAnswer? Certificates { get; init; }
}

/// <summary>May the run of an approved plan start now? An ordered list of small rules; the first finding is why not.</summary>
public static class StartRules
{
    /// <summary>The rules in their order: what never changes by waiting first.</summary>
    public static IReadOnlyList<(string Name, Func<StartCase, DateTimeOffset, Finding?> Rule)> All { get; } =
    [
        (nameof(IsApproved), IsApproved),
        (nameof(PlanStands), PlanStands),
        (nameof(NobodyIsNeeded), NobodyIsNeeded),
        (nameof(NoOtherRun), NoOtherRun),
        (nameof(NotPaused), NotPaused),
        (nameof(StackCanStart), StackCanStart),
        (nameof(CooledOff), CooledOff),
        (nameof(Announced), Announced),
        (nameof(FitsTheWindow), FitsTheWindow),
        (nameof(HasCertificateRoom), HasCertificateRoom),
        (nameof(NotTooMany), NotTooMany),
    ];

    /// <summary>Why the run may not start now; null when it may.</summary>
    public static Finding? Check(StartCase start, DateTimeOffset now) =>
        All.Select(row => row.Rule(start, now)).FirstOrDefault(finding => finding is not null);

    /// <summary>Why nothing of a stack can ever start, whatever people approve; null where that is not so.</summary>
    /// <param name="hasMail">Whether the worker has mail at all.</param>
    /// <param name="requireNotice">Whether nothing starts before the mail that announces it was sent.</param>
    /// <param name="approvers">How many are to be told.</param>
    public static Finding? NoticeImpossible(bool hasMail, bool requireNotice, int approvers) => hasMail || !requireNotice || approvers == 0 ? null : new Finding(
        "NoticeImpossible",
        "Nothing ever starts: the mail that announces a start to the approvers cannot be sent (Mail:Kind is None), and Approvals:RequireNotice is true. "
        + "Set Mail:Kind to Servers or Folder, or Approvals:RequireNotice to false.");

    private static Finding? IsApproved(StartCase start, DateTimeOffset now) => start.Request.State == ApprovalState.Approved
        ? null
        : new Finding("NotApproved", $"{start.Request.Id} is {start.Request.State.ToString().ToLowerInvariant()}, not approved.");

    private static Finding? PlanStands(StartCase start, DateTimeOffset now) => start.PlanNow == start.Request.Plan
        ? null
        : new Finding("PlanChanged", $"The plan that {start.Request.Id} approved no longer stands.");

    private static Finding? NobodyIsNeeded(StartCase start, DateTimeOffset now) => start.LatestRun is { Ending: RunEnding.NeedsAttention } run
        ? new Finding("RunNeedsAttention", $"Run {run.Id} needs a person first: retry, skip or abandon it.")
        : null;

    private static Finding? NoOtherRun(StartCase start, DateTimeOffset now) => start.LatestRun is { EndedAt: null } run
        ? new Finding("RunUnderWay", $"Run {run.Id} of the stack is under way.")
        : null;

    private static Finding? NotPaused(StartCase start, DateTimeOffset now) => start.PausedBy is { } who
        ? new Finding("Paused", $"Paused by {who}: resume it to let runs start.")
        : null;

    private static Finding? StackCanStart(StartCase start, DateTimeOffset now) => StackStatuses.CanStart(start.StackStatus)
        ? null
        : new Finding("StackBusy", $"The stack is {start.StackStatus}.");

    private static Finding? CooledOff(StartCase start, DateTimeOffset now) => start.ApprovedAt is { } at && now < at + start.CoolOff
        ? new Finding("CoolingOff", $"Approved at {at:u}; nothing starts before {at + start.CoolOff:u}.")
        : null;

    private static Finding? Announced(StartCase start, DateTimeOffset now) => start.NoticeSent
        ? null
        : start.NoticeImpossible ?? new Finding("NoticeUnsent", "The mail that announces the start is not sent yet, so nobody could object.");

    private static Finding? FitsTheWindow(StartCase start, DateTimeOffset now) => start.WindowCloses switch
    {
        null => new Finding("WindowClosed", "No maintenance window is open."),
        { } closes when now + start.ExpectedDuration > closes => new Finding(
            "WindowTooShort", $"The window closes at {closes:u}, before an upgrade of {start.ExpectedDuration:c} would end."),
        _ => null,
    };

    private static Finding? HasCertificateRoom(StartCase start, DateTimeOffset now) =>
        start.Certificates is { Allowed: false } no ? no.Why ?? new Finding("NoCertificateRoom", "The ledger has no room.") : null;

    private static Finding? NotTooMany(StartCase start, DateTimeOffset now) => start.Load switch
    {
        var load when load.UnderWay >= load.AtMost => new Finding("TooManyRuns", $"{load.UnderWay} runs are under way, as many as may be."),
        var load when load.InAccount >= load.AtMostInAccount => new Finding(
            "TooManyRunsInAccount", $"{load.InAccount} runs are under way in the account, as many as may be."),
        _ => null,
    };
}
