using System.Xml.Linq;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.Rds;

/// <summary>The operations of RDS that an upgrade needs
/// (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/Welcome.html).</summary>
public sealed class RdsService : QueryService
{
    private const string Paging = "MaxRecords Marker Filters.Filter.#.Name Filters.Filter.#.Values.Value.#";

    public RdsService(SandboxWorld world) : base(world, "rds", "2014-10-31", "http://rds.amazonaws.com/doc/2014-10-31/")
    {
        Define("CreateDBSnapshot", "DBInstanceIdentifier DBSnapshotIdentifier Tags.Tag.#.Key Tags.Tag.#.Value", CreateSnapshot);
        Define("DeleteDBSnapshot", "DBSnapshotIdentifier", call =>
            [Of("DBSnapshot", RdsXml.Snapshot(DatabaseSnapshots.Delete(World, call.Needed("DBSnapshotIdentifier")), World.Now))]);
        Define(
            "DescribeDBSnapshots",
            $"DBInstanceIdentifier DBSnapshotIdentifier DbiResourceId SnapshotType IncludeShared IncludePublic {Paging}",
            DescribeSnapshots);
        Define("DescribeDBInstances", $"DBInstanceIdentifier {Paging}", DescribeInstances);
        Define("ListTagsForResource", "ResourceName", call => [RdsXml.Tags(TagsOf(call.Needed("ResourceName")))]);
        Define("DescribeAccountAttributes", "", _ => [List("AccountQuotas", Quotas(), q =>
            [Text("AccountQuotaName", q.Name), Number("Used", q.Used), Number("Max", q.Max)], "AccountQuota")]);
    }

    private IEnumerable<XElement?> CreateSnapshot(QueryCall call)
    {
        var tags = call.Structures("Tags", "Tag")?.Select(t => KeyValuePair.Create(t.Text("Key") ?? "", t.Text("Value") ?? "")).ToList();
        var snapshot = DatabaseSnapshots.Create(World, call.Needed("DBInstanceIdentifier"), call.Needed("DBSnapshotIdentifier"), tags ?? []);
        return [Of("DBSnapshot", RdsXml.Snapshot(snapshot, World.Now))];
    }

    private IEnumerable<XElement?> DescribeSnapshots(QueryCall call)
    {
        var wanted = call.Text("DBSnapshotIdentifier");
        if (wanted is not null && World.Resources.DatabaseSnapshot(wanted) is null)
        {
            throw DatabaseSnapshots.NotFound(wanted);
        }

        if (call.Text("SnapshotType") is { } type && type is not ("automated" or "awsbackup" or "manual" or "public" or "shared"))
        {
            throw new AwsException("InvalidParameterValue", $"SnapshotType is not {type}.");
        }

        var filters = Filters(call, "db-instance-id", "db-snapshot-id", "dbi-resource-id", "snapshot-type", "engine");
        var named = wanted is null ? null : World.Resources.DatabaseSnapshot(wanted);
        var all = World.Resources.DatabaseSnapshots.Values
            .Where(s => named is null || s == named)
            .Where(s => call.Text("DBInstanceIdentifier") is not { } id || Same(s.Source.PhysicalId, id))
            .Where(s => call.Text("DbiResourceId") is not { } id || s.Source.DbiResourceId == id)
            .Where(s => call.Text("SnapshotType") is not { } kind || s.Kind == kind)
            .Where(s => filters.All(f => f.Values.Any(v => f.Name switch
            {
                "db-instance-id" => Same(s.Source.PhysicalId, v) || s.Source.Arn == v,
                "db-snapshot-id" => Same(s.Name, v),
                "dbi-resource-id" => s.Source.DbiResourceId == v,
                "snapshot-type" => s.Kind == v,
                _ => (s.Source.Text("Engine") ?? "postgres") == v,
            })))
            .OrderBy(s => s.StartedAt)
            .ToList();
        var (page, marker) = Markers.Page(call, all);
        return [List("DBSnapshots", page, s => RdsXml.Snapshot(s, World.Now), "DBSnapshot"), Text("Marker", marker)];
    }

    private IEnumerable<XElement?> DescribeInstances(QueryCall call)
    {
        var wanted = call.Text("DBInstanceIdentifier");
        var filters = Filters(call, "db-instance-id", "dbi-resource-id", "engine");
        var all = World.Resources.Of<DbInstance>()
            .Where(d => wanted is null || Same(d.PhysicalId, wanted) || d.Arn == wanted)
            .Where(d => filters.All(f => f.Values.Any(v => f.Name switch
            {
                "db-instance-id" => Same(d.PhysicalId, v) || d.Arn == v,
                "dbi-resource-id" => d.DbiResourceId == v,
                _ => (d.Text("Engine") ?? "postgres") == v,
            })))
            .OrderBy(d => d.PhysicalId, StringComparer.Ordinal)
            .ToList();
        if (wanted is not null && all.Count == 0)
        {
            throw new AwsException("DBInstanceNotFound", $"DBInstance {wanted} not found.", 404);
        }

        var (page, marker) = Markers.Page(call, all);
        return [List("DBInstances", page, d => RdsXml.Instance(d, World.Now), "DBInstance"), Text("Marker", marker)];
    }

    private IReadOnlyList<KeyValuePair<string, string>> TagsOf(string arn) =>
        World.Resources.DatabaseSnapshots.Values.FirstOrDefault(s => s.Arn == arn)?.Tags
        ?? (World.Resources.Of<DbInstance>().FirstOrDefault(d => d.Arn == arn) is { } database ? RdsXml.TagsOf(database) : null)
        ?? throw new AwsException("InvalidParameterValue", $"The specified resource name does not match an RDS resource in this region: {arn}");

    private IReadOnlyList<(string Name, long Used, long Max)> Quotas() =>
    [
        ("DBInstances", World.Resources.Of<DbInstance>().Count(), 40),
        ("ManualSnapshots", World.Resources.DatabaseSnapshots.Values.Count(s => s.Kind == "manual"), World.Options.ManualSnapshotQuota),
    ];

    private static List<(string Name, IReadOnlyList<string> Values)> Filters(QueryCall call, params string[] known)
    {
        List<(string, IReadOnlyList<string>)> filters = [];
        foreach (var filter in call.Structures("Filters", "Filter") ?? [])
        {
            var name = filter.Needed("Name");
            if (!known.Contains(name))
            {
                throw new AwsException("InvalidParameterValue", $"Unrecognized filter name: {name}");
            }

            filters.Add((name, filter.List("Values", "Value") ?? []));
        }

        return filters;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
