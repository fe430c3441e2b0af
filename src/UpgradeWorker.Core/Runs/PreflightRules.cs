using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>Whether everything is as it was approved and everything needed is there: an ordered list of small rules.</summary>
public static class PreflightRules
{
    /// <summary>ElastiCache takes at most so many manual snapshots of a node in 24 hours (ElastiCache API Reference, CreateSnapshot).</summary>
    private const int CacheSnapshotsADay = 20;

    /// <summary>Journals, logs and mails of a run fit into it many times over.</summary>
    private const long LeastDisk = 200L * 1024 * 1024;

    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(4);

    /// <summary>The rules in their order: what never changes by waiting first.</summary>
    public static IReadOnlyList<(string Name, Func<PreflightFacts, IEnumerable<PreflightFinding>> Rule)> All { get; } =
    [
        (nameof(MayLook), MayLook),
        (nameof(StackIsThere), StackIsThere),
        (nameof(IsOwnAccount), IsOwnAccount),
        (nameof(ClockIsRight), ClockIsRight),
        (nameof(StackCanStart), StackCanStart),
        (nameof(IsStillNeeded), IsStillNeeded),
        (nameof(InstancesAreThere), InstancesAreThere),
        (nameof(DriftIsKnown), DriftIsKnown),
        (nameof(HasCertificateRoom), HasCertificateRoom),
        (nameof(HasSnapshotRoom), HasSnapshotRoom),
        (nameof(HasDisk), HasDisk),
        (nameof(FitsTheWindow), FitsTheWindow),
        (nameof(IsAnnounced), IsAnnounced),
        (nameof(AgentsAreOnline), AgentsAreOnline),
        (nameof(DatabasesAreAvailable), DatabasesAreAvailable),
    ];

    /// <summary>Everything that speaks against a start, in the order of the rules; empty when nothing does.</summary>
    public static IReadOnlyList<PreflightFinding> Check(PreflightFacts facts) => [.. All.SelectMany(row => row.Rule(facts))];

    private static IEnumerable<PreflightFinding> MayLook(PreflightFacts facts) => facts.Refused.Select(No);

    private static IEnumerable<PreflightFinding> StackIsThere(PreflightFacts facts) => facts.Look is null && facts.Refused.Count == 0
        ? [No("StackMissing", $"The stack {facts.Plan.StackId.Name} that was approved no longer exists.")]
        : [];

    private static IEnumerable<PreflightFinding> IsOwnAccount(PreflightFacts facts) => facts.Account is { } account && account != facts.Plan.StackId.Account
        ? [No("WrongAccount", $"The worker acts in account {account}, the stack is in {facts.Plan.StackId.Account}: mend its credentials or AssumeRole.")]
        : [];

    private static IEnumerable<PreflightFinding> ClockIsRight(PreflightFacts facts) => facts.ClockSkew is { } skew && skew.Duration() > MostSkew
        ? [No("ClockWrong", $"This machine's clock is {skew.Duration().TotalSeconds:0} s off from AWS's: set it right, AWS refuses calls from five minutes on.")]
        : [];

    private static IEnumerable<PreflightFinding> StackCanStart(PreflightFacts facts) => facts.Look is { } look && !StackStatuses.CanStart(look.Status)
        ? [new(new Finding("StackBusy", $"The stack is {look.Status}: nothing can be started."), StackStatuses.IsInProgress(look.Status))]
        : [];

    private static IEnumerable<PreflightFinding> IsStillNeeded(PreflightFacts facts)
    {
        if (facts.Look is not { } look)
        {
            yield break;
        }

        var version = look.Output(facts.VersionOutput);
        if (version == facts.Plan.TargetVersion && facts.Plan.TargetVersion != facts.Plan.RunningVersion)
        {
            yield return No("NotNeeded", $"The stack runs {version} already.");
        }
        else if (version != facts.Plan.RunningVersion)
        {
            yield return No("VersionChanged", $"The stack runs {version ?? "an unknown version"}, not {facts.Plan.RunningVersion} as when it was approved.");
        }
    }

    private static IEnumerable<PreflightFinding> InstancesAreThere(PreflightFacts facts) => facts.Look is not { } look ? []
        : facts.Plan.Instances.Where(id => look.PhysicalId(id) is null).Select(id => No("InstanceMissing", $"The stack has no instance {id}."));

