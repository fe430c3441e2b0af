using Amazon.ElastiCache.Model;
using static UpgradeWorker.Aws.Answers;

namespace UpgradeWorker.Aws;

/// <summary>Redis replication groups and their snapshots (ElastiCache API).</summary>
public sealed class CacheGateway
{
    private const string AlreadyExists = "SnapshotAlreadyExistsFault";

    private readonly AwsClients clients;

    internal CacheGateway(AwsClients clients) => this.clients = clients;

    /// <summary>Finds a replication group by its id.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<CacheGroup?> FindGroupAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.DescribeReplicationGroups,
                attempt => clients.ElastiCache.DescribeReplicationGroupsAsync(
                    new DescribeReplicationGroupsRequest { ReplicationGroupId = id }, attempt),
                cancellationToken);
            return answer.ReplicationGroups is [var found, ..] ? Group(found) : null;
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }

    /// <summary>Finds a snapshot by its name.</summary>
    /// <returns>
    /// Null when there is none. ElastiCache knows no failed snapshots: one that vanishes before it is available has failed.
    /// </returns>
    public async Task<CacheSnapshot?> FindSnapshotAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.DescribeCacheSnapshots,
                attempt => clients.ElastiCache.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotName = name }, attempt),
                cancellationToken);
            return answer.Snapshots is [var found, ..] ? Snapshot(found) : null;
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }

    /// <summary>
    /// Starts a snapshot: of the whole group in cluster mode, else of <see cref="CacheGroup.SourceNode"/>. When one of that name exists
    /// already it is returned, and the caller has to verify by tags, source and time that it is the wanted one.
    /// </summary>
    /// <param name="name">1 to 40 letters, digits and hyphens, beginning with a letter; stored in lower case.</param>
    /// <param name="group">The group, which must be available.</param>
    /// <param name="tags">Tags of the snapshot; may be empty.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<CacheSnapshot> CreateSnapshotAsync(
        string name, CacheGroup group, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var request = new CreateSnapshotRequest
        {
            SnapshotName = name,
            ReplicationGroupId = group.ClusterEnabled ? group.Id : null,
            CacheClusterId = group.ClusterEnabled ? null : group.SourceNode,
            Tags = tags.Count == 0 ? null : [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
        };
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.CreateCacheSnapshot,
                attempt => clients.ElastiCache.CreateSnapshotAsync(request, attempt),
                cancellationToken);
            return Snapshot(Given(answer.Snapshot));
        }
        catch (AwsFaultException fault) when (fault.ErrorCode == AlreadyExists)
        {
            if (await FindSnapshotAsync(name, cancellationToken) is { } existing)
            {
                return existing;
            }

            throw;
        }
    }

    /// <summary>Deletes a snapshot; one that does not exist is as good as deleted.</summary>
    public async Task DeleteSnapshotAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await clients.Calls.InvokeAsync(
                AwsOperations.DeleteCacheSnapshot,
                attempt => clients.ElastiCache.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotName = name }, attempt),
                cancellationToken);
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            // That is what was wanted.
        }
    }

    /// <summary>All manual snapshots whose source is the group or one of its nodes.</summary>
    public async Task<IReadOnlyList<CacheSnapshot>> ListSnapshotsAsync(CacheGroup group, CancellationToken cancellationToken) =>
        [.. (await ListManualSnapshotsAsync(cancellationToken)).Where(one =>
            one.GroupId == group.Id || (one.NodeId is { } node && group.MemberNodes.Contains(node)))];

    /// <summary>All manual snapshots of the account in this region.</summary>
    public async Task<IReadOnlyList<CacheSnapshot>> ListManualSnapshotsAsync(CancellationToken cancellationToken)
    {
        var found = await Pages.AllAsync(
            marker => clients.Calls.InvokeAsync(
                AwsOperations.DescribeCacheSnapshots,
                attempt => clients.ElastiCache.DescribeSnapshotsAsync(
                    new DescribeSnapshotsRequest { SnapshotSource = "user", Marker = marker }, attempt),
                cancellationToken),
            page => page.Marker,
            page => page.Snapshots);
        return [.. found.Select(Snapshot)];
    }

    /// <summary>The tags of a snapshot, which its description does not carry.</summary>
    /// <returns>Null when there is no such snapshot.</returns>
    public async Task<IReadOnlyDictionary<string, string>?> TagsAsync(string arn, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.ListCacheTags,
                attempt => clients.ElastiCache.ListTagsForResourceAsync(new ListTagsForResourceRequest { ResourceName = arn }, attempt),
                cancellationToken);
            return (answer.TagList ?? []).ToDictionary(tag => Given(tag.Key), tag => tag.Value ?? "");
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }

    private static CacheGroup Group(ReplicationGroup found)
    {
        var members = found.MemberClusters ?? [];
        var nodes = (found.NodeGroups ?? []).SelectMany(group => group.NodeGroupMembers ?? []).ToList();

        // Redis forks to write a snapshot; a replica can spare the memory and the time (ElastiCache User Guide, "Performance impact of
        // backups"). Without roles in the answer no node is known to be one.
        var source = nodes.Find(node => node.CurrentRole == "replica")?.CacheClusterId
            ?? nodes.Find(node => node.CurrentRole == "primary")?.CacheClusterId
            ?? members.FirstOrDefault();
        return new(
            Given(found.ReplicationGroupId), Given(found.ARN), Given(found.Status), found.ClusterEnabled ?? false, [.. members], source,
            found.ReplicationGroupCreateTime.Utc());
    }

    private static CacheSnapshot Snapshot(Snapshot found) => new(
        Given(found.SnapshotName),
        Given(found.ARN),
        Given(found.SnapshotStatus),
        NullIfEmpty(found.ReplicationGroupId),
        NullIfEmpty(found.CacheClusterId),
        (found.NodeSnapshots ?? []).Select(node => node.SnapshotCreateTime.Utc()).Where(at => at is not null).Min(),
        found.NodeSnapshots?.Count ?? 0);
}
