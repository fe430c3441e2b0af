using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.RDS;

/// <summary>Whether the database waits for the activity stream.</summary>
public class ActivityStreamMode(string value) : ConstantClass(value)
{
    public static readonly ActivityStreamMode Async = new("async");
    public static readonly ActivityStreamMode Sync = new("sync");

    [return: NotNullIfNotNull(nameof(value))]
    public static ActivityStreamMode? FindValue(string? value) => FindValue<ActivityStreamMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ActivityStreamMode?(string? value) => FindValue(value);
}

/// <summary>Whether the audit policy of an activity stream is locked.</summary>
public class ActivityStreamPolicyStatus(string value) : ConstantClass(value)
{
    public static readonly ActivityStreamPolicyStatus Locked = new("locked");
    public static readonly ActivityStreamPolicyStatus LockingPolicy = new("locking-policy");
    public static readonly ActivityStreamPolicyStatus Unlocked = new("unlocked");
    public static readonly ActivityStreamPolicyStatus UnlockingPolicy = new("unlocking-policy");

    [return: NotNullIfNotNull(nameof(value))]
    public static ActivityStreamPolicyStatus? FindValue(string? value) => FindValue<ActivityStreamPolicyStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ActivityStreamPolicyStatus?(string? value) => FindValue(value);
}

/// <summary>State of an activity stream.</summary>
public class ActivityStreamStatus(string value) : ConstantClass(value)
{
    public static readonly ActivityStreamStatus Started = new("started");
    public static readonly ActivityStreamStatus Starting = new("starting");
    public static readonly ActivityStreamStatus Stopped = new("stopped");
    public static readonly ActivityStreamStatus Stopping = new("stopping");

    [return: NotNullIfNotNull(nameof(value))]
    public static ActivityStreamStatus? FindValue(string? value) => FindValue<ActivityStreamStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ActivityStreamStatus?(string? value) => FindValue(value);
}

/// <summary>Whether RDS Custom automates the instance.</summary>
public class AutomationMode(string value) : ConstantClass(value)
{
    public static readonly AutomationMode AllPaused = new("all-paused");
    public static readonly AutomationMode Full = new("full");

    [return: NotNullIfNotNull(nameof(value))]
    public static AutomationMode? FindValue(string? value) => FindValue<AutomationMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AutomationMode?(string? value) => FindValue(value);
}

/// <summary>Depth of Database Insights.</summary>
public class DatabaseInsightsMode(string value) : ConstantClass(value)
{
    public static readonly DatabaseInsightsMode Advanced = new("advanced");
    public static readonly DatabaseInsightsMode Standard = new("standard");

    [return: NotNullIfNotNull(nameof(value))]
    public static DatabaseInsightsMode? FindValue(string? value) => FindValue<DatabaseInsightsMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DatabaseInsightsMode?(string? value) => FindValue(value);
}

/// <summary>Whether an Oracle replica can be read.</summary>
public class ReplicaMode(string value) : ConstantClass(value)
{
    public static readonly ReplicaMode Mounted = new("mounted");
    public static readonly ReplicaMode OpenReadOnly = new("open-read-only");

    [return: NotNullIfNotNull(nameof(value))]
    public static ReplicaMode? FindValue(string? value) => FindValue<ReplicaMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ReplicaMode?(string? value) => FindValue(value);
}

/// <summary>Whose key encrypts storage.</summary>
public class StorageEncryptionType(string value) : ConstantClass(value)
{
    public static readonly StorageEncryptionType None = new("none");
    public static readonly StorageEncryptionType SseKms = new("sse-kms");
    public static readonly StorageEncryptionType SseRds = new("sse-rds");

    [return: NotNullIfNotNull(nameof(value))]
    public static StorageEncryptionType? FindValue(string? value) => FindValue<StorageEncryptionType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StorageEncryptionType?(string? value) => FindValue(value);
}

/// <summary>Place of the instance in staggered minor upgrades.</summary>
public class UpgradeRolloutOrder(string value) : ConstantClass(value)
{
    public static readonly UpgradeRolloutOrder First = new("first");
    public static readonly UpgradeRolloutOrder Last = new("last");
    public static readonly UpgradeRolloutOrder Second = new("second");

    [return: NotNullIfNotNull(nameof(value))]
    public static UpgradeRolloutOrder? FindValue(string? value) => FindValue<UpgradeRolloutOrder>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator UpgradeRolloutOrder?(string? value) => FindValue(value);
}