    private static IEnumerable<PreflightFinding> DriftIsKnown(PreflightFacts facts)
    {
        if (facts.DriftMaxAge is not { } age)
        {
            yield break;
        }

        if (facts.Drift is not { } drift)
        {
            yield return new(new Finding("DriftUnknown", "Drift was never looked for: the first detection must end first."), MayPass: true);
            yield break;
        }

        if (facts.StartsAt - drift.StartedAt > age)
        {
            yield return new(
                new Finding("DriftStale", $"Drift was last looked for at {drift.StartedAt:u}, longer ago than {age.TotalHours:0.#} hours: DriftCron must run more often, or set Runs:DriftMaxAge."),
                MayPass: true);
        }

        var touched = facts.Plan.Changes.Select(change => change.LogicalId).ToHashSet(StringComparer.Ordinal);
        // A plan that brings drift back is not stopped by what it is for.
        foreach (var finding in DriftRules.Blocks(drift, facts.DriftBlocks ? DriftEffect.Block : DriftEffect.Tell, touched, facts.Plan.RevertsDrift))
        {
            yield return No(finding);
        }
    }

    private static IEnumerable<PreflightFinding> HasCertificateRoom(PreflightFacts facts) => facts.Certificates is { Allowed: false } no
        ? [No(no.Why ?? new Finding("NoCertificateRoom", "The ledger has no room."))]
        : [];

    private static IEnumerable<PreflightFinding> HasSnapshotRoom(PreflightFacts facts)
    {
        var databases = facts.Plan.Snapshots.Count(snapshot => snapshot.Role == "database");
        if (facts.FreeDatabaseSnapshots is { } free && free < databases)
        {
            yield return No("SnapshotQuota", $"The account has room for {free} more manual RDS snapshots, the run takes {databases}: delete some, or raise the quota.");
        }

        foreach (var (logicalId, taken) in facts.CacheSnapshotsToday.Where(pair => pair.Value >= CacheSnapshotsADay))
        {
            yield return No("SnapshotQuota", $"{taken} manual snapshots of {logicalId} were taken in 24 hours; ElastiCache takes {CacheSnapshotsADay}.");
        }
    }

    private static IEnumerable<PreflightFinding> HasDisk(PreflightFacts facts) => facts.FreeDisk < LeastDisk
        ? [No("DiskFull", $"Only {facts.FreeDisk / 1024 / 1024} MB are free in DataDirectory; a run wants {LeastDisk / 1024 / 1024} MB.")]
        : [];

    private static IEnumerable<PreflightFinding> FitsTheWindow(PreflightFacts facts) => facts.WindowCloses is { } closes && facts.StartsAt + facts.Expected > closes
        ? [No("WindowTooShort", $"The window closes at {closes:u}, before an upgrade of {facts.Expected:c} would end.")]
        : [];

    private static IEnumerable<PreflightFinding> IsAnnounced(PreflightFacts facts) => facts.NoticeSent
        ? []
        : [new(new Finding("NoticeUnsent", "The mail that announces the start is not sent yet, so nobody could object."), MayPass: true)];

    private static IEnumerable<PreflightFinding> AgentsAreOnline(PreflightFacts facts) => facts.Online is not { } online || facts.Look is not { } look ? []
        : facts.Plan.Instances.Select(look.PhysicalId).OfType<string>().Where(id => !online.Contains(id)).Select(id => new PreflightFinding(
            new Finding(
                "InstanceUnreachable",
                $"Systems Manager does not reach instance {id}: its agent must be online (instance role with AmazonSSMManagedInstanceCore)."),
            MayPass: true));

    private static IEnumerable<PreflightFinding> DatabasesAreAvailable(PreflightFacts facts) =>
        facts.Statuses.Where(pair => pair.Value != "available").Select(pair => new PreflightFinding(
            new Finding("DatabaseNotAvailable", $"{pair.Key} is {pair.Value ?? "missing"}, not available."), MayPass: pair.Value is not null));

    private static PreflightFinding No(string reason, string message) => No(new Finding(reason, message));

    private static PreflightFinding No(Finding finding) => new(finding, MayPass: false);
}
