using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>How the vendor's software stands, as JSON for the control endpoint.</summary>
internal static class VendorState
{
    /// <summary>Under the world's lock.</summary>
    public static JsonObject Describe(EmulatedVendor vendor)
    {
        var application = vendor.Application;
        return new JsonObject
        {
            ["instances"] = new JsonArray([.. application.Running.Select(Instance)]),
            ["acknowledgedRows"] = application.Acknowledged.Count,
            ["failedWrites"] = application.FailedWrites,
            ["stores"] = new JsonArray([.. Stores(vendor.World, [.. application.Acknowledged.Select(a => a.Text)])]),
            ["migrationCalls"] = new JsonArray([.. application.MigrationCalls.Select(Call)]),
            ["certificates"] = new JsonArray([.. application.LetsEncrypt.Issued.Select(Certificate)]),
            ["certificateRefusals"] = Texts(application.LetsEncrypt.Refusals),
            ["commands"] = new JsonArray([.. vendor.Commands.Select(c => new JsonObject { ["comment"] = c.Comment, ["status"] = c.Status })]),
        };
    }

    private static JsonNode Instance(RunningApplication running) => new JsonObject
    {
        ["instance"] = running.InstanceId,
        ["version"] = running.Release.Version,
        ["active"] = running.Unit.Active,
        ["enabled"] = running.Unit.Enabled,
        ["unmigrated"] = Texts(running.Unmigrated),
    };

    private static IEnumerable<JsonNode> Stores(SandboxWorld world, HashSet<string> acknowledged)
    {
        foreach (var database in world.Resources.Of<DbInstance>())
        {
            var store = Store(database.PhysicalId, database.Data, database.RestoredFrom?.Name, acknowledged);
            store["migrations"] = Texts(SchemaTable.Applied(database.Data).Select(m => $"{m.Component} {m.Version}"));
            yield return store;
        }

        foreach (var redis in world.Resources.Of<ReplicationGroup>())
        {
            yield return Store(redis.PhysicalId, redis.Data, redis.RestoredFrom?.Name, acknowledged);
        }
    }

    private static JsonObject Store(string id, DataSet data, string? restoredFrom, HashSet<string> acknowledged) => new()
    {
        ["id"] = id,
        ["rows"] = data.Rows.Count,
        ["acknowledgedRowsMissing"] = acknowledged.Count - acknowledged.Intersect(data.Rows).Count(),
        ["restoredFrom"] = restoredFrom,
    };

    private static JsonNode Call(MigrationCall call) => new JsonObject
    {
        ["component"] = call.Component,
        ["instance"] = call.InstanceId,
        ["version"] = call.BinaryVersion,
        ["exitCode"] = call.ExitCode,
        ["applied"] = call.Applied,
    };

    private static JsonNode Certificate(IssuedCertificate certificate) => new JsonObject
    {
        ["names"] = Texts(certificate.Names),
        ["instance"] = certificate.Account,
        ["at"] = certificate.At,
        ["serial"] = certificate.Serial,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
