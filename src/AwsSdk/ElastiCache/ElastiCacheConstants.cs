using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.ElastiCache;

/// <summary>What is pending for the AUTH token.</summary>
public class AuthTokenUpdateStatus(string value) : ConstantClass(value)
{
    public static readonly AuthTokenUpdateStatus ROTATING = new("ROTATING");
    public static readonly AuthTokenUpdateStatus SETTING = new("SETTING");

    [return: NotNullIfNotNull(nameof(value))]
    public static AuthTokenUpdateStatus? FindValue(string? value) => FindValue<AuthTokenUpdateStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AuthTokenUpdateStatus?(string? value) => FindValue(value);
}

/// <summary>Whether a replica takes over by itself.</summary>
public class AutomaticFailoverStatus(string value) : ConstantClass(value)
{
    public static readonly AutomaticFailoverStatus Disabled = new("disabled");
    public static readonly AutomaticFailoverStatus Disabling = new("disabling");
    public static readonly AutomaticFailoverStatus Enabled = new("enabled");
    public static readonly AutomaticFailoverStatus Enabling = new("enabling");

    [return: NotNullIfNotNull(nameof(value))]
    public static AutomaticFailoverStatus? FindValue(string? value) => FindValue<AutomaticFailoverStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AutomaticFailoverStatus?(string? value) => FindValue(value);
}

/// <summary>Whether clients must speak the cluster protocol.</summary>
public class ClusterMode(string value) : ConstantClass(value)
{
    public static readonly ClusterMode Compatible = new("compatible");
    public static readonly ClusterMode Disabled = new("disabled");
    public static readonly ClusterMode Enabled = new("enabled");

    [return: NotNullIfNotNull(nameof(value))]
    public static ClusterMode? FindValue(string? value) => FindValue<ClusterMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ClusterMode?(string? value) => FindValue(value);
}

/// <summary>Whether cold data moves to disk.</summary>
public class DataTieringStatus(string value) : ConstantClass(value)
{
    public static readonly DataTieringStatus Disabled = new("disabled");
    public static readonly DataTieringStatus Enabled = new("enabled");

    [return: NotNullIfNotNull(nameof(value))]
    public static DataTieringStatus? FindValue(string? value) => FindValue<DataTieringStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DataTieringStatus?(string? value) => FindValue(value);
}

/// <summary>Kind of place for logs.</summary>
public class DestinationType(string value) : ConstantClass(value)
{
    public static readonly DestinationType CloudwatchLogs = new("cloudwatch-logs");
    public static readonly DestinationType KinesisFirehose = new("kinesis-firehose");

    [return: NotNullIfNotNull(nameof(value))]
    public static DestinationType? FindValue(string? value) => FindValue<DestinationType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DestinationType?(string? value) => FindValue(value);
}

/// <summary>How writes are made durable, as asked for.</summary>
public class Durability(string value) : ConstantClass(value)
{
    public static readonly Durability Async = new("async");
    public static readonly Durability Default = new("default");
    public static readonly Durability Disabled = new("disabled");
    public static readonly Durability Sync = new("sync");

    [return: NotNullIfNotNull(nameof(value))]
    public static Durability? FindValue(string? value) => FindValue<Durability>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Durability?(string? value) => FindValue(value);
}

/// <summary>How writes are made durable, in effect.</summary>
public class EffectiveDurability(string value) : ConstantClass(value)
{
    public static readonly EffectiveDurability Async = new("async");
    public static readonly EffectiveDurability Disabled = new("disabled");
    public static readonly EffectiveDurability Sync = new("sync");

    [return: NotNullIfNotNull(nameof(value))]
    public static EffectiveDurability? FindValue(string? value) => FindValue<EffectiveDurability>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator EffectiveDurability?(string? value) => FindValue(value);
}

/// <summary>Address family that cluster discovery returns.</summary>
public class IpDiscovery(string value) : ConstantClass(value)
{
    public static readonly IpDiscovery Ipv4 = new("ipv4");
    public static readonly IpDiscovery Ipv6 = new("ipv6");

    [return: NotNullIfNotNull(nameof(value))]
    public static IpDiscovery? FindValue(string? value) => FindValue<IpDiscovery>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator IpDiscovery?(string? value) => FindValue(value);
}

