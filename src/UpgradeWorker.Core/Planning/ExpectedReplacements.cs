using System.Collections.Frozen;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Planning;

/// <summary>A resource that a newer template lets expect to be replaced.</summary>
/// <param name="LogicalId">Its name in the newer template.</param>
/// <param name="Properties">Properties whose value differs and whose change makes a new resource.</param>
public sealed record ExpectedReplacement(string LogicalId, IReadOnlyList<string> Properties);

/// <summary>
/// Compares two templates for what an update from one to the other replaces. It foretells, so that people can see a way of several
/// upgrades at once; what counts is the change set of each.
/// </summary>
public static class ExpectedReplacements
{
    // CloudFormation Template Reference, "Update requires: Replacement", and the restore properties, which make a new database.
    private static readonly FrozenSet<string> Replacing = FrozenSet.Create(
        "AWS::EC2::Instance.ImageId", "AWS::EC2::Instance.AvailabilityZone", "AWS::EC2::Instance.SubnetId", "AWS::EC2::Instance.KeyName",
        "AWS::EC2::Instance.LaunchTemplate", "AWS::EC2::Instance.NetworkInterfaces", "AWS::EC2::Instance.PrivateIpAddress",
        "AWS::EC2::Instance.CpuOptions", "AWS::EC2::Instance.PlacementGroupName", "AWS::EC2::Instance.BlockDeviceMappings",
        "AWS::EC2::LaunchTemplate.LaunchTemplateData", "AWS::AutoScaling::LaunchConfiguration.ImageId",
        "AWS::AutoScaling::LaunchConfiguration.UserData", "AWS::AutoScaling::LaunchConfiguration.InstanceType",
        "AWS::AutoScaling::AutoScalingGroup.LaunchTemplate", "AWS::AutoScaling::AutoScalingGroup.LaunchConfigurationName",
        "AWS::AutoScaling::AutoScalingGroup.MixedInstancesPolicy",
        "AWS::RDS::DBInstance.DBInstanceIdentifier", "AWS::RDS::DBInstance.DBName", "AWS::RDS::DBInstance.MasterUsername",
        "AWS::RDS::DBInstance.StorageEncrypted", "AWS::RDS::DBInstance.KmsKeyId", "AWS::RDS::DBInstance.DBSubnetGroupName",
        "AWS::RDS::DBInstance.CharacterSetName", "AWS::RDS::DBInstance.Timezone", "AWS::RDS::DBInstance.DBSnapshotIdentifier",
        "AWS::RDS::DBCluster.DBClusterIdentifier", "AWS::RDS::DBCluster.KmsKeyId", "AWS::RDS::DBCluster.StorageEncrypted",
        "AWS::RDS::DBCluster.DBSubnetGroupName", "AWS::RDS::DBCluster.DatabaseName", "AWS::RDS::DBCluster.SnapshotIdentifier",
        "AWS::ElastiCache::ReplicationGroup.ReplicationGroupId", "AWS::ElastiCache::ReplicationGroup.SnapshotName",
        "AWS::ElastiCache::ReplicationGroup.SnapshotArns", "AWS::ElastiCache::ReplicationGroup.AtRestEncryptionEnabled",
        "AWS::ElastiCache::ReplicationGroup.KmsKeyId", "AWS::ElastiCache::ReplicationGroup.CacheSubnetGroupName",
        "AWS::ElastiCache::ReplicationGroup.Port", "AWS::ElastiCache::ReplicationGroup.NetworkType",
        "AWS::ElastiCache::ReplicationGroup.DataTieringEnabled", "AWS::ElastiCache::CacheCluster.CacheSubnetGroupName",
        "AWS::ElastiCache::CacheCluster.Port", "AWS::ElastiCache::CacheCluster.SnapshotName");

    /// <summary>Machines, databases and caches that are new or expected to be replaced, in the order of the newer template.</summary>
    public static IReadOnlyList<ExpectedReplacement> Between(Template old, Template target, TemplateRoles roles)
    {
        ArgumentNullException.ThrowIfNull(old);
        var concerned = roles.Instances.Concat(roles.Databases).Concat(roles.Caches).ToHashSet();
        var before = new TemplateValueText(old);
        var after = new TemplateValueText(target);
        return [.. target.Resources.Where(resource => concerned.Contains(resource.LogicalId))
            .Select(resource => new ExpectedReplacement(resource.LogicalId, Differing(old, resource, before, after)))
            .Where(one => one.Properties.Count > 0)];
    }

    private static List<string> Differing(Template old, TemplateResource resource, TemplateValueText before, TemplateValueText after)
    {
        var was = old.Resources.FirstOrDefault(known => known.LogicalId == resource.LogicalId);
        if (was is null || was.Type != resource.Type)
        {
            return ["new"];
        }

        return [.. resource.Properties.Members.Concat(was.Properties.Members).Select(member => member.Key).Distinct()
            .Where(name => Replacing.Contains($"{resource.Type}.{name}") && before.Of(was.Properties.At(name)) != after.Of(resource.Properties.At(name)))];
    }
}
