using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Planning;

/// <summary>A proposed upgrade of one stack, as an approver sees it. It never changes; another proposal is another plan.</summary>
public sealed record Plan
{
    public required PlanFingerprint Fingerprint { get; init; }

    public required StackKey Stack { get; init; }

    public required StackId StackId { get; init; }

    /// <summary>Version of the template that runs.</summary>
    public required string RunningVersion { get; init; }

    /// <summary>Version after the upgrade; equal to <see cref="RunningVersion"/> when only parameters change.</summary>
    public required string TargetVersion { get; init; }

    /// <summary>SHA-256 of the template that would be used.</summary>
    public required string TemplateSha256 { get; init; }

    /// <summary>Whether the stack's own template stays ("use current template") and only parameters change.</summary>
    public required bool UsesCurrentTemplate { get; init; }

    /// <summary>All parameters of the template, sorted by key.</summary>
    public required IReadOnlyList<PlannedParameter> Parameters { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Resource changes, the most dangerous first.</summary>
    public required IReadOnlyList<PlannedChange> Changes { get; init; }

    /// <summary>New or changed permissions, security groups and public access, in words.</summary>
    public required IReadOnlyList<string> Security { get; init; }

    /// <summary>Snapshots that are taken before the change.</summary>
    public required IReadOnlyList<PlannedSnapshot> Snapshots { get; init; }

    /// <summary>Logical ids of the instances that are, or may be, replaced.</summary>
    public required IReadOnlyList<string> ReplacedInstances { get; init; }

    /// <summary>Logical ids of all instances.</summary>
    public required IReadOnlyList<string> Instances { get; init; }

    /// <summary>Logical ids of all databases.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>Logical ids of all caches.</summary>
    public required IReadOnlyList<string> Caches { get; init; }

    /// <summary>Migrations of this hop, in the order in which they run.</summary>
    public required IReadOnlyList<PlannedMigration> Migrations { get; init; }

    public required IReadOnlyList<PlannedManualStep> ManualSteps { get; init; }

    /// <summary>Exact set of names that certificates are asked for, comma-separated; null when none are needed or the names are unknown.</summary>
    public required string? CertificateNames { get; init; }

    /// <summary>Issuances that the upgrade uses; 0 when no instance is replaced or the stack has certificates of its own.</summary>
    public required int CertificateCost { get; init; }

    /// <summary>Whether the service is stopped from before the snapshots until the stack's end state.</summary>
    public required bool StopsService { get; init; }

    /// <summary>
    /// Whether Systems Manager does not know the instances, so that the worker does nothing on them: databases are never replaced then, and
    /// migrations are manual steps.
    /// </summary>
    public bool HasNoAgent { get; init; }

    /// <summary>What else an approver should read: parameters dropped or left to a default, drift, optional migrations, later hops.</summary>
    public required IReadOnlyList<Finding> Notes { get; init; }

    public required TimeSpan ExpectedDuration { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it brings back what drifted, by a drift-aware change set (deployment mode REVERT_DRIFT), and does nothing else.</summary>
    public bool RevertsDrift { get; init; }

    /// <summary>Whether the change set includes those of nested stacks; the final one must be made in the same way.</summary>
    public bool IncludesNestedStacks { get; init; }

    /// <summary>
    /// Version at which the way of several upgrades began that this one goes on with; null when it begins at <see cref="RunningVersion"/>.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>
    /// The upgrades that follow on the way to the newest release, in order. They are told, not approved: each becomes a plan of its own,
    /// so that the fingerprint leaves them out.
    /// </summary>
    public IReadOnlyList<PlannedHop> LaterHops { get; init; } = [];

    /// <summary>
    /// What the release notes say is new, a line for each of their headings. The vendor may add to them later: the fingerprint leaves them out.
    /// </summary>
    public IReadOnlyList<string> ReleaseNotes { get; init; } = [];

    /// <summary>Databases and caches that the update restores from a fresh snapshot.</summary>
    public IEnumerable<PlannedSnapshot> Restores => Snapshots.Where(snapshot => snapshot.ForRestore);

    /// <summary>Whether data would be lost without the snapshots.</summary>
    public bool ReplacesData => Snapshots.Any(snapshot => snapshot.ForRestore);

    /// <summary>Ids of the manual steps that an approver must acknowledge before the start.</summary>
    public IEnumerable<string> StepsToAcknowledge => ManualSteps.Where(step => step.When != "after").Select(step => step.Id);
}

/// <summary>How one parameter is sent.</summary>
public enum ParameterSource
{
    /// <summary>UsePreviousValue.</summary>
    Previous,

    /// <summary>Not sent: the template's default applies.</summary>
    Default,

    /// <summary>A value from the settings or a request.</summary>
    Value,

    /// <summary>The RDS snapshot's ARN or the ElastiCache snapshot's name, known only in the window.</summary>
    Snapshot,
}

/// <summary>A parameter of the plan.</summary>
/// <param name="Key">Its name in the template.</param>
/// <param name="Source">How it is sent.</param>
/// <param name="Shown">The value as people may see it; null when it is secret or not known yet.</param>
/// <param name="Secret">Whether the value must not be shown or stored (NoEcho, or given as a secret reference).</param>
/// <param name="ValueHash">SHA-256 of a value that is sent, or of what an SSM-typed parameter resolves to; null for secrets' stored form and others.</param>
public sealed record PlannedParameter(string Key, ParameterSource Source, string? Shown, bool Secret, string? ValueHash);

/// <summary>What happens to one resource.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="ResourceType">Such as <c>AWS::RDS::DBInstance</c>.</param>
/// <param name="Action">CloudFormation's action, such as <c>Modify</c>.</param>
/// <param name="Replacement"><c>yes</c>, <c>uncertain</c> or <c>no</c>.</param>
/// <param name="PolicyAction">What happens to the old resource; null when nothing does.</param>
/// <param name="Causes">In words, such as <c>parameter InstanceAmi</c>.</param>
/// <param name="Properties">Properties that change.</param>
public sealed record PlannedChange(
    string LogicalId, string ResourceType, string Action, string Replacement, string? PolicyAction, IReadOnlyList<string> Causes,
    IReadOnlyList<string> Properties);

/// <summary>A snapshot to be taken.</summary>
/// <param name="Role"><c>database</c> or <c>cache</c>.</param>
/// <param name="LogicalId">The resource in the template.</param>
/// <param name="ForRestore">True when the update restores from it; false for a safety snapshot.</param>
/// <param name="Parameter">The stack parameter that takes it; null for a safety snapshot.</param>
public sealed record PlannedSnapshot(string Role, string LogicalId, bool ForRestore, string? Parameter);

/// <summary>A migration.</summary>
/// <param name="Command">Such as <c>is-db migrate</c>.</param>
/// <param name="Versions">Versions that announce it.</param>
/// <param name="DataLossWarning">The changelog's warning; null when it has none.</param>
public sealed record PlannedMigration(string Command, IReadOnlyList<string> Versions, string? DataLossWarning);

/// <summary>Something that only a person can do.</summary>
/// <param name="Id">Such as <c>M1</c>.</param>
/// <param name="Version">The version whose notes ask for it.</param>
/// <param name="When"><c>before</c>, <c>after</c> or <c>unknown</c>.</param>
/// <param name="Text">The changelog's words.</param>
public sealed record PlannedManualStep(string Id, string Version, string When, string Text);