/// <summary>State of a log delivery.</summary>
public class LogDeliveryConfigurationStatus(string value) : ConstantClass(value)
{
    public static readonly LogDeliveryConfigurationStatus Active = new("active");
    public static readonly LogDeliveryConfigurationStatus Disabling = new("disabling");
    public static readonly LogDeliveryConfigurationStatus Enabling = new("enabling");
    public static readonly LogDeliveryConfigurationStatus Error = new("error");
    public static readonly LogDeliveryConfigurationStatus Modifying = new("modifying");

    [return: NotNullIfNotNull(nameof(value))]
    public static LogDeliveryConfigurationStatus? FindValue(string? value) => FindValue<LogDeliveryConfigurationStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator LogDeliveryConfigurationStatus?(string? value) => FindValue(value);
}

/// <summary>Format of delivered logs.</summary>
public class LogFormat(string value) : ConstantClass(value)
{
    public static readonly LogFormat Json = new("json");
    public static readonly LogFormat Text = new("text");

    [return: NotNullIfNotNull(nameof(value))]
    public static LogFormat? FindValue(string? value) => FindValue<LogFormat>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator LogFormat?(string? value) => FindValue(value);
}

/// <summary>Which log is delivered.</summary>
public class LogType(string value) : ConstantClass(value)
{
    public static readonly LogType EngineLog = new("engine-log");
    public static readonly LogType SlowLog = new("slow-log");

    [return: NotNullIfNotNull(nameof(value))]
    public static LogType? FindValue(string? value) => FindValue<LogType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator LogType?(string? value) => FindValue(value);
}

/// <summary>Whether replicas lie in other zones.</summary>
public class MultiAZStatus(string value) : ConstantClass(value)
{
    public static readonly MultiAZStatus Disabled = new("disabled");
    public static readonly MultiAZStatus Enabled = new("enabled");

    [return: NotNullIfNotNull(nameof(value))]
    public static MultiAZStatus? FindValue(string? value) => FindValue<MultiAZStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator MultiAZStatus?(string? value) => FindValue(value);
}

/// <summary>Address families in use.</summary>
public class NetworkType(string value) : ConstantClass(value)
{
    public static readonly NetworkType Dual_stack = new("dual_stack");
    public static readonly NetworkType Ipv4 = new("ipv4");
    public static readonly NetworkType Ipv6 = new("ipv6");

    [return: NotNullIfNotNull(nameof(value))]
    public static NetworkType? FindValue(string? value) => FindValue<NetworkType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator NetworkType?(string? value) => FindValue(value);
}

/// <summary>What is pending for automatic failover.</summary>
public class PendingAutomaticFailoverStatus(string value) : ConstantClass(value)
{
    public static readonly PendingAutomaticFailoverStatus Disabled = new("disabled");
    public static readonly PendingAutomaticFailoverStatus Enabled = new("enabled");

    [return: NotNullIfNotNull(nameof(value))]
    public static PendingAutomaticFailoverStatus? FindValue(string? value) => FindValue<PendingAutomaticFailoverStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator PendingAutomaticFailoverStatus?(string? value) => FindValue(value);
}

/// <summary>Whose key encrypts storage.</summary>
public class StorageEncryptionType(string value) : ConstantClass(value)
{
    public static readonly StorageEncryptionType None = new("none");
    public static readonly StorageEncryptionType SseElasticache = new("sse-elasticache");
    public static readonly StorageEncryptionType SseKms = new("sse-kms");

    [return: NotNullIfNotNull(nameof(value))]
    public static StorageEncryptionType? FindValue(string? value) => FindValue<StorageEncryptionType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StorageEncryptionType?(string? value) => FindValue(value);
}

/// <summary>Whether clients must use TLS.</summary>
public class TransitEncryptionMode(string value) : ConstantClass(value)
{
    public static readonly TransitEncryptionMode Preferred = new("preferred");
    public static readonly TransitEncryptionMode Required = new("required");

    [return: NotNullIfNotNull(nameof(value))]
    public static TransitEncryptionMode? FindValue(string? value) => FindValue<TransitEncryptionMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator TransitEncryptionMode?(string? value) => FindValue(value);
}
