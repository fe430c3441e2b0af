using System.Text.Json.Nodes;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.World;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.Rds;

/// <summary>RDS's shapes (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Types.html).</summary>
internal static class RdsXml
{
    public static XElement?[] Snapshot(DbSnapshot snapshot, DateTimeOffset now)
    {
        var source = snapshot.Source;
        return
        [
            Text("DBSnapshotIdentifier", snapshot.Name),
            Text("DBInstanceIdentifier", source.PhysicalId),
            Instant("SnapshotCreateTime", snapshot.StartedAt),
            Instant("OriginalSnapshotCreateTime", snapshot.StartedAt),
            Text("Engine", source.Text("Engine") ?? "postgres"),
            Text("AllocatedStorage", source.Text("AllocatedStorage") ?? "20"),
            Text("Status", snapshot.Status),
            Text("Port", source.Attributes["Endpoint.Port"]),
            Text("AvailabilityZone", source.Text("AvailabilityZone")),
            Instant("InstanceCreateTime", source.CreatedAt),
            Text("MasterUsername", source.Text("MasterUsername") ?? "postgres"),
            Text("EngineVersion", source.Text("EngineVersion")),
            Text("LicenseModel", "postgresql-license"),
            Text("SnapshotType", snapshot.Kind),
            Number("PercentProgress", Percent(snapshot, now)),
            Text("StorageType", source.Text("StorageType") ?? "gp2"),
            Flag("Encrypted", Encrypted(source)),
            Text("KmsKeyId", Kms(source)),
            Text("DBSnapshotArn", snapshot.Arn),
            Flag("IAMDatabaseAuthenticationEnabled", false),
            Text("DbiResourceId", source.DbiResourceId),
            Tags(snapshot.Tags),
            Text("SnapshotTarget", "region"),
        ];
    }

    public static XElement?[] Instance(DbInstance database, DateTimeOffset now) =>
    [
        Text("DBInstanceIdentifier", database.PhysicalId),
        Text("DBInstanceClass", database.Text("DBInstanceClass")),
        Text("Engine", database.Text("Engine") ?? "postgres"),
        Text("DBInstanceStatus", database.Status),
        Text("MasterUsername", database.Text("MasterUsername") ?? "postgres"),
        Text("DBName", database.Text("DBName")),
        database.Status == "creating"
            ? null
            : Of("Endpoint", Text("Address", database.Attributes["Endpoint.Address"]), Text("Port", database.Attributes["Endpoint.Port"])),
        Text("AllocatedStorage", database.Text("AllocatedStorage") ?? "20"),
        Instant("InstanceCreateTime", database.CreatedAt),
        Text("BackupRetentionPeriod", database.Text("BackupRetentionPeriod") ?? "1"),
        Text("AvailabilityZone", database.Text("AvailabilityZone")),
        Of("PendingModifiedValues"),
        Instant("LatestRestorableTime", database.Status == "creating" ? null : Later(database.CreatedAt, now.AddMinutes(-5))),
        Flag("MultiAZ", database.Text("MultiAZ") == "true"),
        Text("EngineVersion", database.Text("EngineVersion")),
        Flag("AutoMinorVersionUpgrade", database.Text("AutoMinorVersionUpgrade") != "false"),
        Flag("PubliclyAccessible", database.Text("PubliclyAccessible") == "true"),
        Text("StorageType", database.Text("StorageType") ?? "gp2"),
        Flag("StorageEncrypted", Encrypted(database)),
        Text("KmsKeyId", Kms(database)),
        Text("DbiResourceId", database.DbiResourceId),
        Flag("DeletionProtection", database.Text("DeletionProtection") == "true"),
        Text("MaxAllocatedStorage", database.Text("MaxAllocatedStorage")),
        Text("DBInstanceArn", database.Arn),
        Tags(TagsOf(database)),
    ];

    public static XElement Tags(IReadOnlyList<KeyValuePair<string, string>> tags) =>
        List("TagList", tags, t => [Text("Key", t.Key), Text("Value", t.Value)], "Tag");

    public static IReadOnlyList<KeyValuePair<string, string>> TagsOf(EmulatedResource resource) =>
        (resource.Properties["Tags"] as JsonArray)?
            .Select(t => KeyValuePair.Create(t!["Key"]?.ToString() ?? "", t["Value"]?.ToString() ?? ""))
            .ToList() ?? [];

    private static int Percent(DbSnapshot snapshot, DateTimeOffset now) => snapshot switch
    {
        { Status: "available" } => 100,
        { CompletesAt: { } until } when until > snapshot.StartedAt =>
            int.Clamp((int)(100 * ((now - snapshot.StartedAt) / (until - snapshot.StartedAt))), 0, 99),
        _ => 0,
    };

    private static bool Encrypted(DbInstance database) =>
        database.Text("StorageEncrypted") == "true" || (database.RestoredFrom is { } from && Encrypted(from.Source));

    private static string? Kms(DbInstance database) =>
        database.Text("KmsKeyId") ?? (database.RestoredFrom is { } from ? Kms(from.Source) : null);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

}
