using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.World;

/// <summary>A resource that exists in the emulated account, whoever made it.</summary>
public abstract class EmulatedResource
{
    private protected EmulatedResource(string type, string physicalId, JsonObject properties, DateTimeOffset createdAt)
    {
        Type = type;
        PhysicalId = physicalId;
        Properties = properties;
        CreatedAt = createdAt;
    }

    /// <summary>CloudFormation's type name, such as <c>AWS::EC2::Instance</c>.</summary>
    public string Type { get; }

    /// <summary>What CloudFormation calls the physical id: the instance id, the bucket's name…</summary>
    public string PhysicalId { get; }

    /// <summary>The live properties under CloudFormation's names: what drift detection compares.</summary>
    public JsonObject Properties { get; internal set; }

    /// <summary>What Fn::GetAtt reads, by attribute name.</summary>
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset CreatedAt { get; }

    /// <summary>In the words of the service that owns it, such as <c>available</c> or <c>running</c>.</summary>
    public string Status { get; internal set; } = "available";

    /// <summary>False once it has been deleted.</summary>
    public bool Exists { get; internal set; } = true;

    /// <summary>The stack and logical id that made it; null when a person or a service did.</summary>
    public StackMembership? Stack { get; internal set; }

    /// <summary>A property as text; null when absent. Numbers and booleans as JSON writes them.</summary>
    public string? Text(string property) => Properties.TryGetPropertyValue(property, out var node) ? node?.ToString() : null;
}

/// <summary>Which resource of which stack something is.</summary>
public sealed record StackMembership(string StackId, string StackName, string LogicalId);

/// <summary>Status: pending, running, stopping, stopped, shutting-down, terminated.</summary>
public sealed class Ec2Instance : EmulatedResource
{
    internal Ec2Instance(string id, JsonObject properties, DateTimeOffset at) : base("AWS::EC2::Instance", id, properties, at) { }

    public string? ImageId => Text("ImageId");

    /// <summary>The address it is reached at from outside now; null = none.</summary>
    public string? PublicIp { get; internal set; }

    public string? UserData => Text("UserData");
}

/// <summary>An Elastic IP; its physical id is the address.</summary>
public sealed class ElasticIp : EmulatedResource
{
    internal ElasticIp(string address, string allocationId, JsonObject properties, DateTimeOffset at)
        : base("AWS::EC2::EIP", address, properties, at) => AllocationId = allocationId;

    public string AllocationId { get; }

    /// <summary>The instance that the address leads to; null = none.</summary>
    public Ec2Instance? Instance { get; internal set; }
}

public sealed class EipAssociation : EmulatedResource
{
    internal EipAssociation(string id, JsonObject properties, DateTimeOffset at)
        : base("AWS::EC2::EIPAssociation", id, properties, at) { }

    public ElasticIp? Address { get; internal set; }
}

/// <summary>Status: creating, available, backing-up, modifying, deleting.</summary>
public sealed class DbInstance : EmulatedResource
{
    internal DbInstance(string id, JsonObject properties, DateTimeOffset at) : base("AWS::RDS::DBInstance", id, properties, at) { }

    public required string DbiResourceId { get; init; }
    public required string Arn { get; init; }
    public DataSet Data { get; internal set; } = new();

    /// <summary>The snapshot that it was restored from; null = it began empty.</summary>
    public DbSnapshot? RestoredFrom { get; internal set; }
}

/// <summary>Status: creating, available, snapshotting, modifying, deleting.</summary>
public sealed class ReplicationGroup : EmulatedResource
{
    internal ReplicationGroup(string id, JsonObject properties, DateTimeOffset at)
        : base("AWS::ElastiCache::ReplicationGroup", id, properties, at) { }

    public required string Arn { get; init; }
    public DataSet Data { get; internal set; } = new();

    /// <summary>The backup that it was restored from; null = it began empty.</summary>
    public CacheSnapshot? RestoredFrom { get; internal set; }

    public int NodeCount =>
        int.TryParse(Text("NumCacheClusters"), System.Globalization.CultureInfo.InvariantCulture, out var count) ? Math.Max(count, 1) : 1;

    /// <summary>Cluster mode: data in more than one shard, or asked for as such.</summary>
    public bool ClusterMode =>
        Text("ClusterMode") is "enabled"
        || (int.TryParse(Text("NumNodeGroups"), System.Globalization.CultureInfo.InvariantCulture, out var groups) && groups > 1);

    public IReadOnlyList<string> MemberClusters => [.. Enumerable.Range(1, NodeCount).Select(n => $"{PhysicalId}-{n:000}")];
}

public sealed class S3Bucket : EmulatedResource
{
    internal S3Bucket(string name, JsonObject properties, DateTimeOffset at) : base("AWS::S3::Bucket", name, properties, at) { }

    public SortedDictionary<string, S3Object> Objects { get; } = new(StringComparer.Ordinal);
}

/// <summary>Any other type: exists, has properties and attributes, does nothing.</summary>
public sealed class GenericResource : EmulatedResource
{
    internal GenericResource(string type, string id, JsonObject properties, DateTimeOffset at) : base(type, id, properties, at) { }
}
