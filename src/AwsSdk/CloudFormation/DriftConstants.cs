using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.CloudFormation;

/// <summary>How a property differs.</summary>
public class DifferenceType(string value) : ConstantClass(value)
{
    public static readonly DifferenceType ADD = new("ADD");
    public static readonly DifferenceType NOT_EQUAL = new("NOT_EQUAL");
    public static readonly DifferenceType REMOVE = new("REMOVE");

    [return: NotNullIfNotNull(nameof(value))]
    public static DifferenceType? FindValue(string? value) => FindValue<DifferenceType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DifferenceType?(string? value) => FindValue(value);
}

/// <summary>Why a property is left out of drift handling.</summary>
public class DriftIgnoredReason(string value) : ConstantClass(value)
{
    public static readonly DriftIgnoredReason MANAGED_BY_AWS = new("MANAGED_BY_AWS");
    public static readonly DriftIgnoredReason SENSITIVE_PROPERTY = new("SENSITIVE_PROPERTY");
    public static readonly DriftIgnoredReason WRITE_ONLY_PROPERTY = new("WRITE_ONLY_PROPERTY");

    [return: NotNullIfNotNull(nameof(value))]
    public static DriftIgnoredReason? FindValue(string? value) => FindValue<DriftIgnoredReason>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DriftIgnoredReason?(string? value) => FindValue(value);
}

/// <summary>State of a drift detection.</summary>
public class StackDriftDetectionStatus(string value) : ConstantClass(value)
{
    public static readonly StackDriftDetectionStatus DETECTION_COMPLETE = new("DETECTION_COMPLETE");
    public static readonly StackDriftDetectionStatus DETECTION_FAILED = new("DETECTION_FAILED");
    public static readonly StackDriftDetectionStatus DETECTION_IN_PROGRESS = new("DETECTION_IN_PROGRESS");

    [return: NotNullIfNotNull(nameof(value))]
    public static StackDriftDetectionStatus? FindValue(string? value) => FindValue<StackDriftDetectionStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StackDriftDetectionStatus?(string? value) => FindValue(value);
}

/// <summary>Whether a stack has drifted.</summary>
public class StackDriftStatus(string value) : ConstantClass(value)
{
    public static readonly StackDriftStatus DRIFTED = new("DRIFTED");
    public static readonly StackDriftStatus IN_SYNC = new("IN_SYNC");
    public static readonly StackDriftStatus NOT_CHECKED = new("NOT_CHECKED");
    public static readonly StackDriftStatus UNKNOWN = new("UNKNOWN");

    [return: NotNullIfNotNull(nameof(value))]
    public static StackDriftStatus? FindValue(string? value) => FindValue<StackDriftStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StackDriftStatus?(string? value) => FindValue(value);
}

/// <summary>Whether a resource has drifted.</summary>
public class StackResourceDriftStatus(string value) : ConstantClass(value)
{
    public static readonly StackResourceDriftStatus DELETED = new("DELETED");
    public static readonly StackResourceDriftStatus IN_SYNC = new("IN_SYNC");
    public static readonly StackResourceDriftStatus MODIFIED = new("MODIFIED");
    public static readonly StackResourceDriftStatus NOT_CHECKED = new("NOT_CHECKED");
    public static readonly StackResourceDriftStatus UNKNOWN = new("UNKNOWN");
    public static readonly StackResourceDriftStatus UNSUPPORTED = new("UNSUPPORTED");

    [return: NotNullIfNotNull(nameof(value))]
    public static StackResourceDriftStatus? FindValue(string? value) => FindValue<StackResourceDriftStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StackResourceDriftStatus?(string? value) => FindValue(value);
}
