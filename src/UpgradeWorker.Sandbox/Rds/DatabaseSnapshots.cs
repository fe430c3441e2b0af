using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Rds;

/// <summary>Takes and deletes snapshots of databases
/// (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html).</summary>
internal static class DatabaseSnapshots
{
    private const int LongestName = 255;

    public static DbSnapshot Create(
        SandboxWorld world, string databaseId, string requested, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        if (!SnapshotNames.AreValid(requested, LongestName))
        {
            throw new AwsException(
                "InvalidParameterValue",
                "The parameter DBSnapshotIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.");
        }

        var name = ResourceRegistry.LowerCase(requested);
        var database = world.Resources.Find("AWS::RDS::DBInstance", ResourceRegistry.LowerCase(databaseId)) as DbInstance
            ?? throw new AwsException("DBInstanceNotFound", $"DBInstance {databaseId} not found.", 404);
        if (world.Resources.DatabaseSnapshots.ContainsKey(name))
        {
            throw new AwsException(
                "DBSnapshotAlreadyExists", $"Cannot create the snapshot because a snapshot with the identifier {name} already exists.");
        }

        if (database.Status is not ("available" or "storage-optimization"))
        {
            throw new AwsException(
                "InvalidDBInstanceState",
                $"Cannot create a snapshot because the database instance {database.PhysicalId} is not currently in the available state.");
        }

        if (world.Resources.DatabaseSnapshots.Values.Count(s => s.Kind == "manual") >= world.Options.ManualSnapshotQuota)
        {
            throw new AwsException(
                "SnapshotQuotaExceeded", $"Cannot create more than {world.Options.ManualSnapshotQuota} manual snapshots.");
        }

        database.Status = "backing-up";
        return Begin(world, database, name, tags, () => BackToAvailable(database));
    }

    /// <summary>The snapshot that a deletion takes first.</summary>
    public static DbSnapshot TakeFinal(SandboxWorld world, DbInstance database) => Begin(
        world, database, ResourceRegistry.LowerCase($"{database.PhysicalId}-snapshot-{world.Ids.Suffix(12)}"), [], () => { });

    public static DbSnapshot Delete(SandboxWorld world, string name)
    {
        var snapshot = world.Resources.DatabaseSnapshot(name) ?? throw NotFound(name);
        if (snapshot.Status is not ("available" or "failed"))
        {
            throw new AwsException("InvalidDBSnapshotState", $"Cannot delete the snapshot because it is in state {snapshot.Status}.");
        }

        snapshot.Status = "deleted";
        world.Resources.DatabaseSnapshots.Remove(snapshot.Name);
        return snapshot;
    }

    public static AwsException NotFound(string name) => new("DBSnapshotNotFound", $"DBSnapshot {name} not found.", 404);

    private static DbSnapshot Begin(
        SandboxWorld world, DbInstance database, string name, IReadOnlyList<KeyValuePair<string, string>> tags, Action completed)
    {
        var fate = SnapshotFate.Of(world, "rds", world.Options.Durations.DatabaseSnapshot);
        var snapshot = new DbSnapshot
        {
            Name = name,
            Arn = world.Arn("rds", $"snapshot:{name}"),
            Source = database,
            Data = database.Data.Copy(),
            StartedAt = world.Now,
            CompletesAt = fate.Duration is { } d ? world.Now + world.Scale(d) : null,
            Tags = tags,
        };
        world.Resources.DatabaseSnapshots.Add(name, snapshot);
        world.Tell(o => o.DatabaseSnapshotStarted(snapshot));
        if (fate.Duration is { } duration)
        {
            world.After(duration, () =>
            {
                snapshot.Status = fate.Fails ? "failed" : "available";
                completed();
            });
        }

        if (fate is { Duration: { } until, VanishesAfter: { } after })
        {
            world.After(until + after, () => world.Resources.DatabaseSnapshots.Remove(name));
        }

        return snapshot;
    }

    private static void BackToAvailable(DbInstance database)
    {
        if (database.Status == "backing-up")
        {
            database.Status = "available";
        }
    }
}
