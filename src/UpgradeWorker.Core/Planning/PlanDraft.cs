using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Planning;

/// <summary>Everything that a plan rests on, apart from what the change set says.</summary>
public sealed record PlanDraft
{
    public required StackLook Look { get; init; }

    /// <summary>The stack's own template.</summary>
    public required Template Current { get; init; }

    /// <summary>The template to use; the same as <see cref="Current"/> when only parameters change.</summary>
    public required Template Target { get; init; }

    /// <summary>Roles in <see cref="Target"/>.</summary>
    public required RoleReading Roles { get; init; }

    public required string RunningVersion { get; init; }

    public required string TargetVersion { get; init; }

    public required ParameterReconciliation Parameters { get; init; }

    /// <summary>Keys of values that must not be shown or stored.</summary>
    public required IReadOnlySet<string> SecretKeys { get; init; }

    /// <summary>What the changelog asks for; null when the version stays.</summary>
    public required MigrationPath? Path { get; init; }

    /// <summary>Version at which the way began that this upgrade goes on with; null when it begins here.</summary>
    public string? Origin { get; init; }

    /// <summary>
    /// The way that somebody upgraded the stack outside the worker to where it stands; null when the worker did, or nothing is known of
    /// an earlier version. Nobody told whether what it asks for was done.
    /// </summary>
    public MigrationPath? ByHand { get; init; }

    /// <summary>The upgrades that follow this one, in order; empty when it reaches the newest release.</summary>
    public IReadOnlyList<PlannedHop> LaterHops { get; init; } = [];

    /// <summary>What the release notes say is new; empty where they say nothing.</summary>
    public IReadOnlyList<string> ReleaseNotes { get; init; } = [];

    /// <summary>Exact set of names that certificates are asked for; null when unknown.</summary>
    public required string? CertificateNames { get; init; }

    /// <summary>Whether the stack surely serves a certificate of its own.</summary>
    public required bool HasOwnCertificate { get; init; }

    /// <summary>The newest drift report, ignored drift left out; null before the first.</summary>
    public required DriftReport? Drift { get; init; }

    public required PlanPolicy Policy { get; init; }

    /// <summary>Whether Systems Manager does not know the instances, so that nothing can be done on them.</summary>
    public bool HasNoAgent { get; init; }

    /// <summary>The vendor's paths, for what a person has to type.</summary>
    public VendorProfile Profile { get; init; } = VendorProfile.TheThingsStack;

    /// <summary>Whether the plan brings back what drifted, and does nothing else.</summary>
    public bool RevertsDrift { get; init; }

    /// <summary>Whether the change set is made with those of nested stacks. CloudFormation makes no drift-aware one so.</summary>
    public bool IncludesNestedStacks => !RevertsDrift
        && Current.Resources.Concat(Target.Resources).Any(resource => resource.Type == ResourceChangeRoles.NestedStack);

    public bool UsesCurrentTemplate => Current.Sha256 == Target.Sha256;

    /// <summary>The commands of the first hop: later hops are plans of their own.</summary>
    public IEnumerable<MigrationStep> Commands => Path?.Commands.Where(step => step.Hop == 0) ?? [];

    /// <summary>Manual steps of the first hop.</summary>
    public IEnumerable<ManualStep> ManualSteps => Path is { Hops: [var first, ..] } path ? path.Manual.Where(step => step.Version <= first.To) : [];

    /// <summary>The parameter that takes the snapshot of a database or cache; null when there is none or it is in doubt.</summary>
    public string? SnapshotParameter(string logicalId, bool isDatabase) => Roles.Roles.SnapshotParameters.GetValueOrDefault(logicalId)
        ?? (isDatabase ? Roles.Roles.DatabaseSnapshotParameter : Roles.Roles.CacheSnapshotParameter);
}

/// <summary>The part of a stack's settings that plans depend on.</summary>
public sealed record PlanPolicy
{
    /// <summary>By <c>LogicalId.Property</c>.</summary>
    public required IReadOnlyDictionary<string, ReplacementEffect> Replacements { get; init; }

    /// <summary>Logical ids of resources with data that may be removed.</summary>
    public required IReadOnlySet<string> AllowRemovalOf { get; init; }

    /// <summary>Whether RDS is snapshot before migrations, although nothing is replaced.</summary>
    public required bool SnapshotBeforeMigrations { get; init; }

    /// <summary>Whether the service is stopped around the replacement of a database.</summary>
    public required bool StopService { get; init; }

    public required DriftEffect Drift { get; init; }

    public required int CostPerReplacement { get; init; }

    public required TimeSpan ExpectedDuration { get; init; }
}
