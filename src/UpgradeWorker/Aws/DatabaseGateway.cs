using Amazon.RDS.Model;
using static UpgradeWorker.Aws.Answers;

namespace UpgradeWorker.Aws;

/// <summary>RDS instances and their snapshots (RDS API).</summary>
public sealed class DatabaseGateway
{
    private const string AlreadyExists = "DBSnapshotAlreadyExists";

    // The name of the quota in DescribeAccountAttributes (RDS API Reference, data type AccountQuota).
    private const string SnapshotQuota = "ManualSnapshots";

    private readonly AwsClients clients;

    internal DatabaseGateway(AwsClients clients) => this.clients = clients;

    /// <summary>Finds an instance by its identifier.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<DatabaseInstance?> FindInstanceAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await NullIfGoneAsync(clients.Calls.InvokeAsync(
            AwsOperations.DescribeDBInstances,
            attempt => clients.Rds.DescribeDBInstancesAsync(new DescribeDBInstancesRequest { DBInstanceIdentifier = id }, attempt),
            cancellationToken));
        return answer?.DBInstances is not [var found, ..] ? null : new DatabaseInstance(
            Given(found.DBInstanceIdentifier), Given(found.DBInstanceArn), Given(found.DbiResourceId), Given(found.DBInstanceStatus),
            Given(found.Engine), found.EngineVersion ?? "", found.InstanceCreateTime.Utc());
    }

    /// <summary>Finds a snapshot by its identifier.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<DatabaseSnapshot?> FindSnapshotAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await NullIfGoneAsync(clients.Calls.InvokeAsync(
            AwsOperations.DescribeDBSnapshots,
            attempt => clients.Rds.DescribeDBSnapshotsAsync(new DescribeDBSnapshotsRequest { DBSnapshotIdentifier = id }, attempt),
            cancellationToken));
        return answer?.DBSnapshots is [var found, ..] ? Snapshot(found) : null;
    }

    /// <summary>
    /// Starts a snapshot. The name is what makes it repeatable: when one of that name exists already it is returned, and the caller has
    /// to verify by tags, <see cref="DatabaseSnapshot.ResourceId"/> and time that it is the wanted one.
    /// </summary>
    /// <param name="name">1 to 255 letters, digits and hyphens, beginning with a letter; RDS stores it in lower case.</param>
    /// <param name="instanceId">Identifier of the instance, which must be available.</param>
    /// <param name="tags">Tags of the snapshot; may be empty.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<DatabaseSnapshot> CreateSnapshotAsync(
        string name, string instanceId, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await clients.Calls.InvokeAsync(
                AwsOperations.CreateDBSnapshot,
                attempt => clients.Rds.CreateDBSnapshotAsync(
                    new CreateDBSnapshotRequest
                    {
                        DBSnapshotIdentifier = name,
                        DBInstanceIdentifier = instanceId,
                        Tags = tags.Count == 0 ? null : [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
                    },
                    attempt),
                cancellationToken);
            return Snapshot(Given(answer.DBSnapshot));
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
    public Task DeleteSnapshotAsync(string id, CancellationToken cancellationToken) => NullIfGoneAsync(clients.Calls.InvokeAsync(
        AwsOperations.DeleteDBSnapshot,
        attempt => clients.Rds.DeleteDBSnapshotAsync(new DeleteDBSnapshotRequest { DBSnapshotIdentifier = id }, attempt),
        cancellationToken));

    /// <summary>How many manual snapshots the account has in this region and may have.</summary>
    /// <returns>Null when AWS does not tell.</returns>
    public async Task<QuotaUse?> QuotaAsync(CancellationToken cancellationToken)
    {
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.DescribeAccountAttributes,
            attempt => clients.Rds.DescribeAccountAttributesAsync(new DescribeAccountAttributesRequest(), attempt),
            cancellationToken);
        return answer.AccountQuotas?.FirstOrDefault(one => one.AccountQuotaName == SnapshotQuota) is { Used: { } used, Max: { } max }
            ? new(used, max)
            : null;
    }

    /// <summary>All manual snapshots of an instance, those of its namesakes before it too: look at their ResourceId.</summary>
    public async Task<IReadOnlyList<DatabaseSnapshot>> ListSnapshotsAsync(string instanceId, CancellationToken cancellationToken)
    {
        var found = await Pages.AllAsync(
            marker => clients.Calls.InvokeAsync(
                AwsOperations.DescribeDBSnapshots,
                attempt => clients.Rds.DescribeDBSnapshotsAsync(
                    new DescribeDBSnapshotsRequest { DBInstanceIdentifier = instanceId, SnapshotType = "manual", Marker = marker }, attempt),
                cancellationToken),
            page => page.Marker,
            page => page.DBSnapshots);
        return [.. found.Select(Snapshot)];
    }

    /// <summary>All manual snapshots of the account in this region.</summary>
    public async Task<IReadOnlyList<DatabaseSnapshot>> ListManualSnapshotsAsync(CancellationToken cancellationToken)
    {
        var found = await Pages.AllAsync(
            marker => clients.Calls.InvokeAsync(
                AwsOperations.DescribeDBSnapshots,
                attempt => clients.Rds.DescribeDBSnapshotsAsync(new DescribeDBSnapshotsRequest { SnapshotType = "manual", Marker = marker }, attempt),
                cancellationToken),
            page => page.Marker,
            page => page.DBSnapshots);
        return [.. found.Select(Snapshot)];
    }

    private static DatabaseSnapshot Snapshot(DBSnapshot found) => new(
        Given(found.DBSnapshotIdentifier),
        Given(found.DBSnapshotArn),
        Given(found.Status),
        found.DbiResourceId,
        Given(found.DBInstanceIdentifier),
        found.SnapshotCreateTime.Utc(),
        found.PercentProgress ?? 0,
        (found.TagList ?? []).ToDictionary(tag => Given(tag.Key), tag => tag.Value ?? ""));

    private static async Task<T?> NullIfGoneAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.Gone)
        {
            return null;
        }
    }
}
