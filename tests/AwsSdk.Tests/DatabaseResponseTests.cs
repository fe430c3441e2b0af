using Amazon.ElastiCache;
using Amazon.ElastiCache.Model;
using Amazon.RDS.Model;
using Ec = Amazon.ElastiCache.Model;
using Rds = Amazon.RDS.Model;

namespace AwsSdk.Tests;

/// <summary>Answers of RDS and ElastiCache in the shape that the services give, written for these tests.</summary>
public class DatabaseResponseTests
{
    [Test]
    public async Task A_DB_snapshot_has_its_members()
    {
        using var client = new Wire().Answer("""
            <DescribeDBSnapshotsResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/">
              <DescribeDBSnapshotsResult>
                <Marker>next</Marker>
                <DBSnapshots>
                  <DBSnapshot>
                    <DBSnapshotIdentifier>uw-r1-1</DBSnapshotIdentifier>
                    <DBSnapshotArn>arn:aws:rds:eu-west-1:123456789012:snapshot:uw-r1-1</DBSnapshotArn>
                    <Status>available</Status>
                    <PercentProgress>100</PercentProgress>
                    <SnapshotCreateTime>2026-11-22T02:03:04.5Z</SnapshotCreateTime>
                    <Encrypted>true</Encrypted>
                    <AllocatedStorage>100</AllocatedStorage>
                    <FullSnapshotSizeInBytes>107374182400</FullSnapshotSizeInBytes>
                    <TagList><Tag><Key>upgradeworker:run</Key><Value>r1</Value></Tag></TagList>
                    <ProcessorFeatures/>
                  </DBSnapshot>
                </DBSnapshots>
              </DescribeDBSnapshotsResult>
            </DescribeDBSnapshotsResponse>
            """).Rds();
        var answer = await client.DescribeDBSnapshotsAsync(new DescribeDBSnapshotsRequest());
        var snapshot = answer.DBSnapshots!.Single();
        Assert.That((answer.Marker, snapshot.Status, snapshot.PercentProgress, snapshot.Encrypted), Is.EqualTo(("next", "available", (int?)100, (bool?)true)));
        Assert.That(snapshot.SnapshotCreateTime, Is.EqualTo(new DateTime(2026, 11, 22, 2, 3, 4, 500, DateTimeKind.Utc)));
        Assert.That(snapshot.FullSnapshotSizeInBytes, Is.EqualTo(107_374_182_400));
        Assert.That(snapshot.TagList!.Single().Value, Is.EqualTo("r1"));
        Assert.That(snapshot.ProcessorFeatures, Is.Null);
    }

    [Test]
    public async Task A_DB_instance_has_its_lists_by_the_names_of_their_entries()
    {
        using var client = new Wire().Answer("""
            <DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance>
              <DBInstanceStatus>backing-up</DBInstanceStatus>
              <Endpoint><Address>db.example.com</Address><Port>5432</Port></Endpoint>
              <PendingModifiedValues><AllocatedStorage>200</AllocatedStorage></PendingModifiedValues>
              <EnabledCloudwatchLogsExports><member>postgresql</member></EnabledCloudwatchLogsExports>
              <DBParameterGroups><DBParameterGroup><DBParameterGroupName>pg</DBParameterGroupName></DBParameterGroup></DBParameterGroups>
              <ReadReplicaDBInstanceIdentifiers><ReadReplicaDBInstanceIdentifier>replica</ReadReplicaDBInstanceIdentifier></ReadReplicaDBInstanceIdentifiers>
              <DBSubnetGroup><Subnets><Subnet><SubnetAvailabilityZone><Name>eu-west-1a</Name></SubnetAvailabilityZone></Subnet></Subnets></DBSubnetGroup>
            </DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>
            """).Rds();
        var instance = (await client.DescribeDBInstancesAsync(new DescribeDBInstancesRequest())).DBInstances!.Single();
        Assert.That((instance.DBInstanceStatus, instance.Endpoint!.Port), Is.EqualTo(("backing-up", (int?)5432)));
        Assert.That(instance.PendingModifiedValues!.AllocatedStorage, Is.EqualTo(200));
        Assert.That(instance.EnabledCloudwatchLogsExports, Is.EqualTo(new[] { "postgresql" }));
        Assert.That(instance.DBParameterGroups!.Single().DBParameterGroupName, Is.EqualTo("pg"));
        Assert.That(instance.ReadReplicaDBInstanceIdentifiers, Is.EqualTo(new[] { "replica" }));
        Assert.That(instance.DBSubnetGroup!.Subnets!.Single().SubnetAvailabilityZone!.Name, Is.EqualTo("eu-west-1a"));
    }

