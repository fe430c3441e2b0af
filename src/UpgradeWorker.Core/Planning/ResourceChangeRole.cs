using System.Collections.Frozen;

namespace UpgradeWorker.Core.Planning;

/// <summary>What a resource is to an upgrade.</summary>
public enum ResourceChangeRole
{
    Other,

    /// <summary>A machine that serves and asks for certificates, or what makes such machines.</summary>
    Instance,

    Database,
    Cache,
}

/// <summary>Which resource types have which role, and which hold data.</summary>
public static class ResourceChangeRoles
{
    internal const string ScalingGroup = "AWS::AutoScaling::AutoScalingGroup";
    internal const string NestedStack = "AWS::CloudFormation::Stack";

    private static readonly FrozenDictionary<string, ResourceChangeRole> ByType = new Dictionary<string, ResourceChangeRole>
    {
        ["AWS::EC2::Instance"] = ResourceChangeRole.Instance,
        ["AWS::EC2::LaunchTemplate"] = ResourceChangeRole.Instance,
        [ScalingGroup] = ResourceChangeRole.Instance,
        ["AWS::AutoScaling::LaunchConfiguration"] = ResourceChangeRole.Instance,
        ["AWS::RDS::DBInstance"] = ResourceChangeRole.Database,
        ["AWS::RDS::DBCluster"] = ResourceChangeRole.Database,
        ["AWS::ElastiCache::ReplicationGroup"] = ResourceChangeRole.Cache,
        ["AWS::ElastiCache::CacheCluster"] = ResourceChangeRole.Cache,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> OtherStateful = FrozenSet.Create(
        "AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::FSx::FileSystem", "AWS::EC2::Volume", "AWS::DynamoDB::Table",
        "AWS::DynamoDB::GlobalTable", "AWS::RDS::GlobalCluster", "AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster",
        "AWS::Redshift::Cluster", "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", "AWS::Timestream::Table",
        "AWS::Timestream::Database", "AWS::ElastiCache::ServerlessCache", "AWS::MemoryDB::Cluster", "AWS::Cognito::UserPool",
        "AWS::SecretsManager::Secret", "AWS::KMS::Key", "AWS::Kinesis::Stream", "AWS::ECR::Repository", "AWS::Backup::BackupVault");

    /// <summary>Whether a resource of this type holds data that is gone with it. A nested stack may hold anything.</summary>
    public static bool HoldsData(string resourceType) =>
        OfType(resourceType) is ResourceChangeRole.Database or ResourceChangeRole.Cache || OtherStateful.Contains(resourceType)
        || resourceType == NestedStack;

    /// <summary>The role that the type alone tells.</summary>
    public static ResourceChangeRole OfType(string resourceType) => ByType.GetValueOrDefault(resourceType, ResourceChangeRole.Other);

    /// <summary>The role under a policy. A database or cache by its type always is one, whatever the policy lists.</summary>
    public static ResourceChangeRole Of(ResourceChange change, ChangeSetReadingPolicy policy)
    {
        var byType = OfType(change.ResourceType);
        if (byType is ResourceChangeRole.Database || policy.Databases.Contains(change.LogicalId))
        {
            return ResourceChangeRole.Database;
        }
        if (byType is ResourceChangeRole.Cache || policy.Caches.Contains(change.LogicalId))
        {
            return ResourceChangeRole.Cache;
        }
        // The policy's ids are those of the root's template; inside a nested stack the type alone tells.
        var isInstance = policy.Instances is { } instances && !NestedChangeSets.IsNested(change.LogicalId) ? instances.Contains(change.LogicalId) : byType is ResourceChangeRole.Instance;
        return isInstance ? ResourceChangeRole.Instance : ResourceChangeRole.Other;
    }
}
