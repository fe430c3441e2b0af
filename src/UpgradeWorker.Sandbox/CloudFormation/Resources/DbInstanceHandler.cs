using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.Rds;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>AWS::RDS::DBInstance
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html): empty unless
/// DBSnapshotIdentifier names a snapshot to restore.</summary>
internal sealed class DbInstanceHandler(SandboxWorld world) : ResourceHandler(world)
{
    // The page says of each: "If you specify DBSnapshotIdentifier, don't specify this property."
    private static readonly string[] NotWithSnapshot =
        ["CharacterSetName", "DBName", "KmsKeyId", "MasterUserPassword", "MasterUsername", "SourceRegion", "StorageEncrypted", "Timezone"];

    public override string? NameProperty => "DBInstanceIdentifier";

    public override (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request)
    {
        var snapshot = request.Text("DBSnapshotIdentifier") is { } wanted ? Restorable(wanted, request) : null;
        var id = ResourceRegistry.LowerCase(request.Text("DBInstanceIdentifier") ?? MakeName(request));
        if (World.Resources.Find("AWS::RDS::DBInstance", id) is not null)
        {
            throw Failure($"DB Instance already exists: {id}", 400);
        }

        var database = Register(
            new DbInstance(id, (JsonObject)request.Properties.DeepClone(), World.Now)
            {
                DbiResourceId = $"db-{World.Ids.Suffix(26)}",
                Arn = World.Arn("rds", $"db:{id}"),
                Status = "creating",
                RestoredFrom = snapshot,
                Data = snapshot?.Data.Copy() ?? new DataSet(),
            },
            request);
        database.Attributes["Endpoint.Address"] = $"{id}.c{World.Ids.Hex17()[..11]}.{World.Options.Region}.rds.amazonaws.com";
        database.Attributes["Endpoint.Port"] = request.Text("Port") ?? "5432";
        database.Attributes["DBInstanceArn"] = database.Arn;
        database.Attributes["DbiResourceId"] = database.DbiResourceId;
        return (database, snapshot is null ? Durations.DatabaseCreation : Durations.DatabaseRestore);
    }

    public override void EndCreation(EmulatedResource resource)
    {
        resource.Status = "available";
        World.Tell(o => o.DatabaseCreated((DbInstance)resource));
    }

    // Removed or emptied: a new empty database; another value: a restored one. Both replace.
    public override bool Replaces(string property, JsonNode? before, JsonNode? after) =>
        property is "DBSnapshotIdentifier" or "Engine" or "AvailabilityZone" or "SourceDBInstanceIdentifier";

    public override TimeSpan BeginUpdate(EmulatedResource resource, JsonObject properties)
    {
        if (resource.Status is not ("available" or "storage-optimization"))
        {
            throw Failure($"Database instance is not in available state.", 400);
        }

        resource.Status = "modifying";
        return Durations.DatabaseModification;
    }

    public override void EndUpdate(EmulatedResource resource, JsonObject properties)
    {
        base.EndUpdate(resource, properties);
        resource.Status = "available";
    }

    public override TimeSpan BeginDeletion(EmulatedResource resource, bool snapshotFirst)
    {
        var database = (DbInstance)resource;
        if (database.Text("DeletionProtection") == "true")
        {
            throw Failure("Cannot delete protected DB Instance, please disable deletion protection and try again.", 400);
        }

        if (database.Status is "backing-up" or "modifying")
        {
            throw Failure($"Instance {database.PhysicalId} is currently {database.Status} - try again later", 400);
        }

        if (snapshotFirst)
        {
            DatabaseSnapshots.TakeFinal(World, database);
        }

        database.Status = "deleting";
        World.Tell(o => o.DatabaseDeleted(database));
        return Durations.DatabaseDeletion;
    }

    private DbSnapshot Restorable(string wanted, CreationRequest request)
    {
        if (NotWithSnapshot.FirstOrDefault(p => request.Text(p) is not null) is { } property)
        {
            throw Failure($"{property} must not be specified together with DBSnapshotIdentifier", 400);
        }

        return World.Resources.DatabaseSnapshot(wanted) switch
        {
            { Status: "available" } found => found,
            null => throw Failure($"DBSnapshot not found: {wanted}", 404),
            var found => throw Failure($"The DB snapshot {wanted} is in state {found.Status}; a snapshot must be available to be restored", 400),
        };
    }

    private static ResourceFailure Failure(string message, int status) =>
        new($"Resource handler returned message: \"{message} (Service: Rds, Status Code: {status})\"");
}
