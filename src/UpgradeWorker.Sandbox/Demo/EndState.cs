namespace UpgradeWorker.Sandbox.Demo;

/// <summary>What one database or cache has become.</summary>
/// <param name="PhysicalId">The one that the stack has now.</param>
/// <param name="FirstPhysicalId">The one that it had when the story began.</param>
/// <param name="SnapshotParameter">Value of the stack's snapshot parameter; null = blank.</param>
/// <param name="RestoredFrom">What the snapshot parameter must be to name the snapshot that it was restored from; null = it began empty.</param>
/// <param name="Rows">All rows in it.</param>
public sealed record StoreState(
    string PhysicalId, string FirstPhysicalId, string? SnapshotParameter, string? RestoredFrom, IReadOnlyList<string> Rows);

/// <summary>One resource in a change set. <paramref name="Action"/>: Add, Modify or Remove; <paramref name="Replacement"/> is empty
/// unless it is Modify; <paramref name="Properties"/>: the names of the changed properties, in order, blank-separated.</summary>
public sealed record ChangedResource(string LogicalId, string Action, string Replacement, string Properties);

/// <summary>One upgrade: the changes that people were shown, and those of the change set that was executed.</summary>
/// <param name="Version">The version that it led to.</param>
/// <param name="Announced">As shown; null = nothing was shown.</param>
/// <param name="Executed">As executed.</param>
/// <param name="Plan">The fingerprint of the plan that was carried out.</param>
/// <param name="AnnouncedPlan">As much of a fingerprint as people were shown; empty = none of this plan's.</param>
public sealed record UpgradeRecord(
    string Version, IReadOnlyList<ChangedResource>? Announced, IReadOnlyList<ChangedResource> Executed, string Plan, string AnnouncedPlan);

/// <summary>How everything stands at the emulated AWS when the story is over. Facts only; the <see cref="Judge"/> weighs them.</summary>
public sealed record EndState
{
    public required string StackStatus { get; init; }

    /// <summary>Output VersionTag; null = the stack has none.</summary>
    public required string? VersionTag { get; init; }

    /// <summary>Version of the program on the stack's instance; null = not the vendor's.</summary>
    public required string? ProgramVersion { get; init; }

    /// <summary>Whether the service runs on the stack's instance.</summary>
    public required bool ServiceActive { get; init; }

    /// <summary>Components for which the running service still waits for a migration.</summary>
    public required IReadOnlyList<string> Unmigrated { get; init; }

    public required StoreState Database { get; init; }

    public required StoreState Redis { get; init; }

    /// <summary>Every row that the application told its users was saved.</summary>
    public required IReadOnlyList<string> AcknowledgedRows { get; init; }

    /// <summary>As the database knows them, in order, such as <c>noc 3.36.0</c>.</summary>
    public required IReadOnlyList<string> AppliedMigrations { get; init; }

    /// <summary>Every call of a migration command, in order, such as <c>noc with 3.36.0: exit 0</c>.</summary>
    public required IReadOnlyList<string> MigrationCalls { get; init; }

    /// <summary>Certificates that Let's Encrypt issued for the domain.</summary>
    public required int CertificatesIssued { get; init; }

    /// <summary>What Let's Encrypt refused.</summary>
    public required IReadOnlyList<string> CertificateRefusals { get; init; }

    /// <summary>Certificates for the domain in the worker's ledger, as it tells them itself.</summary>
    public required int LedgerEntries { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<UpgradeRecord> Upgrades { get; init; }
}
