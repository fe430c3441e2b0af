using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>What a preflight looked at: before the window opens, and again at its start.</summary>
public sealed record PreflightFacts
{
    /// <summary>What was approved.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The stack as it is; null when it no longer exists or cannot be looked at.</summary>
    public required StackLook? Look { get; init; }

    /// <summary>Output that carries the version; from the profile.</summary>
    public required string VersionOutput { get; init; }

    /// <summary>Account of the caller's identity; null when it cannot be told.</summary>
    public required string? Account { get; init; }

    /// <summary>What AWS refused to show, in words.</summary>
    public required IReadOnlyList<Finding> Refused { get; init; }

    /// <summary>Instances that Systems Manager reaches; null where nothing has to be done on one.</summary>
    public required IReadOnlySet<string>? Online { get; init; }

    /// <summary>Status of each database and cache of which a snapshot is taken, by logical id; null = it is missing.</summary>
    public required IReadOnlyDictionary<string, string?> Statuses { get; init; }

    /// <summary>Free places for manual RDS snapshots in the account; null when not told, or when none is taken.</summary>
    public required long? FreeDatabaseSnapshots { get; init; }

    /// <summary>Manual snapshots taken of each cache in the last 24 hours, by logical id.</summary>
    public required IReadOnlyDictionary<string, int> CacheSnapshotsToday { get; init; }

    /// <summary>The newest drift report; null when there is none.</summary>
    public required DriftReport? Drift { get; init; }

    /// <summary>How old the drift report may be; null = it does not matter.</summary>
    public required TimeSpan? DriftMaxAge { get; init; }

    /// <summary>Whether drift of what the plan touches keeps it from starting.</summary>
    public required bool DriftBlocks { get; init; }

    /// <summary>The ledger's answer for the start; null where no certificate is needed or the run has its place already.</summary>
    public required LedgerAnswer? Certificates { get; init; }

    /// <summary>Whether the mail that announces the start was sent, or need not be.</summary>
    public required bool NoticeSent { get; init; }

    /// <summary>Bytes free where the worker keeps its database and logs; null when not told.</summary>
    public required long? FreeDisk { get; init; }

    /// <summary>How far AWS's clock is ahead of this machine's; null when not told.</summary>
    public required TimeSpan? ClockSkew { get; init; }

    /// <summary>How long the run is expected to take: configured, or learnt from past ones.</summary>
    public required TimeSpan Expected { get; init; }

    /// <summary>When it starts at the earliest.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When the window closes; null when the approval names none.</summary>
    public required DateTimeOffset? WindowCloses { get; init; }
}

/// <summary>What speaks against a start.</summary>
/// <param name="Finding">What, and what to do.</param>
/// <param name="MayPass">Whether it may be over by itself in some minutes.</param>
public sealed record PreflightFinding(Finding Finding, bool MayPass);
