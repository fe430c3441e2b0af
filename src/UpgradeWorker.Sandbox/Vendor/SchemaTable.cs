using System.Globalization;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>A migration that was applied to a database.</summary>
/// <param name="Component">Such as <c>is</c> for <c>is-db migrate</c>.</param>
/// <param name="Version">The release whose migration it is.</param>
/// <param name="At">When.</param>
/// <param name="InstanceId">Where the command ran.</param>
/// <param name="BinaryVersion">The version of the program that applied it.</param>
public sealed record AppliedMigration(string Component, string Version, DateTimeOffset At, string InstanceId, string BinaryVersion);

/// <summary>What a database knows of its own schema. It lies in the database's rows, so it travels with snapshots.</summary>
internal static class SchemaTable
{
    private const string Level = "schema";
    private const string Migration = "migration";

    /// <summary>The components whose tables lie in PostgreSQL.</summary>
    public static IReadOnlyList<string> Components { get; } = ["is", "noc"];

    /// <summary>Makes the tables of an empty database, at this version.</summary>
    public static void Initialise(DataSet data, VendorRelease release)
    {
        if (!data.Rows.Any(r => r.StartsWith(Level + " ", StringComparison.Ordinal)))
        {
            foreach (var component in Components)
            {
                data.Append($"{Level} {component} {release.Version}");
            }
        }
    }

    /// <summary>The releases up to this one whose migration of this component is not applied yet, in order.</summary>
    public static IReadOnlyList<VendorRelease> Pending(DataSet data, string component, VendorRelease release)
    {
        var level = data.Rows
            .Select(r => r.Split(' '))
            .Where(w => w[0] is Level or Migration && w[1] == component)
            .Max(w => System.Version.Parse(w[2]));
        return [.. VendorRelease.All.Where(r =>
            r.Migrations.Contains(component) && !r.IsLaterThan(release) && System.Version.Parse(r.Version) > level)];
    }

    public static void Apply(DataSet data, AppliedMigration applied) => data.Append(string.Create(
        CultureInfo.InvariantCulture,
        $"{Migration} {applied.Component} {applied.Version} {applied.At:O} {applied.InstanceId} {applied.BinaryVersion}"));

    /// <summary>In the order in which they were applied.</summary>
    public static IReadOnlyList<AppliedMigration> Applied(DataSet data) =>
    [
        .. data.Rows
            .Where(r => r.StartsWith(Migration + " ", StringComparison.Ordinal))
            .Select(r => r.Split(' '))
            .Select(w => new AppliedMigration(w[1], w[2], DateTimeOffset.Parse(w[3], CultureInfo.InvariantCulture), w[4], w[5])),
    ];
}
