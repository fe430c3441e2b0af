namespace UpgradeWorker.Core.Stacks;

/// <summary>What one drift detection found (DescribeStackDriftDetectionStatus, DescribeStackResourceDrifts).</summary>
/// <param name="Stack">The stack.</param>
/// <param name="DetectionId">StackDriftDetectionId of the detection that we started.</param>
/// <param name="StartedAt">When we started it; only drift found by a detection of our own counts.</param>
/// <param name="Completed">False when the detection failed for at least one resource: what is not listed is unknown.</param>
/// <param name="Status">StackDriftStatus: DRIFTED, IN_SYNC, UNKNOWN or NOT_CHECKED.</param>
/// <param name="Resources">Resources that are not in sync.</param>
public sealed record DriftReport(
    StackKey Stack, string DetectionId, DateTimeOffset StartedAt, bool Completed, string Status, IReadOnlyList<DriftedResource> Resources)
{
    /// <summary>Drift that rules of the settings leave out, so that it is not among <see cref="Resources"/>.</summary>
    public IReadOnlyList<IgnoredDrift> Ignored { get; init; } = [];

    /// <summary>Whether the report proves that nothing drifted. Anything unknown proves nothing.</summary>
    public bool IsInSync => Completed && Status == "IN_SYNC" && Resources.Count == 0;
}

/// <summary>A resource whose actual properties are not those of its template, or could not be read.</summary>
/// <param name="LogicalId">The name in the template.</param>
/// <param name="ResourceType">Such as <c>AWS::EC2::SecurityGroup</c>.</param>
/// <param name="Status">MODIFIED, DELETED, UNKNOWN or UNSUPPORTED.</param>
/// <param name="Reason">AWS's words; null when it gave none.</param>
/// <param name="Differences">Only for MODIFIED; empty otherwise.</param>
public sealed record DriftedResource(
    string LogicalId, string ResourceType, string Status, string? Reason, IReadOnlyList<DriftDifference> Differences)
{
    /// <summary>Whether it surely is not as the template says.</summary>
    public bool IsDrifted => Status is "MODIFIED" or "DELETED";

    /// <summary>Whether nobody can tell. Types whose drift AWS does not detect say nothing either way.</summary>
    public bool IsUnknown => !IsDrifted && Status is not ("UNSUPPORTED" or "IN_SYNC");
}

/// <summary>One property that differs.</summary>
/// <param name="PropertyPath">JSON pointer (RFC 6901) of the property.</param>
/// <param name="Expected">The template's value as JSON text; null if the template has none.</param>
/// <param name="Actual">The live value as JSON text; null if there is none.</param>
/// <param name="DifferenceType">ADD, REMOVE or NOT_EQUAL.</param>
public sealed record DriftDifference(string PropertyPath, string? Expected, string? Actual, string DifferenceType);