    [Test]
    public async Task Quotas_of_the_account_and_tags_of_a_resource_are_read()
    {
        using var client = new Wire()
            .Answer("<DescribeAccountAttributesResponse><DescribeAccountAttributesResult><AccountQuotas><AccountQuota><AccountQuotaName>ManualSnapshots</AccountQuotaName><Used>99</Used><Max>100</Max></AccountQuota></AccountQuotas></DescribeAccountAttributesResult></DescribeAccountAttributesResponse>")
            .Answer("<ListTagsForResourceResponse><ListTagsForResourceResult><TagList><Tag><Key>k</Key><Value/></Tag></TagList></ListTagsForResourceResult></ListTagsForResourceResponse>")
            .Rds();
        var quota = (await client.DescribeAccountAttributesAsync(CancellationToken.None)).AccountQuotas!.Single();
        Assert.That((quota.AccountQuotaName, quota.Used, quota.Max), Is.EqualTo(("ManualSnapshots", (long?)99, (long?)100)));
        var tags = (await client.ListTagsForResourceAsync(new Rds.ListTagsForResourceRequest { ResourceName = "arn" })).TagList!;
        Assert.That((tags.Single().Key, tags.Single().Value), Is.EqualTo(("k", "")));
    }

    [Test]
    public async Task A_replication_group_has_its_shards_and_members()
    {
        using var client = new Wire().Answer("""
            <DescribeReplicationGroupsResponse xmlns="http://elasticache.amazonaws.com/doc/2015-02-02/"><DescribeReplicationGroupsResult><ReplicationGroups><ReplicationGroup>
              <ReplicationGroupId>tts-redis</ReplicationGroupId>
              <Status>available</Status>
              <MultiAZ>enabled</MultiAZ>
              <AutomaticFailover>disabling</AutomaticFailover>
              <ClusterEnabled>false</ClusterEnabled>
              <MemberClusters><ClusterId>tts-redis-001</ClusterId><ClusterId>tts-redis-002</ClusterId></MemberClusters>
              <NodeGroups><NodeGroup><NodeGroupId>0001</NodeGroupId><NodeGroupMembers>
                <NodeGroupMember><CacheClusterId>tts-redis-001</CacheClusterId><CurrentRole>primary</CurrentRole></NodeGroupMember>
                <NodeGroupMember><CacheClusterId>tts-redis-002</CacheClusterId><CurrentRole>replica</CurrentRole></NodeGroupMember>
              </NodeGroupMembers></NodeGroup></NodeGroups>
            </ReplicationGroup></ReplicationGroups></DescribeReplicationGroupsResult></DescribeReplicationGroupsResponse>
            """).ElastiCache();
        var group = (await client.DescribeReplicationGroupsAsync(new DescribeReplicationGroupsRequest())).ReplicationGroups!.Single();
        Assert.That((group.Status, group.ClusterEnabled), Is.EqualTo(("available", (bool?)false)));
        Assert.That((group.MultiAZ, group.AutomaticFailover), Is.EqualTo((MultiAZStatus.Enabled, AutomaticFailoverStatus.Disabling)));
        Assert.That(group.MemberClusters, Is.EqualTo(new[] { "tts-redis-001", "tts-redis-002" }));
        Assert.That(
            group.NodeGroups!.Single().NodeGroupMembers!.Select(member => (member.CacheClusterId, member.CurrentRole)),
            Is.EqualTo(new[] { ("tts-redis-001", "primary"), ("tts-redis-002", "replica") }));
    }

    [Test]
    public async Task A_backup_just_begun_is_in_the_answer()
    {
        using var client = new Wire()
            .Answer("<CreateSnapshotResponse><CreateSnapshotResult><Snapshot><SnapshotName>uw-r1-1</SnapshotName><SnapshotStatus>creating</SnapshotStatus><NodeSnapshots><NodeSnapshot><CacheSize>12 MB</CacheSize></NodeSnapshot></NodeSnapshots></Snapshot></CreateSnapshotResult></CreateSnapshotResponse>")
            .Answer("<ListTagsForResourceResponse><ListTagsForResourceResult><TagList><Tag><Key>k</Key><Value>v</Value></Tag></TagList></ListTagsForResourceResult></ListTagsForResourceResponse>")
            .ElastiCache();
        var snapshot = (await client.CreateSnapshotAsync(new CreateSnapshotRequest())).Snapshot!;
        Assert.That((snapshot.SnapshotName, snapshot.SnapshotStatus, snapshot.NodeSnapshots!.Single().CacheSize), Is.EqualTo(("uw-r1-1", "creating", "12 MB")));
        Assert.That((await client.ListTagsForResourceAsync(new Ec.ListTagsForResourceRequest())).TagList!.Single().Value, Is.EqualTo("v"));
    }
}
